import { Button, Input } from 'antd';
import { useState } from 'react';
import { audit as contract } from '../../../contract/audit.ts';
import { saveFile } from '../../api/call.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useRight } from '../../shell/session.tsx';

/** Takes a copy of what the filter finds; that a copy was taken, and why, is itself a record. */
export function ExportRecords({ kind, filter }: { kind: string; filter: Readonly<Record<string, string>> }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  if (!useRight('audit.export')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('shell.export')}</Button>
      <ConfirmAct
        title={t('audit.export-title', { what: t(`audit.kind-tab-${kind}`) })}
        okText={t('shell.export')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onOk={() => saveFile(contract.export, { body: { kind, ...filter, reason } as never })}
      >
        <p className="is-muted">{t('audit.export-note')}</p>
        <Input
          aria-label={t('audit.head-reason')}
          placeholder={t('audit.head-reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </ConfirmAct>
    </>
  );
}
