import { useState } from 'react';
import { columns } from '../../../contract/columns.ts';
import type { Failed } from '../../api/call.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { TryThenSave } from '../words/try-then-save.tsx';

interface Answer {
  hash: string;
  sheet: string;
  source: string;
  columns: { header: string; field: string }[];
}

/** What would come of reading a sheet so, and saving it for all lists with its headers. */
export function TeachColumns({ answer }: { answer: Answer }) {
  const { t } = useWords();
  const { say } = useDoneLine();
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const trial = useAct(columns.try, { changes: false });
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
      <TryThenSave
        id="columns-reason"
        effect={trial.data ?? null}
        reason={reason}
        onReason={setReason}
        refusal={refusal}
        isTrying={trial.isPending}
        isSaving={teach.isPending}
        savedText={t('sources.save-text')}
      />
    </form>
  );
}
