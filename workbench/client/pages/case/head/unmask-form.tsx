import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { caseContract, UNMASK_REASONS } from '../../../../contract/case.ts';
import { useAct } from '../../../api/use-answer.ts';
import { useWords } from '../../../language/language.tsx';
import { RefusalLine } from '../../../parts/refusal-line.tsx';

type Reason = (typeof UNMASK_REASONS)[number];

export function UnmaskForm({ caseId, view, onDone }: { caseId: string; view: string; onDone: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState<Reason | null>(null);
  const [text, setText] = useState('');
  const act = useAct(caseContract.unmask);
  const isReady = reason !== null && (reason !== 'other' || text.trim() !== '');
  return (
    <form
      className="unmask-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason === null) return;
        act.mutate(
          { params: { case_id: caseId }, body: { reason, text: text.trim(), view } },
          { onSuccess: onDone },
        );
      }}
    >
      <p>{t('case.unmask-why')}</p>
      <Radio.Group
        value={reason}
        onChange={(event) => setReason(event.target.value as Reason)}
        options={UNMASK_REASONS.map((value) => ({ value, label: t(`case.unmask-${value}`) }))}
      />
      {reason === 'other' ? (
        <Input
          aria-label={t('case.unmask-other')}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.target.value)}
        />
      ) : null}
      <RefusalLine refusal={act.error} />
      <p className="is-muted">{t('case.unmask-recorded')}</p>
      <Button htmlType="submit" type="primary" size="small" disabled={!isReady} loading={act.isPending}>
        {t('case.show')}
      </Button>
    </form>
  );
}
