import { Button, Input, Pagination } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { z } from 'zod';
import { DESK_FATES, type DeskFile, files, WANTING_FATES } from '../../../contract/files.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showStamp } from '../../parts/dates.ts';
import { showCount } from '../../parts/figures.ts';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useRight, useSession } from '../../shell/session.tsx';
import { StartAfterUpload } from '../sources/start-after-upload.tsx';
import { DeskDrawer } from './desk-drawer.tsx';
import { FateChip, isUnread, NextStep } from './fate.tsx';
import { OverlapsPanel } from './overlaps-panel.tsx';
import '../sources/sources.css';
import './files.css';

type Answer = z.output<(typeof files)['list']['answer']>;

/** Every received file with its fate, and the one thing to do about it; the address holds filter and file. */
export default function FilesPage() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const mayUpload = useRight('sources.upload');
  const fate = DESK_FATES.find((one) => one === search.get('fate'));
  const text = search.get('name') ?? '';
  const page = Math.max(1, Number(search.get('page') ?? 1) || 1);
  const answer = useAnswer(
    files.list,
    { query: { ...(fate ? { fate } : {}), ...(text === '' ? {} : { text }), page } },
    { keepsLast: true },
  );
  const change = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === '') next.delete(name);
      else next.set(name, value);
    }
    setSearch(next);
  };
  return (
    <>
      <title>{t('shell.page-files')}</title>
      <PageHead
        title={t('shell.page-files')}
        aside={t('files.aside')}
        actions={
          mayUpload ? (
            <>
              <StartAfterUpload count={answer.data?.counts.waiting ?? 0} />
              <Link to="/sources?tab=upload">
                <Button type="primary" tabIndex={-1}>
                  {t('sources.add-files')}
                </Button>
              </Link>
            </>
          ) : null
        }
      />
      <Answered answer={answer} rows={12}>
        {(told) => (
          <Panel
            title={t('files.list')}
            aside={told.as_of === '' ? t('files.no-night') : t('sources.list-aside', { day: told.as_of })}
            isFlush
          >
            <Filters
              told={told}
              fate={fate ?? null}
              text={text}
              choose={(next) => change({ fate: next, page: null })}
              find={(name) => change({ name, page: null })}
            />
            <FileTable files={told.files} open={(hash) => change({ file: hash })} />
            {told.total > told.page_size ? (
              <Pagination
                className="files-pages"
                size="small"
                current={page}
                pageSize={told.page_size}
                total={told.total}
                showSizeChanger={false}
                onChange={(next) => change({ page: String(next) })}
              />
            ) : null}
          </Panel>
        )}
      </Answered>
      <OverlapsPanel />
      <Taught />
      <DeskDrawer hash={search.get('file')} onClose={() => change({ file: null })} />
    </>
  );
}

function Filters({
  told,
  fate,
  text,
  choose,
  find,
}: {
  told: Answer;
  fate: string | null;
  text: string;
  choose: (fate: string | null) => void;
  find: (name: string) => void;
}) {
  const { t } = useWords();
  const all = DESK_FATES.reduce((sum, one) => sum + told.counts[one], 0);
  return (
    <div className="files-filters">
      <button type="button" aria-pressed={fate === null} onClick={() => choose(null)}>
        {t('files.all')} {showCount(all)}
      </button>
      {DESK_FATES.filter((one) => told.counts[one] > 0 || one === fate).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={fate === one}
          className={WANTING_FATES.has(one) ? 'is-wanting' : ''}
          onClick={() => choose(one)}
        >
          {t(`files.fate-${one}`)} {showCount(told.counts[one])}
        </button>
      ))}
      <Input.Search
        key={text}
        size="small"
        allowClear
        className="files-find"
        placeholder={t('files.find')}
        aria-label={t('files.find')}
        defaultValue={text}
        onSearch={find}
      />
    </div>
  );
}

function FileTable({ files: rows, open }: { files: readonly DeskFile[]; open: (hash: string) => void }) {
  const { t, pick } = useWords();
  if (rows.length === 0) return <Placeholder>{t('files.none')}</Placeholder>;
  return (
    <table className="plain files-table">
      <thead>
        <tr>
          <th>{t('sources.file')}</th>
          <th>{t('files.what')}</th>
          <th>{t('sources.received-at')}</th>
          <th>{t('files.fate')}</th>
          <th className="right">{t('sources.rows')}</th>
          <th className="right">{t('sources.used')}</th>
          <th className="right">{t('sources.refused')}</th>
          <th className="right">{t('sources.ignored')}</th>
          <th>{t('files.next')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((file) => (
          <tr key={file.hash}>
            <td className="sources-wrap">
              <button type="button" className="link" lang="zh-CN" onClick={() => open(file.hash)}>
                {file.name}
              </button>
              {file.reason ? (
                <div className="is-muted">{pick(file.reason).split(/(?<=。)|(?<=\.)\s/)[0]}</div>
              ) : null}
            </td>
            <td>{file.sources.length === 0 ? '—' : file.sources.map(pick).join('、')}</td>
            <td className="nowrap">{showStamp(file.received_at)}</td>
            <td className="nowrap">
              <FateChip file={file} />
            </td>
            <Counts file={file} />
            <td className="nowrap">
              <NextStep file={file} open={() => open(file.hash)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A file that nobody could read has no rows that are known: that is not the same as none. */
function Counts({ file }: { file: DeskFile }) {
  return ['received', 'used', 'refused', 'ignored'].map((name) => {
    const rows = file[name as 'received'];
    return (
      <td key={name} className={`right ${rows === 0 && name !== 'received' ? 'is-muted' : ''}`}>
        {isUnread(file) ? '—' : showCount(rows)}
      </td>
    );
  });
}

/** What the office has taught stands where it is taught; here is the way there. */
function Taught() {
  const { t } = useWords();
  const { pages } = useSession();
  if (!pages.some(({ page }) => page === 'words')) return null;
  return (
    <p className="files-taught">
      {t('files.taught')} <Link to="/words">{t('files.taught-way')}</Link>
    </p>
  );
}
