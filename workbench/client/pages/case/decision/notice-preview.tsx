import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { caseWork } from '../../../../contract/case-work.ts';
import { ask, type Failed, saveFile } from '../../../api/call.ts';
import { useWords } from '../../../language/language.tsx';
import { FailedAnswer, Loading } from '../../../parts/told.tsx';
import { useRight } from '../../../shell/session.tsx';

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
  const mayKeep = useRight('case.notice-file');
  const params = { case_id: found.case_id };
  const isDraft = !found.notices.some((notice) => !notice.is_void);
  return (
    <Modal
      open={isOpen}
      onCancel={onClose}
      title={t('case.paper-notice')}
      width={880}
      centered
      destroyOnHidden
      className="notice-preview"
      footer={
        <>
          {mayKeep ? (
            <Button onClick={() => void saveFile(caseWork.noticeFile, { params })}>
              {t('case.keep-pdf')}
            </Button>
          ) : null}
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
  const [picture, setPicture] = useState<string | null>(null);
  const [error, setError] = useState<Failed | null>(null);
  const { case_id: caseId, last_seq: seq } = found;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a case that went on has another paper
  useEffect(() => {
    let address: string | null = null;
    let isGone = false;
    ask(caseWork.noticePreview, { params: { case_id: caseId } })
      .then((response) => response.blob())
      .then((blob) => {
        if (isGone) return;
        address = URL.createObjectURL(blob);
        setPicture(address);
      })
      .catch((reason: unknown) => setError(reason as Failed));
    return () => {
      isGone = true;
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [caseId, seq]);
  if (error !== null) return <FailedAnswer error={error} />;
  if (picture === null) return <Loading rows={14} />;
  return <img src={picture} alt={t('case.notice-picture')} />;
}
