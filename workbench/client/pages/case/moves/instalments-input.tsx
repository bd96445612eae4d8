import { Input } from 'antd';
import { useWords } from '../../../language/language.tsx';
import { showYuan } from '../../../parts/figures.ts';
import { planOf } from './instalments.ts';

/** How many and from when; the parts are worked out so that they add up to what is outstanding. */
export function InstalmentsInput({
  value,
  onChange,
}: {
  value: Record<string, string>;
  onChange: (value: Record<string, string>) => void;
}) {
  const { t } = useWords();
  const plan = planOf(value);
  return (
    <>
      <div className="pair">
        <Input
          type="number"
          min={1}
          max={120}
          aria-label={t('case.plan-count')}
          suffix={t('case.plan-parts')}
          value={value.count ?? ''}
          onChange={(event) => onChange({ ...value, count: event.target.value })}
        />
        <Input
          type="date"
          aria-label={t('case.plan-first')}
          value={value.first ?? ''}
          onChange={(event) => onChange({ ...value, first: event.target.value })}
        />
      </div>
      <ol className="plan">
        {plan.map(({ due_on: on, amount_fen: fen }) => (
          <li key={on}>
            {on} <span className="money">{showYuan(fen)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
