import type { RuleTrial } from '../../../contract/rules.ts';
import { useWords } from '../../language/language.tsx';
import { showMonth } from '../../parts/dates.ts';
import { showCount, showYuan } from '../../parts/figures.ts';

interface Row {
  key: string;
  people: string;
  before_fen: number;
  after_fen: number;
}

/** What a trial comes to by township, by month and by night that is kept. */
export function TrialSums({
  trial: { townships, months, nights },
}: {
  trial: Pick<RuleTrial, 'townships' | 'months' | 'nights'>;
}) {
  const { t } = useWords();
  return (
    <>
      <Sums
        title={t('rules.by-township')}
        rows={townships.map(({ township, ...told }) => rowOf(township ?? '—', told))}
      />
      <Sums
        title={t('rules.by-month')}
        rows={months.map(({ month, ...money }) => ({ key: showMonth(month), people: '', ...money }))}
      />
      {nights.length > 1 ? (
        <Sums title={t('rules.by-night')} rows={nights.map((night) => rowOf(night.as_of, night))} />
      ) : null}
    </>
  );
}

function rowOf(key: string, { before, after }: Pick<RuleTrial, 'before' | 'after'>): Row {
  return {
    key,
    people: `${showCount(before.people)} → ${showCount(after.people)}`,
    before_fen: before.amount_fen,
    after_fen: after.amount_fen,
  };
}

function Sums({ title, rows }: { title: string; rows: readonly Row[] }) {
  const { t } = useWords();
  if (rows.length === 0) return null;
  return (
    <table className="plain">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th />
          <th className="right">{t('rules.people')}</th>
          <th className="right">{t('rules.money-before')}</th>
          <th className="right">{t('rules.money')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, people, before_fen, after_fen }) => (
          <tr key={key}>
            <td lang="zh-CN">{key}</td>
            <td className="right">{people}</td>
            <td className="money">{showYuan(before_fen)}</td>
            <td className="money">{showYuan(after_fen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
