import { toCapitals } from '../../../../../core/money.ts';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { showYuan } from '../../../parts/figures.ts';
import { claimedBy } from './claimed.ts';
import type { DraftHold } from './draft.ts';

/** The amount, read off the month sheet; with how many months, and in the capitals of the notice. */
export function AmountFigure({ found, draft }: { found: CaseAnswer; draft: DraftHold }) {
  const { t } = useWords();
  if (found.claim.length === 0) return <p className="is-muted">{t('case.nothing-claimed')}</p>;
  const { fen, months } = claimedBy(found.claim, draft.value.struck);
  return (
    <div className="amount-figure">
      <div className="caption">{t('case.assessed-from-sheet')}</div>
      <span className="figure">{showYuan(fen)}</span> <span>{t('shell.yuan')}</span>{' '}
      <span className="is-muted">
        {months === 0 ? '' : `${t('case.months-n', { n: months })} · `}
        <span lang="zh-CN">{toCapitals(fen)}</span>
      </span>
    </div>
  );
}
