import { Button, Drawer } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { z } from 'zod';
import { type CERTIFICATION_WAYS, type caseRows, overview as contract } from '../../../contract/overview.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showMonth } from '../../parts/dates.ts';
import { showCount, showYuan } from '../../parts/figures.ts';
import { Money } from '../../parts/money.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useRight, useSession } from '../../shell/session.tsx';
import { type Choice, type Shown, useDashboardAddress } from './dashboard-address.ts';
import { listsFor } from './lists-for.ts';

const PAGE = 50;

/** The rows behind the figure that was opened; the back button closes them. */
export function FigureRowsDrawer() {
  const { t } = useWords();
  const { shown, showing } = useDashboardAddress();
  const navigate = useNavigate();
  const [offset, setOffset] = useState(0);
  const key = JSON.stringify(shown);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another figure begins at its first row
  useEffect(() => setOffset(0), [key]);
  return (
    <Drawer
      open={shown !== null}
      onClose={() => navigate(showing(null), { preventScrollReset: true })}
      size={780}
      // below the watermark, which lies over everything with personal data
      zIndex={800}
      title={shown === null ? '' : <Title shown={shown} />}
      closable={{ 'aria-label': t('shell.close') }}
      destroyOnHidden
    >
      {shown === null ? null : shown.way === undefined ? (
        <CaseRows shown={shown} offset={offset} setOffset={setOffset} />
      ) : (
        <PeopleRows shown={{ ...shown, way: shown.way }} offset={offset} setOffset={setOffset} />
      )}
    </Drawer>
  );
}

function Title({ shown }: { shown: Shown }) {
  const { t } = useWords();
  const { figure, township, batch, source, age, strength, month, way, year, half } = shown;
  const parts = [
    figure === undefined ? null : t(`dashboard.rows-${figure}`),
    way === undefined ? null : `${year}-${half === '1' ? 'H1' : 'H2'} ${t(`dashboard.way-${way}`)}`,
    source === undefined ? null : t(`dashboard.source-${source}`),
    age === undefined ? null : t(`dashboard.age-${age}`),
    strength === undefined ? null : t(`dashboard.strength-${strength}`),
    month === undefined ? null : showMonth(Number(month)),
  ].filter((part) => part !== null);
  return (
    <>
      {parts.join(' · ')}
      {township === undefined && batch === undefined ? null : (
        <span lang="zh-CN">
          {' · '}
          {township ?? (batch === 'none' ? '' : batch)}
        </span>
      )}
    </>
  );
}

interface Part {
  offset: number;
  setOffset: (offset: number) => void;
}

/** The page's choice, narrowed by the row in which the figure stands. */
function wishOf(choice: Choice, shown: Shown) {
  const { way: _way, year: _year, half: _half, ...narrowed } = shown;
  return { ...choice, ...narrowed };
}

function CaseRows({ shown, offset, setOffset }: Part & { shown: Shown }) {
  const { choice } = useDashboardAddress();
  const query = { ...wishOf(choice, shown), figure: shown.figure ?? 'assessed', offset };
  const answer = useAnswer(contract.rows, { query: query as never }, { keepsLast: true });
  return (
    <Answered answer={answer} rows={12}>
      {(found) => <CaseTable found={found} shown={shown} offset={offset} setOffset={setOffset} />}
    </Answered>
  );
}

function CaseTable({
  found,
  shown,
  offset,
  setOffset,
}: Part & { found: z.output<typeof caseRows>; shown: Shown }) {
  const { t, pick } = useWords();
  const { choice } = useDashboardAddress();
  const mayOpen = useRight('case.read');
  const { pages } = useSession();
  const lists = listsFor(choice, shown).filter(({ page }) => pages.some((one) => one.page === page));
  if (found.cases === 0) return <Placeholder>{t('dashboard.no-rows')}</Placeholder>;
  return (
    <>
      <p className="rows-sum" data-rows={found.cases}>
        {t('dashboard.rows-sum', {
          cases: showCount(found.cases),
          people: showCount(found.people),
          yuan: showYuan(found.amount_fen),
        })}
        {lists.map(({ page, to }) => (
          <Link key={page} to={to}>
            {t(`dashboard.open-in-${page}`)}
          </Link>
        ))}
      </p>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('dashboard.head-case')}</th>
            <th scope="col">{t('dashboard.head-name')}</th>
            <th scope="col">{t('dashboard.head-township')}</th>
            <th scope="col">{t('dashboard.head-rule')}</th>
            <th scope="col">{t('dashboard.head-status')}</th>
            <th scope="col" className="right">
              {t('dashboard.head-amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {found.rows.map((row) => (
            <tr key={row.case_id}>
              <td className="number">
                {mayOpen ? <Link to={`/cases/${row.case_id}`}>{row.case_id}</Link> : row.case_id}
              </td>
              <td lang="zh-CN">{row.name}</td>
              <td lang="zh-CN">{row.township}</td>
              <td>{pick(row.title)}</td>
              <td>{t(`queue.status-${row.status}`)}</td>
              <td className="right">
                <Money fen={row.amount_fen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager count={found.cases} offset={offset} setOffset={setOffset} />
    </>
  );
}

function PeopleRows({
  shown,
  offset,
  setOffset,
}: Part & { shown: Shown & { way: (typeof CERTIFICATION_WAYS)[number] } }) {
  const { t } = useWords();
  const { choice } = useDashboardAddress();
  const { period, from, to } = choice;
  const answer = useAnswer(
    contract.certification,
    {
      query: { period, from, to, way: shown.way, year: shown.year, half: shown.half, offset } as never,
    },
    { keepsLast: true },
  );
  return (
    <Answered answer={answer} rows={12}>
      {(found) => (
        <>
          <p className="rows-sum" data-rows={found.people}>
            {t('dashboard.people', { n: showCount(found.people) })}
          </p>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t('dashboard.head-name')}</th>
                <th scope="col">{t('dashboard.head-id')}</th>
                <th scope="col">{t('dashboard.head-township')}</th>
                <th scope="col">{t('dashboard.head-way')}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((row) => (
                <tr key={`${row.resident_id}${row.name}${row.township}`}>
                  <td lang="zh-CN">{row.name}</td>
                  <td className="number">{row.resident_id}</td>
                  <td lang="zh-CN">{row.township ?? '—'}</td>
                  <td>{t(`dashboard.channel-${row.way}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Pager count={found.people} offset={offset} setOffset={setOffset} />
        </>
      )}
    </Answered>
  );
}

function Pager({ count, offset, setOffset }: Part & { count: number }) {
  const { t } = useWords();
  if (count <= PAGE) return null;
  return (
    <p className="pager">
      <Button size="small" disabled={offset === 0} onClick={() => setOffset(offset - PAGE)}>
        {t('dashboard.earlier')}
      </Button>
      {t('dashboard.range', {
        from: showCount(offset + 1),
        to: showCount(Math.min(count, offset + PAGE)),
        of: showCount(count),
      })}
      <Button size="small" disabled={offset + PAGE >= count} onClick={() => setOffset(offset + PAGE)}>
        {t('dashboard.later')}
      </Button>
    </p>
  );
}
