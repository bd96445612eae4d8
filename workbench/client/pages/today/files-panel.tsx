import { useState } from 'react';
import { Link } from 'react-router';
import type { Today } from '../../../contract/nights.ts';
import { useWords } from '../../language/language.tsx';
import { showCount } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { useRight, useSession } from '../../shell/session.tsx';
import { NightRowsDrawer, type WantedNightRows } from './rows-drawer.tsx';

type Night = NonNullable<Today['night']>;
type Line = Night['sources'][number];

/** What counts of every source: rows = used + refused + ignored, and whether the senders' own totals agree. */
export function FilesPanel({ night }: { night: Night }) {
  const { t, language } = useWords();
  const { pages } = useSession();
  const mayOpen = useRight('nights.refused');
  const [wanted, setWanted] = useState<WantedNightRows | null>(null);
  const { rows, sources } = night;
  const files = sources.reduce((total, { files: count }) => total + count, 0);
  const fresh = sources.reduce((total, { fresh_files: count }) => total + count, 0);
  const seesSources = pages.some(({ page }) => page === 'sources');
  const titleOf = (line: Line): string => (language === 'zh' ? line.title : line.english);
  return (
    <Panel
      title={t('today.files')}
      aside={t('today.files-aside', { n: files, fresh })}
      actions={seesSources ? <Link to="/sources">{t('shell.page-sources')}</Link> : null}
      isFlush
    >
      <table className="plain today-table">
        <thead>
          <tr>
            <th>{t('today.data')}</th>
            <th>{t('today.sender')}</th>
            <th>{t('today.as-of')}</th>
            <th className="right">{t('today.file-count')}</th>
            <th className="right">{t('today.rows')}</th>
            <th className="right">{t('today.used')}</th>
            <th className="right">{t('today.refused')}</th>
            <th className="right">{t('today.ignored')}</th>
            <th>{t('today.totals')}</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((line) => (
            <tr key={line.source ?? ''}>
              <td>
                {seesSources && line.source !== null ? (
                  <Link className="today-plain" to={`/sources?source=${line.source}`}>
                    {titleOf(line)}
                  </Link>
                ) : (
                  titleOf(line)
                )}
              </td>
              <td className="today-sender" lang="zh-CN">
                {line.sender ?? '—'}
              </td>
              <td className="nowrap">{line.data_until ?? '—'}</td>
              <td className="right">
                {line.files}
                {line.fresh_files > 0 && line.fresh_files < line.files ? (
                  <span className="ties"> {t('today.fresh', { n: line.fresh_files })}</span>
                ) : null}
              </td>
              <td className="right">{showCount(line.received)}</td>
              <td className="right">{showCount(line.used)}</td>
              <td className="right">
                <Opens
                  count={line.refused}
                  isOpen={mayOpen}
                  open={() => setWanted({ kind: 'refused', line, title: titleOf(line) })}
                />
              </td>
              <td className="right">
                <Opens
                  count={line.ignored}
                  isOpen={mayOpen}
                  open={() => setWanted({ kind: 'ignored', line, title: titleOf(line) })}
                />
              </td>
              <td>
                <Totals
                  differ={line.totals_differ}
                  {...(mayOpen
                    ? { open: () => setWanted({ kind: 'totals', line, title: titleOf(line) }) }
                    : {})}
                />
              </td>
            </tr>
          ))}
          <tr className="is-total">
            <td colSpan={3}>{t('shell.total')}</td>
            <td className="right">{files}</td>
            <td className="right">{showCount(rows.received)}</td>
            <td className="right">{showCount(rows.used)}</td>
            <td className="right">{showCount(rows.refused)}</td>
            <td className="right">{showCount(rows.ignored)}</td>
            <td>
              {rows.received === rows.used + rows.refused + rows.ignored ? (
                <span className="ties">✓ {t('today.ties')}</span>
              ) : (
                <span className="differs">{t('today.not-tied-rows')}</span>
              )}
            </td>
          </tr>
        </tbody>
      </table>
      <NightRowsDrawer wanted={wanted} onClose={() => setWanted(null)} />
    </Panel>
  );
}

function Opens({ count, isOpen, open }: { count: number; isOpen: boolean; open: () => void }) {
  if (count === 0) return <span className="is-muted">0</span>;
  if (!isOpen) return <>{showCount(count)}</>;
  return (
    <button type="button" className="link" onClick={open}>
      {showCount(count)}
    </button>
  );
}

export function Totals({ differ, open }: { differ: number | null; open?: () => void }) {
  const { t } = useWords();
  if (differ === null) return <span className="is-muted">{t('today.totals-none')}</span>;
  const shown =
    differ === 0 ? (
      <span className="ties">✓ {t('today.totals-agree')}</span>
    ) : (
      <span className="chip is-ochre">{t('today.totals-differ', { n: differ })}</span>
    );
  if (!open) return shown;
  return (
    <button type="button" className="link" onClick={open}>
      {shown}
    </button>
  );
}
