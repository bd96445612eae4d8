import { Input } from 'antd';
import { useWords } from '../../../language/language.tsx';
import { DayInput } from '../../../parts/day-input.tsx';
import { showYuan } from '../../../parts/figures.ts';
import { planOf } from './instalments.ts';

/** How many and from when; the parts are worked out so that they add up to what is outstanding. */
export function InstalmentsInput({
  outstandingFen,
  value,
  onChange,
}: {
  outstandingFen: number;
  value: Record<string, string>;
  onChange: (value: Record<string, string>) => void;
}) {
  const { t } = useWords();
  const plan = planOf(value, outstandingFen);
  return (
    <>
      <div className="pair">
        <div>
          <label htmlFor="plan-count">{t('case.plan-count')}</label>
          <Input
            id="plan-count"
            inputMode="numeric"
            suffix={t('case.plan-parts')}
            value={value.count ?? ''}
            onChange={(event) => onChange({ ...value, count: event.target.value })}
          />
        </div>
        <div>
          <label htmlFor="plan-first">{t('case.plan-first')}</label>
          <DayInput
            id="plan-first"
            value={value.first ?? ''}
            onChange={(first) => onChange({ ...value, first })}
          />
        </div>
      </div>
      {plan.length === 0 ? null : (
        <table className="plain plan">
          <thead>
            <tr>
              <th scope="col">{t('case.plan-part')}</th>
              <th scope="col">{t('case.plan-due')}</th>
              <th scope="col" className="right">
                {t('case.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {plan.map(({ due_on: on, amount_fen: fen }, place) => (
              <tr key={on}>
                <td>{place + 1}</td>
                <td>{on}</td>
                <td className="right money">{showYuan(fen)}</td>
              </tr>
            ))}
            <tr className="total-row">
              <td colSpan={2}>{t('case.plan-total')}</td>
              <td className="right money">{showYuan(outstandingFen)}</td>
            </tr>
          </tbody>
        </table>
      )}
    </>
  );
}
