import { useSearchParams } from 'react-router';
import { type SourceSummary, sources } from '../../../contract/sources.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showStamp } from '../../parts/dates.ts';
import { showCount } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { SourceFiles } from './source-files.tsx';

/** Every source with its age; one that is older than its rhythm says what its silence is worth. */
export function SourceTable() {
  const { t } = useWords();
  const answer = useAnswer(sources.list);
  const [search, setSearch] = useSearchParams();
  const chosen = search.get('source');
  return (
    <Answered answer={answer} rows={12}>
      {({ as_of: asOf, sources: lines }) => (
        <>
          <Panel title={t('sources.list')} aside={t('sources.list-aside', { day: asOf })} isFlush>
            <table className="plain sources-table">
              <thead>
                <tr>
                  <th>{t('sources.data')}</th>
                  <th>{t('sources.sender')}</th>
                  <th>{t('sources.as-of')}</th>
                  <th className="right">{t('sources.rhythm')}</th>
                  <th className="right">{t('sources.days')}</th>
                  <th>{t('sources.last-file')}</th>
                  <th>{t('sources.received-at')}</th>
                  <th className="right">{t('sources.rows')}</th>
                  <th className="right">{t('sources.refused')}</th>
                  <th>{t('sources.state')}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <Line
                    key={line.source}
                    line={line}
                    isChosen={line.source === chosen}
                    open={() => setSearch(line.source === chosen ? {} : { source: line.source })}
                  />
                ))}
              </tbody>
            </table>
          </Panel>
          {chosen === null ? null : (
            <SourceFiles
              key={chosen}
              source={chosen}
              line={lines.find(({ source }) => source === chosen) ?? null}
            />
          )}
        </>
      )}
    </Answered>
  );
}

function Line({ line, isChosen, open }: { line: SourceSummary; isChosen: boolean; open: () => void }) {
  const { t, language } = useWords();
  return (
    <tr className={isChosen ? 'is-chosen' : ''}>
      <td>
        <button type="button" className="link" aria-expanded={isChosen} onClick={open}>
          {language === 'zh' ? line.title : line.english}
        </button>
      </td>
      <td lang="zh-CN">{line.sender ?? '—'}</td>
      <td className="nowrap">{line.data_until ?? '—'}</td>
      <td className="right">
        {line.expected_every_days === null ? '—' : t('sources.every', { n: line.expected_every_days })}
      </td>
      <td className="right">{line.days_old ?? '—'}</td>
      <td lang="zh-CN" className="sources-name" title={line.last_file ?? ''}>
        {line.last_file ?? '—'}
      </td>
      <td className="nowrap">{line.last_received_at ? showStamp(line.last_received_at) : '—'}</td>
      <td className="right">{showCount(line.received)}</td>
      <td className={`right ${line.refused === 0 ? 'is-muted' : ''}`}>{showCount(line.refused)}</td>
      <td>
        <State line={line} />
      </td>
    </tr>
  );
}

function State({ line }: { line: SourceSummary }) {
  const { t } = useWords();
  if (line.file_count === 0) return <span className="is-muted">{t('sources.state-none')}</span>;
  if (line.days_old === null) return <span className="is-muted">{t('sources.state-unknown')}</span>;
  if (line.is_stale) return <span className="chip is-ochre">{t('sources.state-stale')}</span>;
  return <span className="ties">✓ {t('sources.state-fresh')}</span>;
}
