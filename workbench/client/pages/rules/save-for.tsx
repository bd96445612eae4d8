import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Endpoint } from '../../../contract/endpoint.ts';
import { type Asked, type Failed, saveFile } from '../../api/call.ts';
import { useWords } from '../../language/language.tsx';
import { RefusalLine } from '../../parts/refusal-line.tsx';
import { useRight } from '../../shell/session.tsx';

/** Gives a workbook with names and numbers in full: who takes it says what for. */
export function SaveFor<E extends Endpoint>({
  endpoint,
  right,
  body,
}: {
  endpoint: E;
  right: Parameters<typeof useRight>[0];
  body: object;
}) {
  const { t } = useWords();
  const mayTake = useRight(right);
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const [isSaving, setSaving] = useState(false);
  if (!mayTake) return null;
  const save = async () => {
    setSaving(true);
    setRefusal(null);
    try {
      await saveFile(endpoint, { body: { ...body, reason: reason.trim() } } as Asked<E>);
    } catch (error) {
      setRefusal(error as Failed);
    } finally {
      setSaving(false);
    }
  };
  return (
    <form
      className="rules-try"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div>
        <label htmlFor={endpoint.id}>{t('rules.nights-reason')}</label>
        <Input
          id={endpoint.id}
          maxLength={200}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      <Button htmlType="submit" disabled={reason.trim().length < 2} loading={isSaving}>
        {t('rules.nights-save')}
      </Button>
      <RefusalLine refusal={refusal} />
    </form>
  );
}
