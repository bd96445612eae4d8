import { Input } from 'antd';
import { useState } from 'react';
import { type Attention, nights } from '../../../contract/nights.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { useRight } from '../../shell/session.tsx';

/** A supervisor lets a held rule go on, with a reason; the held night is then run once more. */
export function ReleaseRule({ rule }: { rule: Extract<Attention, { kind: 'held-rule' }> }) {
  const { t, language } = useWords();
  const mayRelease = useRight('nights.release');
  const release = useAct(nights.release);
  const { say } = useDoneLine();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  if (!mayRelease) return null;
  const title = language === 'zh' ? rule.title : rule.english;
  return (
    <>
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {t('today.release')}
      </button>
      <ConfirmAct
        title={t('today.release-title', { title })}
        okText={t('today.release-ok')}
        isOpen={isOpen}
        isReady={reason.trim() !== ''}
        startsInFields
        onClose={() => setOpen(false)}
        onOk={async () => {
          await release.mutateAsync({ body: { rule_id: rule.rule_id, reason } });
          say(t('today.released', { title }));
        }}
      >
        <p>{t('today.release-text', { n: rule.fresh })}</p>
        <label htmlFor="release-reason">{t('today.release-reason')}</label>
        <Input.TextArea
          id="release-reason"
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </ConfirmAct>
    </>
  );
}
