import { Button, Input } from 'antd';
import { useState } from 'react';
import { batches, type UnregisteredList } from '../../../contract/batches.ts';
import { today } from '../../api/office-day.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { DayInput } from '../../parts/day-input.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useRight } from '../../shell/session.tsx';

/** Lists that came and that nobody answers for yet, each with the button that makes a batch of it. */
export function RegisterLists({ lists }: { lists: readonly UnregisteredList[] }) {
  const { t } = useWords();
  const mayRegister = useRight('batches.register');
  if (lists.length === 0) return null;
  return (
    <Panel title={t('batches.unregistered')} aside={t('batches.unregistered-aside')}>
      <ul className="batch-lists">
        {lists.map((list) => (
          <li key={list.hash}>
            <span lang="zh-CN">{list.file}</span> {t('batches.of-people', { n: list.items })}{' '}
            {mayRegister ? (
              <RegisterList list={list} />
            ) : (
              <span className="is-muted">{t('batches.who-registers')}</span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function RegisterList({ list }: { list: UnregisteredList }) {
  const { t } = useWords();
  const { say } = useDoneLine();
  const register = useAct(batches.register);
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState(() => ({
    batch_id: list.batch_id,
    title: list.title,
    sender: list.sender,
    received_on: today(),
    reply_due_on: list.reply_due_on ?? '',
  }));
  const set = (patch: Partial<typeof typed>) => setTyped((last) => ({ ...last, ...patch }));
  const isReady = typed.batch_id.trim() !== '' && typed.title.trim() !== '' && typed.sender.trim() !== '';
  return (
    <>
      <Button size="small" type="primary" onClick={() => setOpen(true)}>
        {t('batches.register')}
      </Button>
      <ConfirmAct
        title={t('batches.register-title', { n: list.items })}
        okText={t('batches.register')}
        isOpen={isOpen}
        isReady={isReady}
        startsInFields
        onClose={() => setOpen(false)}
        onOk={async () => {
          const { reply_due_on: due, ...said } = typed;
          const body = { ...said, hash: list.hash, reply_due_on: due === '' ? null : due };
          const done = await register.mutateAsync({ body });
          say(t('batches.registered', { batch: done.batch_id, n: done.items }));
        }}
      >
        <div className="fields">
          {(['batch_id', 'title', 'sender'] as const).map((name) => (
            <div key={name}>
              <label htmlFor={`batch-${name}`}>{t(`batches.input-${name}`)}</label>
              <Input
                id={`batch-${name}`}
                maxLength={100}
                value={typed[name]}
                onChange={(event) => set({ [name]: event.target.value })}
              />
            </div>
          ))}
          {(['received_on', 'reply_due_on'] as const).map((name) => (
            <div key={name}>
              <label htmlFor={`batch-${name}`}>{t(`batches.input-${name}`)}</label>
              <DayInput
                id={`batch-${name}`}
                latest={name === 'received_on' ? today() : undefined}
                value={typed[name]}
                onChange={(day) => set({ [name]: day })}
              />
            </div>
          ))}
        </div>
        <p className="is-muted">{t('batches.register-note')}</p>
      </ConfirmAct>
    </>
  );
}
