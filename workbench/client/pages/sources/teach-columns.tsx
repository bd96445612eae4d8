import { Button, Input } from 'antd';
import { useState } from 'react';
import { columns } from '../../../contract/columns.ts';
import type { Failed } from '../../api/call.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { Effect } from '../words/effect.tsx';

interface Answer {
  hash: string;
  sheet: string;
  source: string;
  columns: { header: string; field: string }[];
}

/** What would come of reading a sheet so, and saving it for all lists with its headers. */
export function TeachColumns({ answer }: { answer: Answer }) {
  const { t, pick } = useWords();
  const { say } = useDoneLine();
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const trial = useAct(columns.try);
  const teach = useAct(columns.teach);
  return (
    <form
      className="sources-teach"
      onSubmit={(event) => {
        event.preventDefault();
        setRefusal(null);
        if (trial.data === undefined) trial.mutate({ body: answer }, { onError: setRefusal });
        else
          teach.mutate(
            { body: { ...answer, reason } },
            { onError: setRefusal, onSuccess: () => say(t('words.saved')) },
          );
      }}
    >
      {trial.data ? <Effect effect={trial.data} /> : null}
      <div className="words-reason">
        <label htmlFor="columns-reason">{t('words.reason')}</label>
        <Input
          id="columns-reason"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      {refusal ? (
        <p role="alert" className="refusal">
          {pick(refusal)}
        </p>
      ) : null}
      <div className="form-actions">
        {trial.data ? (
          <Button htmlType="submit" type="primary" loading={teach.isPending}>
            {t('words.save')}
          </Button>
        ) : (
          <Button htmlType="submit" type="primary" loading={trial.isPending}>
            {t('words.try')}
          </Button>
        )}
        <span className="is-muted">{t(trial.data ? 'sources.save-text' : 'words.try-first')}</span>
      </div>
    </form>
  );
}
