import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { queue, writeQueueAddress } from '../../../contract/queue.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import type { QueuePlace } from './queue-address.ts';

/** Keeps the filter that stands here under a name, as a tab of one's own. What was sought by name is not kept. */
export function SaveView({ place }: { place: QueuePlace }) {
  const { t } = useWords();
  const id = useId();
  const { say } = useDoneLine();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [title, setTitle] = useState('');
  if (place.text !== undefined) return null;
  const save = async () => {
    await call(queue.saveView, { body: { title, query: writeQueueAddress(place.filter) } });
    await client.invalidateQueries({ queryKey: [queue.savedViews.id] });
    say(t('queue.view-saved', { title }));
    setTitle('');
  };
  return (
    <>
      <button type="button" className="link no-print" onClick={() => setOpen(true)}>
        {t('queue.save-view')}
      </button>
      <ConfirmAct
        title={t('queue.save-view-title')}
        okText={t('queue.save')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onOk={save}
      >
        <label className="field" htmlFor={id}>
          {t('queue.view-name')}
          <Input
            id={id}
            value={title}
            maxLength={20}
            onChange={(event) => setTitle(event.target.value)}
            required
          />
        </label>
        <p className="is-muted">{t('queue.save-view-why')}</p>
      </ConfirmAct>
    </>
  );
}
