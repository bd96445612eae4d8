import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { Money } from '../../../parts/money.tsx';

/** Assessed − offset − repaid − written off + refunded = outstanding; the sum is made here and must be the ledger's. */
export function EquationLine({ found }: { found: CaseAnswer }) {
  const { t } = useWords();
  const { money, amounts } = found;
  if (amounts.length === 0) return null;
  const { assessed_fen, offset_fen, repaid_fen, written_off_fen, refunded_fen, outstanding_fen } = money;
  const ties = assessed_fen - offset_fen - repaid_fen - written_off_fen + refunded_fen === outstanding_fen;
  const parts = [
    ['', 'assessed', assessed_fen],
    ['−', 'offset', offset_fen],
    ['−', 'repaid', repaid_fen],
    ['−', 'written-off', written_off_fen],
    ['+', 'refunded', refunded_fen],
    ['=', 'outstanding', outstanding_fen],
  ] as const;
  return (
    <p className="equation">
      {parts.map(([sign, name, fen]) => (
        <span key={name} className={name === 'outstanding' && fen > 0 ? 'is-out' : ''}>
          {sign === '' ? null : <span className="sign">{sign}</span>}
          {t(`case.money-${name}`)} <Money fen={fen} />
        </span>
      ))}
      {ties ? (
        <span className="ties">✓ {t('case.ties')}</span>
      ) : (
        <span className="differs">{t('case.differs')}</span>
      )}
      {money.refund_due_fen > 0 ? (
        <span className="chip is-violet">
          {t('case.refund-due')} <Money fen={money.refund_due_fen} />
        </span>
      ) : null}
    </p>
  );
}
