import { useState } from 'react';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { DecidedPanel } from './decided-panel.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import type { DraftHold } from './draft.ts';
import { NoticePreview } from './notice-preview.tsx';
import { TakePanel } from './take-panel.tsx';

/** What stays beside the evidence: the decision to make, or the one that was made. */
export function DecisionColumn({ found, draft }: { found: CaseAnswer; draft: DraftHold }) {
  const [isPreviewing, preview] = useState(false);
  return (
    <aside className="decision-column">
      {draft.isOpen ? (
        <DecisionPanel found={found} draft={draft} onSubmitted={() => preview(true)} />
      ) : found.decided === null ? (
        <TakePanel found={found} />
      ) : null}
      {found.decided === null ? null : <DecidedPanel found={found} onPreview={() => preview(true)} />}
      <NoticePreview
        found={found}
        isOpen={isPreviewing && found.can_preview}
        onClose={() => preview(false)}
      />
    </aside>
  );
}
