import { Drawer } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { groupBy } from '../../../../core/lists.ts';
import { nights } from '../../../contract/nights.ts';
import { type SourceSummary, sources } from '../../../contract/sources.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { dayInSentence, showStamp } from '../../parts/dates.ts';
import { showCount } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { useSession } from '../../shell/session.tsx';
import { Totals } from '../today/files-panel.tsx';
import { IgnoredRows, NightRowsDrawer, type WantedNightRows } from '../today/rows-drawer.tsx';
import { ShownWord } from '../words/shown-word.tsx';
import { FileColumns } from './file-columns.tsx';
import { TiedRows } from './rows-equation.tsx';

type ReceivedFile = {
  hash: string;
  name: string;
  file_no: number;
  received: number;
  used: number;
  refused: number;
  ignored: number;
  held: number;
  unexplained: { column: string; word: string; rows: number; row: number }[];
};

/** The files of one source, the latest first: rows = used + refused + ignored, for each. */
export function SourceFiles({ source, line }: { source: string; line: SourceSummary | null }) {
  const { t, pick, language } = useWords();
  const answer = useAnswer(sources.files, { params: { source } });
  const [search, setSearch] = useSearchParams();
  const [wanted, setWanted] = useState<WantedNightRows | null>(null);
  const hash = search.get('file');
  const openFile = (next: string | null) => setSearch(next === null ? { source } : { source, file: next });
  const title = line === null ? source : language === 'zh' ? line.title : line.english;
  return (
    <Panel
      title={t('sources.files', { title })}
      aside={
        line?.is_stale && line.data_until !== null
          ? t('sources.silence', {
              day: line.data_until.length === 10 ? dayInSentence(line.data_until, language) : line.data_until,
            })
          : t('sources.files-aside')
      }
      isFlush
    >
      <Answered answer={answer}>
        {({ files }) => (
          <>
            <table className="plain sources-files">
              <thead>
                <tr>
                  <th>{t('sources.file')}</th>
                  <th>{t('sources.received-at')}</th>
                  <th>{t('sources.as-of')}</th>
                  <th>{t('sources.status')}</th>
                  <th className="right">{t('sources.rows')}</th>
                  <th className="right">{t('sources.used')}</th>
                  <th className="right">{t('sources.refused')}</th>
                  <th className="right">{t('sources.ignored')}</th>
                  <th>{t('sources.totals')}</th>
                </tr>
              </thead>
              <tbody>
                {files.map((file) => (
                  <tr key={file.hash}>
                    <td className="sources-wrap">
                      <button type="button" className="link" lang="zh-CN" onClick={() => openFile(file.hash)}>
                        {file.name}
                      </button>
                      {file.remark ? <div className="is-muted">{pick(file.remark)}</div> : null}
                    </td>
                    <td className="nowrap">{showStamp(file.received_at)}</td>
                    <td className="nowrap">{file.data_until ?? '—'}</td>
                    <td>{t(`sources.status-${file.status}`)}</td>
                    <td className="right">{showCount(file.received)}</td>
                    <td className="right">
                      {showCount(file.used)}
                      {file.held > 0 ? (
                        <div className="differs nowrap">{t('sources.held', { n: showCount(file.held) })}</div>
                      ) : null}
                    </td>
                    <td className={`right ${file.refused === 0 ? 'is-muted' : ''}`}>
                      {showCount(file.refused)}
                    </td>
                    <td className={`right ${file.ignored === 0 ? 'is-muted' : ''}`}>
                      {showCount(file.ignored)}
                    </td>
                    <td>
                      <Totals
                        differ={file.totals_differ}
                        open={() => setWanted({ kind: 'totals', line: { ...file, source }, title })}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <NightRowsDrawer wanted={wanted} onClose={() => setWanted(null)} />
            <FileDrawer
              file={files.find((one) => one.hash === hash) ?? null}
              onClose={() => openFile(null)}
            />
          </>
        )}
      </Answered>
    </Panel>
  );
}

/** One file: its count, its columns over the first rows, what was refused and why, what was ignored. */
function FileDrawer({ file, onClose }: { file: ReceivedFile | null; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Drawer
      open={file !== null}
      onClose={onClose}
      size={1080}
      destroyOnHidden
      title={<span lang="zh-CN">{file?.name ?? ''}</span>}
    >
      {file ? (
        <>
          <TiedRows counts={file} />
          <h3 className="sources-head">{t('sources.columns')}</h3>
          <FileColumns hash={file.hash} />
          {file.unexplained.length > 0 ? <RowsByWord file={file} /> : null}
          <h3 className="sources-head">{t('sources.refused-by-reason')}</h3>
          {file.refused === 0 ? (
            <p className="is-muted">{t('sources.none-refused')}</p>
          ) : (
            <RefusedByReason fileNo={file.file_no} />
          )}
          {file.ignored > 0 ? (
            <>
              <h3 className="sources-head">{t('sources.ignored-rows')}</h3>
              <IgnoredRows query={{ file_no: file.file_no }} />
            </>
          ) : null}
        </>
      ) : null}
    </Drawer>
  );
}

function RowsByWord({ file }: { file: ReceivedFile }) {
  const { t } = useWords();
  const { pages } = useSession();
  return (
    <>
      <h3 className="sources-head">{t('sources.held-rows')}</h3>
      <p>
        {t('sources.held-text')}{' '}
        {pages.some(({ page }) => page === 'words') ? <Link to="/words">{t('sources.held-way')}</Link> : null}
      </p>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('words.word')}</th>
            <th className="right">{t('sources.rows')}</th>
            <th className="right">{t('sources.first-row')}</th>
          </tr>
        </thead>
        <tbody>
          {file.unexplained.map(({ column, word, rows, row }) => (
            <tr key={`${column}/${word}`}>
              <td>
                <span lang="zh-CN">{column}</span> <ShownWord word={word} />
              </td>
              <td className="right">{showCount(rows)}</td>
              <td className="right">{row}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

export function RefusedByReason({ fileNo }: { fileNo: number }) {
  const { t, pick } = useWords();
  const answer = useAnswer(nights.refused, { query: { file_no: fileNo } });
  return (
    <Answered answer={answer}>
      {({ rows }) => (
        <table className="plain">
          <thead>
            <tr>
              <th>{t('sources.reason')}</th>
              <th className="right">{t('sources.rows')}</th>
              <th>{t('sources.row-numbers')}</th>
            </tr>
          </thead>
          <tbody>
            {[...groupBy(rows, ({ code }) => code)].map(([code, own]) => (
              <tr key={code}>
                <td className="sources-wrap">{own[0] ? pick(own[0].reason) : code}</td>
                <td className="right">{own.length}</td>
                <td className="sources-wrap">{own.map(({ row }) => row).join('、')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Answered>
  );
}
