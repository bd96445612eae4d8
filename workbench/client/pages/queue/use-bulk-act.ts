import { useState } from 'react';
import type { SelectionMove } from '../../../../core/words/views.ts';
import { type Done, queue } from '../../../contract/queue.ts';
import type { Failed } from '../../api/call.ts';
import { newRequestKey, useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import type { Ticked } from './selection.ts';

/** Acts on what is ticked, says what was done with its undo, and names what was left alone. */
export function useBulkAct(ticked: Ticked) {
  const { t, pick } = useWords();
  const { say } = useDoneLine();
  const asked = useAct(queue.act);
  const undone = useAct(queue.undo);
  const [skipped, setSkipped] = useState<Done['skipped']>([]);
  const undo = async (undoId: string) => {
    try {
      const answer = await undone.mutateAsync({ body: { undo_id: undoId, key: newRequestKey() } });
      say(t('queue.undone', { n: answer.done_count }));
      setSkipped(answer.skipped);
    } catch (error) {
      say(pick(error as Failed));
    }
  };
  /** Throws `Failed`; what asks in a dialog shows it there. */
  const act = async (wanted: SelectionMove, assignee?: string) => {
    if (ticked.chosen === null) return;
    const body = { chosen: ticked.chosen, act: wanted, assignee, key: newRequestKey() };
    const answer = await asked.mutateAsync({ body });
    const { undo_id: undoId } = answer;
    setSkipped(answer.skipped);
    ticked.clear();
    say(
      t(`queue.done-${wanted}`, { n: answer.done_count }),
      undoId === null ? undefined : () => void undo(undoId),
    );
  };
  return { act, isBusy: asked.isPending, skipped, forgetSkipped: () => setSkipped([]) };
}
