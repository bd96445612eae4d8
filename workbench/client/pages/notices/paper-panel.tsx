import { Button, Checkbox, Dropdown } from 'antd';
import { useState } from 'react';
import type { PaperStage } from '../../../../core/words/documents.ts';
import { type NoticeDocument, notices } from '../../../contract/notices.ts';
import { type Failed, saveFile } from '../../api/call.ts';
import { newRequestKey, useAct, useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { showYuan } from '../../parts/figures.ts';
import { RefusalLine } from '../../parts/refusal-line.tsx';
import { useKeys } from '../../shell/keys.ts';
import { useRight } from '../../shell/session.tsx';
import { PaperPreview } from './paper-preview.tsx';
import { ServiceReceipt } from './receipt.tsx';
import { ServeDialog } from './serve-dialog.tsx';
import { VoidDialog } from './void-dialog.tsx';

type Moved = (stage: PaperStage, key: string) => void;

/** One paper: how it looks, how it was served, what can be done with it. */
export function PaperPanel({ caseId, paperKey, moved }: { caseId: string; paperKey: string; moved: Moved }) {
  const answer = useAnswer(notices.read, { params: { case_id: caseId }, query: { key: paperKey } });
  return (
    <aside className="panel paper-panel">
      <Answered answer={answer} rows={10}>
        {(paper) => <Shown paper={paper} moved={moved} />}
      </Answered>
    </aside>
  );
}

function Shown({ paper, moved }: { paper: NoticeDocument; moved: Moved }) {
  const { t, pick } = useWords();
  const { row } = paper;
  const [chosen, setChosen] = useState(0);
  const shown = paper.papers[chosen] ?? paper.papers[0];
  return (
    <>
      <header>
        <h2>
          <Chinese>{row.document_number ?? pick(row.kind_title)}</Chinese>
        </h2>
        <p className="is-muted">
          <span className="number">{row.case_id}</span> · <span lang="zh-CN">{row.receiver}</span> ·{' '}
          <span className="money">{showYuan(row.amount_fen)}</span>
        </p>
        {paper.shared_with.length === 0 ? null : (
          <p className="is-muted">{t('notices.shared-with', { cases: paper.shared_with.join('、') })}</p>
        )}
      </header>
      <PaperActions paper={paper} shown={shown} moved={moved} />
      <ServiceReceipt paper={paper} />
      {paper.papers.length < 2 ? null : (
        <p className="paper-kinds">
          {paper.papers.map((one, index) => (
            <button
              key={`${one.kind} ${one.about}`}
              type="button"
              className="link"
              aria-pressed={one === shown}
              onClick={() => setChosen(index)}
            >
              {pick(one.title)}
              {paper.papers.filter(({ kind }) => kind === one.kind).length > 1 ? ` ${one.about}` : null}
            </button>
          ))}
        </p>
      )}
      {paper.paper_refusal === null ? null : <p className="refusal">{pick(paper.paper_refusal)}</p>}
      {shown === undefined ? null : (
        <PaperPreview
          key={`${shown.kind} ${shown.about}`}
          title={pick(shown.title)}
          paper={{
            case_id: row.case_id,
            kind: shown.kind,
            about: shown.about,
            pages: shown.pages,
            is_issued: row.stage !== 'draft',
            version: paper.last_seq,
          }}
        />
      )}
    </>
  );
}

function PaperActions({
  paper,
  shown,
  moved,
}: {
  paper: NoticeDocument;
  shown: NoticeDocument['papers'][number] | undefined;
  moved: Moved;
}) {
  const { t, pick } = useWords();
  const { say } = useDoneLine();
  const { row } = paper;
  const kind = shown?.kind ?? row.kind;
  const about = shown?.about ?? undefined;
  const [open, setOpen] = useState<'issue' | 'serve' | 'void' | null>(null);
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const [key, setKey] = useState(newRequestKey);
  const [along, setAlong] = useState<readonly string[]>([]);
  const issue = useAct(notices.issue);
  const mayIssue = useRight('notices.issue');
  const mayServe = useRight('notices.serve');
  const mayVoid = useRight('notices.void');
  const mayPrint = useRight('notices.print') && paper.papers.length > 0;
  const print = async (format: 'pdf' | 'docx') => {
    setRefusal(null);
    try {
      await saveFile(notices.print, { body: { papers: [{ case_id: row.case_id, kind, about }], format } });
      say(t('notices.printed', { n: 1 }));
    } catch (error) {
      setRefusal(error as Failed);
    }
  };
  useKeys({ P: mayPrint ? () => void print('pdf') : undefined });
  const issueIt = async () => {
    const what = beside === undefined ? { with: [...along] } : { kind, about };
    const body = { key, expected_last_seq: paper.last_seq, ...what };
    const { document_number } = await issue.mutateAsync({ params: { case_id: row.case_id }, body });
    setKey(newRequestKey());
    say(t('notices.issued', { number: document_number }));
    if (beside === undefined || kind === row.kind) moved('to-serve', document_number);
  };
  const beside = shown?.may_issue === true ? shown : undefined;
  const isWaiting = row.stage === 'draft' || row.stage === 'to-issue';
  const words = isWaiting ? paper.issue.refusal : row.stage === 'to-serve' ? paper.serve.refusal : null;
  return (
    <div className="paper-actions">
      <div>
        {isWaiting && beside === undefined && mayIssue ? (
          <Button
            size="small"
            type="primary"
            disabled={!paper.issue.is_possible}
            onClick={() => setOpen('issue')}
          >
            {t('notices.issue')}
          </Button>
        ) : null}
        {beside !== undefined && mayIssue ? (
          <Button size="small" onClick={() => setOpen('issue')}>
            {t('notices.issue')}
          </Button>
        ) : null}
        {row.stage === 'to-serve' && mayServe && row.kind !== 'public-notice' ? (
          <Button
            size="small"
            type="primary"
            disabled={!paper.serve.is_possible}
            onClick={() => setOpen('serve')}
          >
            {t('notices.serve')}
          </Button>
        ) : null}
        {mayPrint ? (
          <Dropdown
            menu={{
              items: [
                { key: 'pdf', label: t('notices.as-pdf'), onClick: () => void print('pdf') },
                { key: 'docx', label: t('notices.as-word'), onClick: () => void print('docx') },
              ],
            }}
            trigger={['click']}
          >
            <Button size="small">
              {t('shell.print')}
              <kbd>P</kbd>
            </Button>
          </Dropdown>
        ) : null}
        {mayVoid && paper.void.is_possible ? (
          <Button size="small" onClick={() => setOpen('void')}>
            {t('notices.void')}
          </Button>
        ) : null}
      </div>
      <RefusalLine refusal={refusal} />
      {words === null || !(mayIssue || mayServe) ? null : (
        <>
          <p className="why-not" role="status">
            <Chinese>{pick(words)}</Chinese>
          </p>
          <Instead moves={paper.instead} />
        </>
      )}
      <ConfirmAct
        title={t('notices.issue')}
        okText={t('notices.issue')}
        isOpen={open === 'issue'}
        onClose={() => setOpen(null)}
        onOk={issueIt}
      >
        <p>
          <Chinese>
            {t('notices.issue-asks', {
              paper: pick(beside?.title ?? row.kind_title),
              name: row.receiver,
              yuan: showYuan(row.amount_fen),
            })}
          </Chinese>
        </p>
        {beside !== undefined || paper.may_share.length === 0 ? null : (
          <>
            <p>{t('notices.may-share')}</p>
            {paper.may_share.map(({ case_id, amount_fen }) => (
              <Checkbox
                key={case_id}
                checked={along.includes(case_id)}
                onChange={({ target }) =>
                  setAlong(target.checked ? [...along, case_id] : along.filter((one) => one !== case_id))
                }
              >
                <span className="number">{case_id}</span>{' '}
                <span className="money">{showYuan(amount_fen)}</span>
              </Checkbox>
            ))}
          </>
        )}
        <p className="is-muted">{t('notices.issue-binds')}</p>
      </ConfirmAct>
      <ServeDialog paper={paper} isOpen={open === 'serve'} onClose={() => setOpen(null)} moved={moved} />
      <VoidDialog row={row} isOpen={open === 'void'} onClose={() => setOpen(null)} />
    </div>
  );
}

/** What else can be done with the case, for whoever asks: the next step stands before it. */
function Instead({ moves }: { moves: NoticeDocument['instead'] }) {
  const { t, pick } = useWords();
  if (moves.length === 0) return null;
  return (
    <details className="instead">
      <summary>{t('notices.instead', { n: moves.length })}</summary>
      {moves.map(pick).join(t('notices.instead-mark'))}
    </details>
  );
}
