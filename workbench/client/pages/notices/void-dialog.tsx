import { Input } from 'antd';
import { useId, useState } from 'react';
import { type NoticeRow, notices } from '../../../contract/notices.ts';
import { newRequestKey, useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';

/** Makes a numbered paper void; its number is kept and never given again. */
export function VoidDialog({
  row,
  isOpen,
  onClose,
}: {
  row: NoticeRow;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { t } = useWords();
  const { say } = useDoneLine();
  const field = useId();
  const [reason, setReason] = useState('');
  const [key, setKey] = useState(newRequestKey);
  const makeVoid = useAct(notices.makeVoid);
  const number = row.document_number ?? '';
  return (
    <ConfirmAct
      title={t('notices.void')}
      okText={t('notices.void')}
      isOpen={isOpen}
      onClose={onClose}
      onOk={async () => {
        await makeVoid.mutateAsync({
          params: { case_id: row.case_id },
          body: { key, document_number: number, reason },
        });
        setKey(newRequestKey());
        say(t('notices.voided', { number }));
      }}
    >
      <p>
        <Chinese>{t('notices.void-asks', { number })}</Chinese>
      </p>
      <label htmlFor={field}>{t('notices.reason-void')}</label>
      <Input.TextArea
        id={field}
        autoFocus
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmAct>
  );
}
