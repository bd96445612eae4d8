import { Button } from 'antd';
import { useState } from 'react';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { MaybeChinese } from '../maybe-chinese.tsx';
import { DecidedPanel } from './decided-panel.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import type { DraftHold } from './draft.ts';
import { NoticePreview } from './notice-preview.tsx';
import { TakePanel } from './take-panel.tsx';

/** What stays beside the evidence: the decision to make, or the one that was made. */
export function DecisionColumn({ found, draft }: { found: CaseAnswer; draft: DraftHold }) {
  const { t } = useWords();
  const [isPreviewing, preview] = useState(false);
  const [wantsAnew, decideAnew] = useState(false);
  const { decided, sent_back: sentBack } = found;
  const isAsking = draft.isOpen && (decided === null || sentBack !== null || wantsAnew);
  return (
    <aside className="decision-column">
      {sentBack === null ? null : <SentBack sentBack={sentBack} />}
      {isAsking ? (
        <DecisionPanel
          found={found}
          draft={draft}
          onSubmitted={() => {
            decideAnew(false);
            preview(true);
          }}
        />
      ) : decided === null ? (
        <TakePanel found={found} />
      ) : null}
      {decided === null ? null : <DecidedPanel found={found} onPreview={() => preview(true)} />}
      {decided !== null && draft.isOpen && !isAsking ? (
        <Button block className="no-print" onClick={() => decideAnew(true)}>
          {t('case.decide-anew')}
        </Button>
      ) : null}
      <NoticePreview
        found={found}
        isOpen={isPreviewing && found.can_preview}
        onClose={() => preview(false)}
      />
    </aside>
  );
}

/** The remark of whoever sent the document back stands above what is to be changed. */
function SentBack({ sentBack }: { sentBack: NonNullable<CaseAnswer['sent_back']> }) {
  const { t } = useWords();
  const { kind, by, on, reason } = sentBack;
  return (
    <div className="sent-back" role="status">
      <b>
        <MaybeChinese>{t('case.sent-back', { who: by, what: t(`case.paper-${kind}`), on })}</MaybeChinese>
      </b>
      <p>
        <MaybeChinese>{reason}</MaybeChinese>
      </p>
    </div>
  );
}
