import type { Party } from '../../../../core/words/tie-out.ts';
import type { TieOutDifference } from '../../../contract/tie-out.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { showMonth } from '../../parts/dates.ts';
import { Money } from '../../parts/money.tsx';

/** The days of a month on which the parties differ, all amounts beside each other. */
export function DifferenceTable({
  differences,
  parties,
  onChoose,
}: {
  differences: readonly TieOutDifference[];
  parties: readonly Party[];
  onChoose: (difference: TieOutDifference) => void;
}) {
  const { t } = useWords();
  if (differences.length === 0) return <p className="ties tie-out-none">✓ {t('tie-out.no-difference')}</p>;
  return (
    <table className="plain tie-out-differences">
      <thead>
        <tr>
          <th>{t('tie-out.day')}</th>
          {parties.map((party) => (
            <th key={party} className="right">
              {t(`tie-out.party-${party}`)}
            </th>
          ))}
          <th className="right">{t('tie-out.difference')}</th>
          <th>{t('tie-out.why')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((one) => (
          <tr key={one.difference_key}>
            <td className="tie-out-day">
              {one.booked_on ?? t('tie-out.whole-month', { month: showMonth(one.month) })}
            </td>
            {parties.map((party) => (
              <td key={party} className="right">
                <Money fen={one.amounts[party] ?? null} />
              </td>
            ))}
            <td className="right">
              <Money fen={one.difference_fen} tone="out" />
            </td>
            <td>
              <button type="button" className="link" onClick={() => onChoose(one)}>
                {one.explanation === null
                  ? t('tie-out.unexplained')
                  : t(`tie-out.reason-${one.explanation.reason}`)}
              </button>
              {one.explanation === null ? null : (
                <div className="is-muted">
                  <Chinese>{one.explanation.words}</Chinese>
                </div>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
