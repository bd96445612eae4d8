import { Input } from 'antd';
import { useState } from 'react';
import { nights, type Today } from '../../../contract/nights.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';

/** Asks for which day, and says which files the run will receive, before a night is started. */
export function StartRun({
  today,
  isOpen,
  onClose,
  onStarted,
}: {
  today: Today;
  isOpen: boolean;
  onClose: () => void;
  onStarted?: () => void;
}) {
  const { t } = useWords();
  const start = useAct(nights.start);
  const [day, setDay] = useState<string | null>(null);
  const asOf = day ?? today.next_as_of;
  return (
    <ConfirmAct
      title={t('today.start-title')}
      okText={t('today.start-ok')}
      isOpen={isOpen}
      onClose={onClose}
      onOk={async () => {
        await start.mutateAsync({ body: { as_of: asOf } });
        onStarted?.();
      }}
    >
      <p>{t('today.start-text')}</p>
      <label htmlFor="run-day">{t('today.start-day')}</label>
      <Input
        id="run-day"
        type="date"
        required
        value={asOf}
        onChange={(event) => setDay(event.target.value)}
      />
      <p className="today-start">
        {today.inbox.length === 0
          ? t('today.start-no-files')
          : t('today.start-files', { n: today.inbox.length })}
      </p>
      <ul className="today-inbox" lang="zh-CN">
        {today.inbox.slice(0, 8).map(({ name }) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </ConfirmAct>
  );
}
