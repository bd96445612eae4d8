import { Checkbox, Input } from 'antd';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { showMonth } from '../../../parts/dates.ts';
import { Money } from '../../../parts/money.tsx';
import type { DraftHold } from '../decision/draft.ts';

/** Leaves a month out of the amount: ticked, with its reason; the sum follows at once. */
export function StrikeMonths({ claim, draft }: { claim: CaseAnswer['claim']; draft: DraftHold }) {
  const { t } = useWords();
  const sums = new Map<number, number>();
  for (const { month, amount_fen: fen } of claim) {
    if (month !== null) sums.set(month, (sums.get(month) ?? 0) + fen);
  }
  const { struck } = draft.value;
  const reasonOf = (month: number) => struck.find((one) => one.month === month)?.reason;
  const setReason = (month: number, reason: string | null) => {
    const others = struck.filter((one) => one.month !== month);
    draft.set({
      struck: reason === null ? others : [...others, { month, reason }].sort((a, b) => a.month - b.month),
    });
  };
  return (
    <fieldset className="strike-months">
      <legend>{t('case.strike-title')}</legend>
      {[...sums].map(([month, fen]) => {
        const reason = reasonOf(month);
        return (
          <div key={month}>
            <Checkbox
              checked={reason !== undefined}
              onChange={(event) => setReason(month, event.target.checked ? '' : null)}
            >
              {showMonth(month)}
            </Checkbox>
            <Money fen={fen} />
            {reason === undefined ? null : (
              <Input
                size="small"
                aria-label={t('case.strike-reason-of', { month: showMonth(month) })}
                placeholder={t('case.strike-reason')}
                value={reason}
                status={reason.trim() === '' ? 'warning' : ''}
                onChange={(event) => setReason(month, event.target.value)}
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
