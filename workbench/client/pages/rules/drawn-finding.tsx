import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { LOOK_VERDICTS, ruleTrust, type SampledGate } from '../../../contract/rule-trust.ts';
import type { Failed } from '../../api/call.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { showYuan } from '../../parts/figures.ts';
import { RefusalLine } from '../../parts/refusal-line.tsx';
import { useRight } from '../../shell/session.tsx';

/** A finding that was drawn, and what somebody says who has looked at it. */
export function DrawnFinding({ one }: { one: Omit<SampledGate['sample'][number], 'name'> }) {
  const { t } = useWords();
  const mayLook = useRight('rules.look');
  const look = useAct(ruleTrust.look);
  const [verdict, setVerdict] = useState<(typeof LOOK_VERDICTS)[number]>('holds');
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const [isAsking, ask] = useState(one.verdict === null);
  return (
    <div className="rules-drawn">
      <p lang="zh-CN">
        <span className="number">{one.finding_id}</span> {one.reason}{' '}
        {one.amount_fen === null ? '' : showYuan(one.amount_fen)}{' '}
        <span className={one.verdict === null ? 'chip is-ochre' : 'chip'}>
          {t(one.verdict === null ? 'rules.look-waits' : `rules.look-${one.verdict}`)}
        </span>
        {mayLook && !isAsking ? (
          <button type="button" className="link" onClick={() => ask(true)}>
            {t('rules.look-again')}
          </button>
        ) : null}
      </p>
      {mayLook && isAsking ? (
        <form
          className="rules-try"
          onSubmit={(event) => {
            event.preventDefault();
            setRefusal(null);
            look.mutate(
              { body: { finding_id: one.finding_id, verdict, reason: reason.trim() } },
              { onError: setRefusal, onSuccess: () => ask(false) },
            );
          }}
        >
          <Select
            aria-label={t('rules.look-verdict')}
            style={{ width: 120 }}
            value={verdict}
            onChange={setVerdict}
            options={LOOK_VERDICTS.map((value) => ({ value, label: t(`rules.look-${value}`) }))}
          />
          <Input
            aria-label={t('rules.look-reason')}
            placeholder={t('rules.look-reason')}
            style={{ width: 260 }}
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          <Button htmlType="submit" disabled={reason.trim() === ''} loading={look.isPending}>
            {t('rules.look-enter')}
          </Button>
        </form>
      ) : null}
      <RefusalLine refusal={refusal} />
    </div>
  );
}
