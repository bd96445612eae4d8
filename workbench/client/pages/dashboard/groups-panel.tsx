import { Segmented } from 'antd';
import type { Group, Overview } from '../../../contract/overview.ts';
import { useWords } from '../../language/language.tsx';
import { showMonth } from '../../parts/dates.ts';
import { Panel } from '../../parts/panel.tsx';
import { COLOUR } from '../../theme/tokens.ts';
import { GROUPINGS, type Grouping, type Shown, useDashboardAddress } from './dashboard-address.ts';
import { CountLink, MoneyLink, Tied } from './figure-link.tsx';
import { PartsBar } from './parts-bar.tsx';

/** The same money by township, rule, batch or month; every grouping adds up to the figures above. */
export function GroupsPanel({ overview }: { overview: Overview }) {
  const { t } = useWords();
  const { grouping, go } = useDashboardAddress();
  return (
    <Panel
      title={t(`dashboard.by-${grouping}`)}
      aside={t('dashboard.click-a-figure')}
      isFlush
      actions={
        <Segmented<Grouping>
          size="small"
          aria-label={t('dashboard.grouping')}
          value={grouping}
          options={GROUPINGS.map((value) => ({ value, label: t(`dashboard.group-${value}`) }))}
          onChange={(by) => go({ by: by === 'township' ? null : by })}
        />
      }
    >
      {grouping === 'month' ? (
        <Months overview={overview} />
      ) : (
        <Groups overview={overview} grouping={grouping} />
      )}
    </Panel>
  );
}

const ROWS: Readonly<Record<Exclude<Grouping, 'month'>, (overview: Overview) => readonly Group[]>> = {
  township: ({ townships }) => townships,
  rule: ({ rules }) => rules.filter(hasMoney),
  batch: ({ batches }) => batches,
};

function hasMoney(group: Group): boolean {
  return [group.cases, group.opening_fen, group.outstanding_fen, group.refund_due_fen, group.repaid_fen].some(
    (figure) => figure !== 0,
  );
}

