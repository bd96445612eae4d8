import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { Money } from '../../../parts/money.tsx';
import { DatedMoneyTable } from './dated-money-table.tsx';

/** Money that the fund owes the person, from what is still to be made good to what has arrived; it stands in no claim. */
export function OwedTable({ found }: { found: CaseAnswer }) {
  const { t } = useWords();
  const { still_fen, back_payments } = found.owed;
  if (still_fen === 0 && back_payments.length === 0) return null;
  const lines = back_payments.map(
    ({ document_id, amount_fen, payee, relation, signed_on, paid_on, acknowledged_on }) => {
      const step = acknowledged_on !== null ? 'arrived' : paid_on !== null ? 'paid' : 'signed';
      const whom = relation === 'self' ? payee : `${payee}${t('case.in-brackets', { text: relation })}`;
      return { key: document_id, on: acknowledged_on ?? paid_on ?? signed_on, step, whom, amount_fen };
    },
  );
  return (
    <DatedMoneyTable what={t('case.owed-to-person')}>
      {still_fen === 0 ? null : (
        <tr>
          <td />
          <td>{t('case.owed-still')}</td>
          <td className="right">
            <Money fen={still_fen} />
          </td>
        </tr>
      )}
      {lines.map(({ key, on, step, whom, amount_fen }) => (
        <tr key={key}>
          <td>{on}</td>
          <td>
            {t(`case.owed-${step}`)} · <span lang="zh-CN">{whom}</span>
          </td>
          <td className="right">
            <Money fen={amount_fen} />
          </td>
        </tr>
      ))}
    </DatedMoneyTable>
  );
}
