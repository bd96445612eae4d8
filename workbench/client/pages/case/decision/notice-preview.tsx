import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { caseWork } from '../../../../contract/case-work.ts';
import { notices } from '../../../../contract/notices.ts';
import { call, type Failed, saveFile } from '../../../api/call.ts';
import { useWords } from '../../../language/language.tsx';
import { FailedAnswer, Loading } from '../../../parts/placeholder.tsx';
import { useRight } from '../../../shell/session.tsx';
import { useNeighbours } from '../head/neighbours.ts';
import { NextTask } from '../head/next-task.tsx';

/** The notice as it would go out; until the last signature it is stamped as a draft. */
export function NoticePreview({
  found,
  isOpen,
  onClose,
}: {
  found: CaseAnswer;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { t } = useWords();
  const mayKeep = useRight('notices.print');
  const paper = { case_id: found.case_id, kind: 'recovery-notice' };
  const { back } = useNeighbours(found.case_id);
  const isDraft = !found.notices.some((notice) => !notice.is_void);
  return (
    <Modal
      open={isOpen}
      onCancel={onClose}
      title={t('case.paper-notice')}
      width={880}
      centered
      destroyOnHidden
      className="notice-preview leads-on"
      footer={
        <>
          {mayKeep ? (
            <Button
              onClick={() => void saveFile(notices.print, { body: { papers: [paper], format: 'pdf' } })}
            >
              {t('case.keep-pdf')}
            </Button>
          ) : null}
          <NextTask caseId={found.case_id} back={back} hasKey={false} />
          <Button type="primary" onClick={onClose}>
            {t('shell.close')}
          </Button>
        </>
      }
    >
      <div className="paper-window">
        {isDraft ? (
          <div className="stamp">
            <span>{t('case.draft-stamp')}</span>
          </div>
        ) : null}
        {isOpen ? <NoticePicture found={found} /> : null}
      </div>
    </Modal>
  );
}

function NoticePicture({ found }: { found: CaseAnswer }) {
  const { t } = useWords();
  const [pictures, setPictures] = useState<readonly string[] | null>(null);
  const [error, setError] = useState<Failed | null>(null);
  const { case_id: caseId, last_seq: seq } = found;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a case that went on has another paper
  useEffect(() => {
    let addresses: string[] = [];
    let isGone = false;
    call(caseWork.noticePreview, { params: { case_id: caseId } })
      .then(({ pages }) => {
        if (isGone) return;
        addresses = pages.map((page) => URL.createObjectURL(new Blob([page], { type: 'image/svg+xml' })));
        setPictures(addresses);
      })
      .catch((reason: unknown) => setError(reason as Failed));
    return () => {
      isGone = true;
      addresses.forEach(URL.revokeObjectURL);
    };
  }, [caseId, seq]);
  if (error !== null) return <FailedAnswer error={error} />;
  if (pictures === null) return <Loading rows={14} />;
  return pictures.map((picture, place) => (
    <img key={picture} src={picture} alt={t('case.notice-picture', { page: place + 1 })} />
  ));
}
