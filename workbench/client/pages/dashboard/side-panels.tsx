import { OWED_STEP_TITLES } from '../../../../core/words/owed-steps.ts';
import type { Overview } from '../../../contract/overview.ts';
import { useWords } from '../../language/language.tsx';
import { showMonth } from '../../parts/dates.ts';
import { showCount } from '../../parts/figures.ts';
import { Money } from '../../parts/money.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { CountLink, FigureLink, MoneyLink, Tied } from './figure-link.tsx';
import { PartsBar } from './parts-bar.tsx';

/** How long what is out has been owed. */
export function AgesPanel({ overview }: { overview: Overview }) {
  const words = useWords();
  const { t } = words;
  const { ages, equation, counts, refund_due_fen } = overview;
  const most = Math.max(1, ...ages.map((row) => row.outstanding_fen));
  const shown = ages.filter((row) => row.age !== 'unapproved' || row.cases > 0);
  return (
    <Panel title={t('dashboard.ages')} aside={t('dashboard.ages-note')} isFlush>
      <table className="plain ages">
        <tbody>
          {shown.map(({ age, cases, outstanding_fen }) => (
            <tr key={age} data-age={age}>
              <td>{t(`dashboard.age-${age}`)}</td>
              <td className="bar">
                <PartsBar
                  label={t(`dashboard.age-${age}`)}
                  height={14}
                  of={most}
                  parts={[[outstanding_fen, 'hatch']]}
                />
              </td>
              <td className="right">
                <MoneyLink fen={outstanding_fen} shown={{ figure: 'owed', age }} />
              </td>
              <td className="right count">
                <FigureLink shown={{ figure: 'owed', age }} count={cases}>
                  {words.t('dashboard.cases', { n: showCount(cases) })}
                </FigureLink>
              </td>
            </tr>
          ))}
          <tr className="is-total">
            <td>{t('shell.total')}</td>
            <td />
            <td className="right">
              <Tied overview={overview} parts={['ages', 'equation', 'ledger']}>
                <MoneyLink fen={equation.outstanding_fen + refund_due_fen} shown={{ figure: 'owed' }} />
              </Tied>
            </td>
            <td className="right count">{words.t('dashboard.cases', { n: showCount(counts.owed.cases) })}</td>
          </tr>
          {refund_due_fen === 0 ? null : (
            <tr>
              <td>{t('dashboard.refund-due')}</td>
              <td className="bar" />
              <td className="right is-owed-to-person">
                <MoneyLink fen={refund_due_fen} shown={{ figure: 'over-repaid' }} />
              </td>
              <td className="right count">
                {words.t('dashboard.cases', { n: showCount(counts['over-repaid'].cases) })}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </Panel>
  );
}

const BECAME = ['substantiated', 'unfounded', 'unverifiable', 'undecided', 'revoked'] as const;

/** What became of what each source brought; who was named twice stands with the source that came first. */
export function OutcomesPanel({ overview }: { overview: Overview }) {
  const { t } = useWords();
  const { outcomes, counts } = overview;
  const became = BECAME.filter((name) => name !== 'revoked' || counts.revoked.cases > 0);
  const sum = became.map((name) => showCount(counts[name].cases)).join(' + ');
  return (
    <Panel
      title={t('dashboard.outcomes')}
      aside={
        <Tied overview={overview} parts={['outcomes']}>
          <span className="ties">
            ✓ {showCount(counts.found.cases)} = {sum}
          </span>
        </Tied>
      }
      isFlush
    >
      <table className="plain many-columns">
        <thead>
          <tr>
            <th scope="col">{t('dashboard.head-source')}</th>
            <th scope="col" className="right">
              {t('dashboard.found-cases')}
            </th>
            <th scope="col" className="right">
              {t('dashboard.found-people')}
            </th>
            {became.map((name) => (
              <th scope="col" className="right" key={name}>
                {t(`dashboard.outcome-${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {outcomes.map((row) => (
            <tr key={row.source} data-source={row.source}>
              <td title={t('dashboard.named-people', { n: row.named_people })}>
                {t(`dashboard.source-${row.source}`)}
              </td>
              <td className="right">
                <CountLink count={row.found} shown={{ figure: 'found', source: row.source }} />
              </td>
              <td className="right">
                <CountLink count={row.people} shown={{ figure: 'found', source: row.source }} />
              </td>
              {became.map((name) => (
                <td className="right" key={name}>
                  <CountLink count={row[name]} shown={{ figure: name, source: row.source }} />
                </td>
              ))}
            </tr>
          ))}
          <tr className="is-total">
            <td>{t('shell.total')}</td>
            <td className="right">
              <CountLink count={counts.found.cases} shown={{ figure: 'found' }} />
            </td>
            <td className="right">
              <CountLink count={counts.found.people} shown={{ figure: 'found' }} />
            </td>
            {became.map((name) => (
              <td className="right" key={name}>
                <CountLink count={counts[name].cases} shown={{ figure: name }} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </Panel>
  );
}

/** What the fund owes people and how far it has come: beside all that people owe the fund, and in none of it. */
export function OwedPanel({ overview: { owed_to_people } }: { overview: Overview }) {
  const { t, pick } = useWords();
  if (owed_to_people.every(({ cases }) => cases === 0)) return null;
  return (
    <Panel title={t('dashboard.owed-to-people')} aside={t('dashboard.owed-to-people-note')} isFlush>
      <table className="plain">
        <tbody>
          {owed_to_people.map(({ step, cases, amount_fen }) => (
            <tr key={step} data-step={step}>
              <td>{pick(OWED_STEP_TITLES[step])}</td>
              <td className="right is-owed-to-person">
                <Money fen={amount_fen} />
              </td>
              <td className="right count">{t('dashboard.cases', { n: showCount(cases) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

/** Who was due to certify in each window, and who did. */
export function CertificationDuePanel({ overview, isNarrowed }: { overview: Overview; isNarrowed: boolean }) {
  const { t } = useWords();
  if (overview.is_partial) return null;
  return (
    <Panel
      title={t('dashboard.certification')}
      aside={t(isNarrowed ? 'dashboard.certification-whole' : 'dashboard.certification-note', {
        day: overview.data_as_of ?? '—',
      })}
      isFlush
    >
      {overview.certification.length === 0 ? (
        <Placeholder>{t('dashboard.no-window')}</Placeholder>
      ) : (
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('dashboard.window')}</th>
              {(['due', 'certified', 'unstopped', 'stopped'] as const).map((way) => (
                <th scope="col" className="right" key={way}>
                  {t(`dashboard.way-${way}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {overview.certification.map((row) => (
              <tr key={row.window_month} data-window={row.window_month}>
                <td className="number">{showMonth(row.window_month)}</td>
                {(['due', 'certified', 'unstopped', 'stopped'] as const).map((way) => (
                  <td className="right" key={way}>
                    <CountLink
                      count={row[way]}
                      shown={{ way, year: String(row.year), half: String(row.half) }}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
