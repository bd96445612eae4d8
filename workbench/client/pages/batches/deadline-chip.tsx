import type { BatchRow } from '../../../contract/batches.ts';
import { useWords } from '../../language/language.tsx';

const SOON = 7;

/** The day an answer is wanted, with what is left; a batch that is wholly answered is calm. */
export function DeadlineChip({ batch }: { batch: BatchRow }) {
  const { t } = useWords();
  const { reply_due_on: due, days_left: left } = batch;
  if (due === null || left === null) return <span className="is-muted">—</span>;
  if (batch.answered === batch.items) return <span>{due}</span>;
  const isPressing = left <= SOON;
  return (
    <span>
      {due}{' '}
      <span className={isPressing ? 'chip is-ochre' : 'chip'}>
        {left < 0 ? t('batches.late', { days: -left }) : t('batches.left', { days: left })}
      </span>
    </span>
  );
}
