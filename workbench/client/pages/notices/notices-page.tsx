import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { NOTICE_KINDS, PAPER_STAGES, type PaperStage } from '../../../../core/words/documents.ts';
import { DUE, notices } from '../../../contract/notices.ts';
import { type Failed, saveFile } from '../../api/call.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { PageHead } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useKeys } from '../../shell/keys.ts';
import { useRight } from '../../shell/session.tsx';
import { NoticeFilters } from './notice-filters.tsx';
import { NoticeTable } from './notice-table.tsx';
import { PaperPanel } from './paper-panel.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import './notices.css';

const SIZE = 50;

export default function NoticesPage() {
  const { t, pick } = useWords();
  const { say } = useDoneLine();
  const [search, setSearch] = useSearchParams();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const [isPrinting, setPrinting] = useState(false);
  const [isPublishing, setPublishing] = useState(false);
  const mayPrint = useRight('notices.print');
  const mayPublish = useRight('notices.publish');
  const stage = PAPER_STAGES.find((one) => one === search.get('stage')) ?? 'draft';
  const page = Math.max(1, Number(search.get('page') ?? 1) || 1);
  const answer = useAnswer(
    notices.list,
    {
      query: {
        stage,
        kind: search.get('kind') ?? undefined,
        township: search.get('township') ?? undefined,
        due: DUE.find((one) => one === search.get('due')),
        page,
        size: SIZE,
      },
    },
    { keepsLast: true },
  );
  const rows = answer.data?.rows ?? [];
  const chosen = rows.find(({ key }) => key === search.get('paper')) ?? rows[0];
  const change = (changes: Record<string, string | undefined>, isMinor = false) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === '') next.delete(name);
      else next.set(name, value);
    }
    setSearch(next, { replace: isMinor });
  };
  const show = (next: PaperStage) => {
    setTicked(new Set());
    change({ stage: next, page: undefined, paper: undefined });
  };
  const choose = (key: string | undefined) => {
    if (key !== undefined) change({ paper: key }, true);
  };
  const place = rows.findIndex(({ key }) => key === chosen?.key);
  useKeys({ J: () => choose(rows[place + 1]?.key), K: () => choose(rows[Math.max(0, place - 1)]?.key) });
  useEffect(() => {
    document.title = `${t('shell.page-notices')} · ${t('shell.name')}`;
  }, [t]);
  // a paper beside the notice is served by its own record alone
  const toPublish = rows
    .filter(({ key, kind }) => ticked.has(key) && NOTICE_KINDS.some((one) => one === kind))
    .map(({ case_id }) => case_id);
  const printTicked = async () => {
    setRefusal(null);
    setPrinting(true);
    try {
      const papers = rows
        .filter(({ key }) => ticked.has(key))
        .map(({ case_id, kind }) => ({ case_id, kind }));
      await saveFile(notices.print, { body: { papers, format: 'pdf' } });
      say(t('notices.printed', { n: papers.length }));
      setTicked(new Set());
    } catch (error) {
      setRefusal(error as Failed);
    } finally {
      setPrinting(false);
    }
  };
  return (
    <>
      <PageHead
        title={t('shell.page-notices')}
        aside={t('notices.aside')}
        actions={
          mayPrint ? (
            <>
              {refusal === null ? null : (
                <span className="refusal" role="alert">
                  {pick(refusal)}
                </span>
              )}
              {stage === 'to-serve' && mayPublish ? (
                <Button disabled={toPublish.length === 0} onClick={() => setPublishing(true)}>
                  {t('notices.publish', { n: toPublish.length })}
                </Button>
              ) : null}
              <Button disabled={ticked.size === 0} loading={isPrinting} onClick={() => void printTicked()}>
                {t('notices.print-ticked', { n: ticked.size })}
              </Button>
            </>
          ) : null
        }
      />
      <PublishDialog
        cases={toPublish}
        isOpen={isPublishing}
        onClose={() => setPublishing(false)}
        moved={(next, key) => {
          setTicked(new Set());
          change({ stage: next, paper: key, page: undefined });
        }}
      />
      <div className="notice-bar">
        <div role="tablist" aria-label={t('notices.stages')}>
          {PAPER_STAGES.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              aria-selected={one === stage}
              onClick={() => show(one)}
            >
              {t(`notices.stage-${one}`)} <span className="count">{answer.data?.counts[one] ?? ''}</span>
            </button>
          ))}
        </div>
        <NoticeFilters search={search} change={change} answer={answer.data} />
      </div>
      <div className="notices">
        <section aria-label={t(`notices.stage-${stage}`)}>
          <Answered answer={answer} rows={12}>
            {({ rows: shown, total }) =>
              total === 0 ? (
                <div className="panel">
                  <Placeholder>
                    {t(isFiltered(search) ? 'notices.none-match' : `notices.none-${stage}`)}
                  </Placeholder>
                </div>
              ) : (
                <>
                  <NoticeTable
                    stage={stage}
                    rows={shown}
                    chosen={chosen?.key}
                    choose={choose}
                    ticked={ticked}
                    tick={setTicked}
                    mayPrint={mayPrint && stage !== 'void'}
                  />
                  <Pager page={page} total={total} change={change} />
                </>
              )
            }
          </Answered>
        </section>
        {chosen === undefined ? null : (
          <PaperPanel
            key={chosen.key}
            caseId={chosen.case_id}
            paperKey={chosen.key}
            moved={(next, key) => change({ stage: next, paper: key, page: undefined })}
          />
        )}
      </div>
    </>
  );
}

const isFiltered = (search: URLSearchParams): boolean =>
  ['kind', 'township', 'due'].some((name) => search.has(name));

function Pager({
  page,
  total,
  change,
}: {
  page: number;
  total: number;
  change: (changes: Record<string, string | undefined>) => void;
}) {
  const { t } = useWords();
  const pages = Math.ceil(total / SIZE);
  return (
    <p className="notice-pager is-muted">
      {t('notices.total', { n: total })}
      {pages <= 1 ? null : (
        <>
          <Button size="small" disabled={page <= 1} onClick={() => change({ page: String(page - 1) })}>
            {t('notices.page-before')}
          </Button>
          {t('notices.page-of', { page, pages })}
          <Button size="small" disabled={page >= pages} onClick={() => change({ page: String(page + 1) })}>
            {t('notices.page-after')}
          </Button>
        </>
      )}
    </p>
  );
}
