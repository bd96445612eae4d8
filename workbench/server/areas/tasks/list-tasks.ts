import { businessDay } from '../../../../casework/business-day.ts';
import type { User } from '../../../../casework/roles.ts';
import { TASK_KINDS, type Task } from '../../../contract/tasks.ts';
import type { Desk } from '../../desk.ts';
import { batchesDue, ownCases, signatures, termTasks } from './case-tasks.ts';
import { nightTasks, officeTasks } from './office-tasks.ts';

/** What waits for somebody: what is over its term first, then by what it is, and what falls due by its day. */
export async function listTasks(desk: Desk, user: User): Promise<{ today: string; tasks: Task[] }> {
  const today = businessDay(desk.office.now());
  const due = termTasks(desk, user);
  const tasks = [
    ...ownCases(desk, user, due),
    ...signatures(desk, user),
    ...batchesDue(desk, user, due),
    ...(await nightTasks(desk, user)),
    ...officeTasks(desk, user),
  ];
  const isOver = (task: Task): boolean => 'due_on' in task && task.due_on < today;
  const place = (task: Task): number => (isOver(task) ? -1 : TASK_KINDS.indexOf(task.kind));
  const day = (task: Task): string => ('due_on' in task ? task.due_on : '');
  return {
    today,
    tasks: tasks.toSorted(
      (one, other) =>
        place(one) - place(other) || (day(one) < day(other) ? -1 : Number(day(one) > day(other))),
    ),
  };
}

/** How many of them wait; what somebody has in hand anyway is no news. */
export async function countTasks(desk: Desk, user: User): Promise<number> {
  return (await listTasks(desk, user)).tasks.filter(({ kind }) => kind !== 'in-hand').length;
}
