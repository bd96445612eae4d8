import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { queue } from '../../../../contract/queue.ts';
import { tasks } from '../../../../contract/tasks.ts';
import { call, type Failed } from '../../../api/call.ts';
import { newRequestKey } from '../../../api/use-answer.ts';
import { useWords } from '../../../language/language.tsx';
import { useDoneLine } from '../../../parts/done-line.tsx';
import { useKeys } from '../../../shell/keys.ts';
import { useRight } from '../../../shell/session.tsx';
import { filterOfAddress } from '../../queue/queue-address.ts';
import { FROM_TASKS, wayOf } from '../../tasks/way.ts';

/** On to the next with one key: the next free case where this one came from the queue, else what waits first. */
export function NextTask({
  caseId,
  back,
  hasKey = true,
}: {
  caseId: string;
  back: string;
  /** Once on a page; the same button beside it has none of its own. */
  hasKey?: boolean;
}) {
  const { t, pick } = useWords();
  const { say } = useDoneLine();
  const navigate = useNavigate();
  const mayTake = useRight('queue.take-next');
  const mayList = useRight('tasks.list');
  const [isBusy, setBusy] = useState(false);
  const takeNext = async () => {
    const body = { filter: filterOfAddress(back), key: newRequestKey() };
    const { case_id, total } = await call(queue.takeNext, { body });
    await navigate(`/cases/${case_id}`, { state: { from: back, index: null, total } });
  };
  const openTask = async () => {
    const { tasks: waiting } = await call(tasks.list, {});
    const next = waiting.find((task) => !('case_id' in task) || task.case_id !== caseId);
    if (next === undefined) say(t('tasks.nothing-next'));
    else await navigate(wayOf(next), { state: FROM_TASKS });
  };
  const go = async () => {
    if (isBusy) return;
    setBusy(true);
    try {
      await (mayTake && back.startsWith('/queue') ? takeNext() : openTask());
    } catch (error) {
      say(pick(error as Failed));
    } finally {
      setBusy(false);
    }
  };
  useKeys({ N: mayList && hasKey ? () => void go() : undefined });
  if (!mayList) return null;
  return (
    <Button size={hasKey ? 'small' : 'middle'} disabled={isBusy} onClick={() => void go()}>
      {t('tasks.next')}
      <kbd>N</kbd>
    </Button>
  );
}
