import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { RULINGS } from '../../../../core/words/rulings.ts';
import { type DeskOverlap, files } from '../../../contract/files.ts';
import type { Failed } from '../../api/call.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { RefusalLine } from '../../parts/refusal-line.tsx';
import { Effect } from '../words/effect.tsx';

type Verdict = (typeof RULINGS)[number];

const pairOf = ({ earlier, later }: DeskOverlap) => ({ hash: earlier.hash, by_hash: later.hash });

/** Which of two files counts: a person says so, after seeing what would come of it. */
export function RuleOverlap({ overlap, onClose }: { overlap: DeskOverlap; onClose: () => void }) {
  const { t } = useWords();
  const { say } = useDoneLine();
  const [verdict, setVerdict] = useState<Verdict | null>(overlap.ruling?.verdict ?? null);
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const trial = useAct(files.tryRuling, { changes: false });
  const rule = useAct(files.rule);
  return (
    <ConfirmAct
      title={t('files.rule-title')}
      okText={t('files.rule-save')}
      isOpen
      isReady={trial.data !== undefined && reason.trim() !== ''}
      onClose={onClose}
      onOk={async () => {
        if (verdict === null) return;
        await rule.mutateAsync({ body: { ...pairOf(overlap), verdict, reason } });
        say(t('files.ruling-saved'));
      }}
    >
      <p>
        {t('files.earlier')}：<span lang="zh-CN">{overlap.earlier.name}</span>
        <br />
        {t('files.later')}：<span lang="zh-CN">{overlap.later.name}</span>
      </p>
      <Radio.Group
        className="files-verdicts"
        aria-label={t('files.rule-title')}
        value={verdict}
        disabled={trial.isPending}
        onChange={({ target }) => {
          setVerdict(target.value as Verdict);
          setRefusal(null);
          trial.reset();
        }}
      >
        {RULINGS.map((one) => (
          <Radio key={one} value={one}>
            {t(`files.say-${one}`)}
          </Radio>
        ))}
      </Radio.Group>
      {trial.data ? (
        <Effect effect={trial.data} />
      ) : (
        <p>
          <Button
            disabled={verdict === null}
            loading={trial.isPending}
            onClick={() =>
              verdict === null
                ? undefined
                : trial.mutate({ body: { ...pairOf(overlap), verdict } }, { onError: setRefusal })
            }
          >
            {t('words.try')}
          </Button>
        </p>
      )}
      <RefusalLine refusal={refusal} />
      <label htmlFor="ruling-reason">{t('files.rule-reason')}</label>
      <Input
        id="ruling-reason"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmAct>
  );
}

/** Takes such a word back, with a reason: the files speak for themselves again. */
export function RevokeRuling({ overlap, onClose }: { overlap: DeskOverlap; onClose: () => void }) {
  const { t } = useWords();
  const { say } = useDoneLine();
  const [reason, setReason] = useState('');
  const revoke = useAct(files.revoke);
  return (
    <ConfirmAct
      title={t('files.revoke-title')}
      okText={t('files.revoke-ok')}
      isOpen
      isReady={reason.trim() !== ''}
      startsInFields
      onClose={onClose}
      onOk={async () => {
        await revoke.mutateAsync({ body: { ...pairOf(overlap), reason } });
        say(t('files.revoked'));
      }}
    >
      <p>{t('files.revoke-text')}</p>
      <label htmlFor="revoke-reason">{t('files.rule-reason')}</label>
      <Input
        id="revoke-reason"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmAct>
  );
}
