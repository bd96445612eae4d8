import { Button, Input } from 'antd';
import { useState } from 'react';
import type { DebtView } from '../../../../core/words/views.ts';
import { recovery } from '../../../contract/recovery.ts';
import { saveFile } from '../../api/call.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { showCount } from '../../parts/figures.ts';
import { useRight } from '../../shell/session.tsx';

type Filter = {
  view: DebtView;
  township?: string | undefined;
  status?: string | undefined;
};

/** An export is a right of its own: it says first how many rows leave, asks why, and is written down. */
export function ExportLedger({ filter, cases }: { filter: Filter; cases: number }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  if (!useRight('recovery.export')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)} disabled={cases === 0}>
        {t('shell.export')}
      </Button>
      <ConfirmAct
        title={t('ledger.export-title', { n: showCount(cases) })}
        okText={t('shell.export')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onOk={() => saveFile(recovery.export, { body: { ...filter, reason } })}
      >
        <p className="is-muted">{t('ledger.export-note')}</p>
        <Input
          aria-label={t('ledger.reason')}
          placeholder={t('ledger.reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </ConfirmAct>
    </>
  );
}
