import { useState } from 'react';
import type { RowPlace } from '../../../../explanation/case-explanation.ts';
import type { CaseAnswer } from '../../../contract/case.ts';
import { useWords } from '../../language/language.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { DecisionColumn } from './decision/decision-column.tsx';
import { useDraft } from './decision/draft.ts';
import { DeathDatesPanel } from './evidence/death-dates-panel.tsx';
import { EvidencePanel } from './evidence/evidence-panel.tsx';
import { ExplanationsPanel } from './evidence/explanations-panel.tsx';
import { LinkPanel } from './evidence/link-panel.tsx';
import { MonthsPanel } from './evidence/months-panel.tsx';
import { OwnTables } from './evidence/own-tables.tsx';
import { SourceDrawer } from './evidence/source-drawer.tsx';
import { CaseHead } from './head/case-head.tsx';
import { CaseNotices } from './head/case-notices.tsx';
import { SentenceBlock } from './head/sentence-block.tsx';
import { HistoryPanel } from './papers/history-panel.tsx';
import { PapersPanel } from './papers/papers-panel.tsx';
import { TimelinePanel } from './timeline/timeline-panel.tsx';

export function CaseBody({ found, view }: { found: CaseAnswer; view: string }) {
  const { t } = useWords();
  const { evidence } = found;
  const draft = useDraft(found);
  const [place, open] = useState<RowPlace | null>(null);
  return (
    <article className="case-page">
      <CaseHead found={found} view={view} />
      <CaseNotices found={found} />
      {evidence === null ? null : <SentenceBlock evidence={evidence} />}
      <div className="case-layout">
        <div className="case-main">
          {evidence === null ? (
            <Placeholder>{t('case.no-evidence')}</Placeholder>
          ) : (
            <>
              <div className="case-proof">
                <OwnTables tables={evidence.own_tables} onOpen={open} />
                <EvidencePanel evidence={evidence} onOpen={open} />
                <TimelinePanel timeline={evidence.timeline} />
                <ExplanationsPanel found={found} evidence={evidence} draft={draft} />
              </div>
              <div className="case-detail">
                <MonthsPanel found={found} evidence={evidence} draft={draft} />
                <LinkPanel evidence={evidence} onOpen={open} />
                <DeathDatesPanel found={found} evidence={evidence} draft={draft} onOpen={open} />
                <HistoryPanel caseId={found.case_id} lastSeq={found.last_seq} />
              </div>
            </>
          )}
          <div className="case-papers">
            <PapersPanel found={found} />
          </div>
        </div>
        <DecisionColumn found={found} draft={draft} />
      </div>
      <SourceDrawer caseId={found.case_id} view={view} place={place} onClose={() => open(null)} />
    </article>
  );
}
