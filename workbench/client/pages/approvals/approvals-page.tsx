import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { approvals } from '../../../contract/approvals.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { PageHead } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useKeys } from '../../shell/keys.ts';
import type { ChosenDocument } from './chosen-document.ts';
import { DocumentView } from './document-view.tsx';
import { SignedList } from './signed-list.tsx';
import { WaitingList } from './waiting-list.tsx';
import './approvals.css';

const MINUTE = 60_000;

export default function ApprovalsPage() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const isSigned = search.get('tab') === 'signed';
  const waiting = useAnswer(approvals.waiting, {}, { every: MINUTE, keepsLast: true });
  const signed = useAnswer(approvals.signed, {}, { isOff: !isSigned, keepsLast: true });
  const listed: readonly ChosenDocument[] = (isSigned ? signed : waiting).data?.documents ?? [];
  const chosen = chosenOf(search);
  const choose = (next: ChosenDocument | undefined) => {
    if (next === undefined) return;
    setSearch({ ...(isSigned ? { tab: 'signed' } : {}), case: next.case_id, document: next.document_id });
  };
  const place = listed.findIndex((one) => one.document_id === chosen?.document_id);
  useKeys({ J: () => choose(listed[place + 1]), K: () => choose(listed[Math.max(0, place - 1)]) });
  const first = listed[0];
  useEffect(() => {
    if (chosen === null && first !== undefined) {
      setSearch(
        { ...(isSigned ? { tab: 'signed' } : {}), case: first.case_id, document: first.document_id },
        { replace: true },
      );
    }
  }, [chosen, first, isSigned, setSearch]);
  useEffect(() => {
    document.title = `${t('shell.page-approvals')} · ${t('shell.name')}`;
  }, [t]);
  const show = (tab: 'waiting' | 'signed') => setSearch(tab === 'signed' ? { tab } : {});
  const count = waiting.data?.documents.length;
  return (
    <>
      <PageHead
        title={t('shell.page-approvals')}
        aside={count === undefined ? '' : t('approvals.aside', { n: count })}
      />
      <div className="approvals">
        <section className="panel approval-list" aria-label={t('approvals.list')}>
          <header role="tablist" aria-label={t('approvals.list')}>
            <button type="button" role="tab" aria-selected={!isSigned} onClick={() => show('waiting')}>
              {t('approvals.waiting')} {count === undefined ? null : <span className="count">{count}</span>}
            </button>
            <button type="button" role="tab" aria-selected={isSigned} onClick={() => show('signed')}>
              {t('approvals.signed')}
            </button>
          </header>
          {isSigned ? (
            <Answered answer={signed}>
              {({ documents }) => <SignedList documents={documents} chosen={chosen} choose={choose} />}
            </Answered>
          ) : (
            <Answered answer={waiting}>
              {({ documents }) => <WaitingList documents={documents} chosen={chosen} choose={choose} />}
            </Answered>
          )}
        </section>
        {chosen === null ? (
          <section className="panel">
            <Placeholder>{isSigned || waiting.data === undefined ? '' : t('approvals.none')}</Placeholder>
          </section>
        ) : (
          <DocumentView
            key={chosen.document_id}
            chosen={chosen}
            done={() => {
              // the page must not offer the same document for a second signature
              const next = listed.find((one, index) => index !== place && one.case_id !== chosen.case_id);
              if (next === undefined) setSearch({});
              else choose(next);
            }}
          />
        )}
      </div>
    </>
  );
}

function chosenOf(search: URLSearchParams): ChosenDocument | null {
  const case_id = search.get('case');
  if (case_id === null) return null;
  return { case_id, document_id: search.get('document') ?? '' };
}
