import { Button, Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import type { TrialEffect } from '../../../contract/trial-effect.ts';
import type { Failed } from '../../api/call.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { RefusalLine } from '../../parts/refusal-line.tsx';
import { Effect } from './effect.tsx';

/** Asks what would come of taking an answer back before it can be done. */
export function TakeBack({
  title,
  what,
  text,
  onClose,
  tryIt,
  takeBack,
  overNights = null,
}: {
  title: string;
  what: ReactNode;
  text: string;
  onClose: () => void;
  tryIt: () => Promise<TrialEffect>;
  takeBack: (reason: string) => Promise<unknown>;
  /** The same on the nights that are kept, where it can be tried on them. */
  overNights?: ReactNode;
}) {
  const { t } = useWords();
  const { say } = useDoneLine();
  const id = useId();
  const [reason, setReason] = useState('');
  const [isTrying, setTrying] = useState(false);
  const [effect, setEffect] = useState<TrialEffect | null>(null);
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const look = async () => {
    setTrying(true);
    setRefusal(null);
    try {
      setEffect(await tryIt());
    } catch (error) {
      setRefusal(error as Failed);
    } finally {
      setTrying(false);
    }
  };
  return (
    <ConfirmAct
      title={title}
      okText={t('words.forget')}
      isOpen
      isReady={effect !== null}
      onClose={onClose}
      onOk={async () => {
        await takeBack(reason);
        say(t('words.forgotten'));
      }}
    >
      <div>{what}</div>
      <p>{text}</p>
      {effect ? (
        <Effect effect={effect} />
      ) : (
        <Button loading={isTrying} onClick={() => void look()}>
          {t('words.try')}
        </Button>
      )}
      {effect ? overNights : null}
      <RefusalLine refusal={refusal} />
      <label htmlFor={id}>{t('words.forget-reason')}</label>
      <Input id={id} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
    </ConfirmAct>
  );
}
