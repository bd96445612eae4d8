import type { Overview, Precision } from '../../../contract/overview.ts';
import { useWords } from '../../language/language.tsx';
import { showCount, showPercent } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { COLOUR } from '../../theme/tokens.ts';
import type { Shown } from './dashboard-address.ts';
import { FigureLink } from './figure-link.tsx';

/** How often people found a lead to be true, by rule and by source, with the interval and the number it rests on. */
export function PrecisionPanel({ overview }: { overview: Overview }) {
  const { t, pick } = useWords();
  const { by_rule, by_source } = overview;
  return (
    <Panel title={t('dashboard.precision')} aside={t('dashboard.precision-note')} isFlush>
      {by_rule.length === 0 ? (
        <Placeholder>{t('dashboard.nothing-decided')}</Placeholder>
      ) : (
        <table className="plain precision">
          <thead>
            <tr>
              <th scope="col">{t('dashboard.head-rule')}</th>
              <th scope="col" className="right">
                {t('dashboard.held-of-decided')}
              </th>
              <th scope="col" className="interval">
                <span className="scale">
                  <i>0</i>
                  <i>50%</i>
                  <i>100%</i>
                </span>
              </th>
              <th scope="col" className="right">
                {t('dashboard.share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {by_rule.map((row) => (
              <PrecisionRow
                key={row.key}
                row={row}
                name={pick(row.title)}
                shown={{ figure: 'decided', rule: row.key }}
              />
            ))}
          </tbody>
          <tbody>
            {by_source.map((row) => (
              <PrecisionRow
                key={row.key}
                row={row}
                name={t(`dashboard.source-${row.key}`)}
                shown={{ figure: 'decided', source: row.key }}
              />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function PrecisionRow({ row, name, shown }: { row: Precision; name: string; shown: Shown }) {
  const { t } = useWords();
  const { decided, substantiated, ratio, low, high } = row;
  return (
    <tr data-precision={row.key}>
      <td>{name}</td>
      <td className="right">
        <FigureLink shown={{ ...shown, figure: 'held' }} count={substantiated}>
          {showCount(substantiated)}
        </FigureLink>
        {' / '}
        <FigureLink shown={shown} count={decided}>
          {showCount(decided)}
        </FigureLink>
      </td>
      {ratio === null || low === null || high === null ? (
        <td colSpan={2} className="right is-muted">
          {t('dashboard.too-few', { n: decided })}
        </td>
      ) : (
        <>
          <td className="interval">
            <Interval ratio={ratio} low={low} high={high} />
          </td>
          <td
            className="right"
            title={t('dashboard.interval', { low: showPercent(low, 1), high: showPercent(high, 1) })}
          >
            <strong>{showPercent(ratio)}</strong>
          </td>
        </>
      )}
    </tr>
  );
}

function Interval({ ratio, low, high }: { ratio: number; low: number; high: number }) {
  const { t } = useWords();
  const x = (share: number): string => `${share * 100}%`;
  return (
    <svg
      width="100%"
      height="12"
      role="img"
      aria-label={t('dashboard.interval', { low: showPercent(low, 1), high: showPercent(high, 1) })}
    >
      <line x1="0" x2="100%" y1="6" y2="6" stroke={COLOUR.line} />
      <line x1={x(low)} x2={x(high)} y1="6" y2="6" stroke={COLOUR.teal} strokeWidth="2" />
      <svg x={x(ratio)} overflow="visible" aria-hidden="true">
        <rect x="-4" y="2" width="8" height="8" fill={COLOUR.teal} />
      </svg>
    </svg>
  );
}
