import { Checkbox, Input } from 'antd';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { showMonth } from '../../../parts/dates.ts';
import { showYuan } from '../../../parts/figures.ts';
import { claimedBy } from '../decision/claimed.ts';

export type Struck = { month: number; reason: string };

/** The amount anew: the claim, without the months that are ticked. */
export function StrikeInput({
  claim,
  value,
  onChange,
}: {
  claim: CaseAnswer['claim'];
  value: Struck[];
  onChange: (value: Struck[]) => void;
}) {
  const { t } = useWords();
  const months = [...new Set(claim.flatMap(({ month }) => (month === null ? [] : [month])))];
  const without = (month: number) => value.filter((one) => one.month !== month);
  return (
    <div className="strike-months">
      {months.map((month) => {
        const struck = value.find((one) => one.month === month);
        return (
          <div key={month}>
            <Checkbox
              checked={struck !== undefined}
              onChange={(event) =>
                onChange(event.target.checked ? [...value, { month, reason: '' }] : without(month))
              }
            >
              {t('case.strike', { month: showMonth(month) })}
            </Checkbox>
            {struck === undefined ? null : (
              <Input
                size="small"
                aria-label={t('case.strike-reason-of', { month: showMonth(month) })}
                placeholder={t('case.strike-reason')}
                value={struck.reason}
                onChange={(event) => onChange([...without(month), { month, reason: event.target.value }])}
              />
            )}
          </div>
        );
      })}
      <p>{t('case.would-be', { amount: showYuan(claimedBy(claim, value).fen) })}</p>
    </div>
  );
}
