import { Button, Input, Radio } from 'antd';
import { useId, useState } from 'react';
import { type QueueTotals, queue } from '../../../contract/queue.ts';
import { saveFile } from '../../api/call.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { showCount } from '../../parts/figures.ts';
import type { QueuePlace } from './queue-address.ts';

/** The whole filtered list as a file: how many people it will hold is said first, and why it is wanted is asked. */
export function ExportDialog({ place, totals }: { place: QueuePlace; totals: QueueTotals | undefined }) {
  const { t } = useWords();
  const id = useId();
  const { say } = useDoneLine();
  const [isOpen, setOpen] = useState(false);
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const [reason, setReason] = useState('');
  const { cases = 0, people = 0 } = totals ?? {};
  const save = async () => {
    await saveFile(queue.export, { body: { filter: place.filter, text: place.text, format, reason } });
    say(t('queue.exported', { cases: showCount(cases) }));
    setReason('');
  };
  return (
    <>
      <Button onClick={() => setOpen(true)} disabled={cases === 0}>
        {t('shell.export')}
      </Button>
      <ConfirmAct
        title={t('queue.export-title')}
        okText={t('queue.export-n', { people: showCount(people) })}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onOk={save}
      >
        <p>{t('queue.export-says', { people: showCount(people), cases: showCount(cases) })}</p>
        <label className="field" htmlFor={id}>
          {t('queue.export-reason')}
          <Input
            id={id}
            value={reason}
            minLength={2}
            maxLength={200}
            required
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <Radio.Group
          value={format}
          aria-label={t('queue.export-format')}
          onChange={(event) => setFormat(event.target.value as 'xlsx' | 'csv')}
          options={[
            { value: 'xlsx', label: t('queue.export-xlsx') },
            { value: 'csv', label: t('queue.export-csv') },
          ]}
        />
      </ConfirmAct>
    </>
  );
}