function Groups({ overview, grouping }: { overview: Overview; grouping: Exclude<Grouping, 'month'> }) {
  const { t, pick } = useWords();
  const groups = ROWS[grouping](overview);
  const { equation, counts, refund_due_fen } = overview;
  const hasRefunds = refund_due_fen !== 0;
  const hasOpening = equation.opening_fen !== 0;
  const isBatch = grouping === 'batch';
  const chosen = (key: string): Shown => ({ [grouping]: key });
  const isChinese = grouping !== 'rule';
  return (
    <table className="plain groups">
      <thead>
        <tr>
          <th scope="col">{t(`dashboard.head-${grouping}`)}</th>
          {isBatch ? (
            <th scope="col" className="right">
              {t('dashboard.items')}
            </th>
          ) : null}
          <th scope="col" className="right">
            {t('dashboard.head-cases')}
          </th>
          {hasOpening ? (
            <th scope="col" className="right">
              {t('dashboard.figure-opening')}
            </th>
          ) : null}
          <th scope="col" className="right">
            {t('dashboard.head-assessed')}
          </th>
          <th scope="col" className="right">
            {t('dashboard.figure-repaid')}
          </th>
          <th scope="col" className="right">
            {t('dashboard.figure-other')}
          </th>
          <th scope="col" className="right">
            {t('dashboard.figure-outstanding')}
          </th>
          {hasRefunds ? (
            <th scope="col" className="right">
              {t('dashboard.figure-over-repaid')}
            </th>
          ) : null}
          <th scope="col" className="composition">
            {t('dashboard.composition')}
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={group.key} data-group={group.key}>
            <td {...(isChinese ? { lang: 'zh-CN' } : {})}>{pick(group.title)}</td>
            {isBatch ? <Items overview={overview} id={group.key} /> : null}
            <td className="right">
              <CountLink count={group.cases} shown={{ figure: 'assessed', ...chosen(group.key) }} />
            </td>
            {hasOpening ? (
              <td className="right">
                <MoneyLink fen={group.opening_fen} shown={{ figure: 'opening', ...chosen(group.key) }} />
              </td>
            ) : null}
            <td className="right">
              <MoneyLink fen={group.assessed_fen} shown={{ figure: 'assessed', ...chosen(group.key) }} />
            </td>
            <td className="right">
              <MoneyLink
                fen={group.repaid_fen}
                shown={{ figure: 'repaid', ...chosen(group.key) }}
                tone="recovered"
              />
            </td>
            <td className="right">
              <MoneyLink fen={group.other_fen} shown={{ figure: 'other', ...chosen(group.key) }} />
            </td>
            <td className="right">
              <MoneyLink
                fen={group.outstanding_fen}
                shown={{ figure: 'owed', ...chosen(group.key) }}
                tone="out"
              />
            </td>
            {hasRefunds ? (
              <td className="right is-owed-to-person">
                <MoneyLink
                  fen={group.refund_due_fen}
                  shown={{ figure: 'over-repaid', ...chosen(group.key) }}
                />
              </td>
            ) : null}
            <td className="composition">
              <PartsBar
                label={t('dashboard.composition')}
                height={9}
                parts={[
                  [group.repaid_fen, COLOUR.blue],
                  [group.other_fen, COLOUR.lightBlue],
                  [group.outstanding_fen, 'hatch'],
                ]}
              />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="is-total">
          <td>{t('shell.total')}</td>
          {isBatch ? <td /> : null}
          <td className="right">
            <CountLink count={counts.assessed.cases} shown={{ figure: 'assessed' }} />
          </td>
          {hasOpening ? (
            <td className="right">
              <MoneyLink fen={equation.opening_fen} shown={{ figure: 'opening' }} />
            </td>
          ) : null}
          <td className="right">
            <MoneyLink fen={equation.assessed_fen} shown={{ figure: 'assessed' }} />
          </td>
          <td className="right">
            <MoneyLink fen={equation.repaid_fen} shown={{ figure: 'repaid' }} tone="recovered" />
          </td>
          <td className="right">
            <MoneyLink
              fen={equation.offset_fen + equation.written_off_fen - equation.refunded_fen}
              shown={{ figure: 'other' }}
            />
          </td>
          <td className="right">
            <Tied overview={overview} parts={['equation', 'ledger', 'groups']}>
              <MoneyLink
                fen={equation.outstanding_fen + refund_due_fen}
                shown={{ figure: 'owed' }}
                tone="out"
              />
            </Tied>
          </td>
          {hasRefunds ? (
            <td className="right is-owed-to-person">
              <MoneyLink fen={refund_due_fen} shown={{ figure: 'over-repaid' }} />
            </td>
          ) : null}
          <td className="composition">
            <Tied overview={overview} parts={['groups']}>
              <span className="ties">✓ {t('dashboard.as-above')}</span>
            </Tied>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

/** Items of a batch: verified of all. */
function Items({ overview, id }: { overview: Overview; id: string }) {
  const batch = overview.batches.find(({ key }) => key === id);
  const { t } = useWords();
  if (batch === undefined || batch.items === 0) return <td className="right is-muted">—</td>;
  return (
    <td
      className="right"
      title={t('dashboard.items-became', {
        substantiated: batch.substantiated,
        unfounded: batch.unfounded,
        unverifiable: batch.unverifiable,
      })}
    >
      {batch.verified} / {batch.items}
    </td>
  );
}

function Months({ overview }: { overview: Overview }) {
  const { t } = useWords();
  const first = overview.months.findIndex((row) => row.assessed_fen !== 0 || row.recovered_fen !== 0);
  const months = first < 0 ? [] : overview.months.slice(first).reverse();
  const { equation } = overview;
  return (
    <table className="plain groups">
      <thead>
        <tr>
          <th scope="col">{t('dashboard.head-month')}</th>
          <th scope="col" className="right">
            {t('dashboard.assessed-cases')}
          </th>
          <th scope="col" className="right">
            {t('dashboard.head-assessed')}
          </th>
          <th scope="col" className="right">
            {t('dashboard.recovered-cases')}
          </th>
          <th scope="col" className="right">
            {t('dashboard.recovered-and-offset')}
          </th>
          <th scope="col" className="right">
            {t('dashboard.figure-written-off')}
          </th>
        </tr>
      </thead>
      <tbody>
        {months.map((row) => (
          <tr key={row.month}>
            <td className="number">{showMonth(row.month)}</td>
            <td className="right">
              <CountLink
                count={row.assessed_cases}
                shown={{ figure: 'assessed', month: String(row.month) }}
              />
            </td>
            <td className="right">
              <MoneyLink fen={row.assessed_fen} shown={{ figure: 'assessed', month: String(row.month) }} />
            </td>
            <td className="right">
              <CountLink
                count={row.recovered_cases}
                shown={{ figure: 'recovered', month: String(row.month) }}
              />
            </td>
            <td className="right">
              <MoneyLink
                fen={row.recovered_fen}
                shown={{ figure: 'recovered', month: String(row.month) }}
                tone="recovered"
              />
            </td>
            <td className="right">
              <MoneyLink
                fen={row.written_off_fen}
                shown={{ figure: 'written-off', month: String(row.month) }}
              />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="is-total">
          <td>{t('shell.total')}</td>
          <td className="right">
            <CountLink count={overview.counts.assessed.cases} shown={{ figure: 'assessed' }} />
          </td>
          <td className="right">
            <MoneyLink fen={equation.assessed_fen} shown={{ figure: 'assessed' }} />
          </td>
          <td className="right">
            <CountLink count={overview.counts.recovered.cases} shown={{ figure: 'recovered' }} />
          </td>
          <td className="right">
            <MoneyLink
              fen={equation.repaid_fen + equation.offset_fen - equation.refunded_fen}
              shown={{ figure: 'recovered' }}
              tone="recovered"
            />
          </td>
          <td className="right">
            <MoneyLink fen={equation.written_off_fen} shown={{ figure: 'written-off' }} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
