import type { Milestones } from '../../../../casework/case-state.ts';
import { DEBTORS_OWN, type DueDate, dueDates, missedTerm } from '../../../../casework/clocks/due.ts';
import { type ClockParameter, clockInForce } from '../../../../casework/clocks/parameters.ts';
import type { Status } from '../../../../casework/states.ts';
import { daysBetween } from '../../../../core/dates.ts';
import { addWorkingDays } from '../../../../core/working-days.ts';
import type { Deadline } from '../../../contract/notices.ts';

/** Working days are counted one by one; farther away than this nobody plans by them. */
const MOST_WORKING_DAYS = 60;

/** What nobody has missed when it is over. */
const ENDS_QUIETLY = new Set<string>([...DEBTORS_OWN, 'public-notice', 'reminder']);

interface Running {
  status: Status;
  milestones: Milestones;
  outstanding_fen: number;
}

/** Every term that runs in a case, with what is left of it in its own unit. */
export function deadlinesOf(clocks: readonly ClockParameter[], running: Running, today: string): Deadline[] {
  const due = dueDates(clocks, {
    status: running.status,
    milestones: running.milestones,
    money: { outstanding_fen: running.outstanding_fen } as Parameters<typeof dueDates>[1]['money'],
  });
  return [...due, ...missedTerm(clocks, running)]
    .filter(({ clock, due_on }) => due_on >= today || !ENDS_QUIETLY.has(clock))
    .map((one) => toDeadline(clocks, one, today))
    .sort((one, other) => (one.due_on < other.due_on ? -1 : 1));
}

/** The one a list shows: what the office waits for or has to do next. */
export function nextDeadline(deadlines: readonly Deadline[]): Deadline | null {
  return deadlines.find(({ clock }) => !DEBTORS_OWN.has(clock as DueDate['clock'])) ?? null;
}

function toDeadline(clocks: readonly ClockParameter[], due: DueDate, today: string): Deadline {
  const { clock, zh, en, due_on, is_certain, note } = due;
  const parameter = clock === 'instalment' ? null : clockInForce(clocks, clock, today);
  const isWorking = parameter?.unit === 'working-days';
  return {
    clock,
    title: { zh, en },
    due_on,
    unit: isWorking ? 'working-days' : 'days',
    left: isWorking ? workingDaysUntil(today, due_on) : daysBetween(today, due_on),
    is_certain,
    note,
  };
}

function workingDaysUntil(today: string, due: string): number {
  if (due === today) return 0;
  const step = due > today ? 1 : -1;
  for (let count = step; Math.abs(count) <= MOST_WORKING_DAYS; count += step) {
    const reached = addWorkingDays(today, count).on;
    if (step > 0 ? reached >= due : reached <= due) return count;
  }
  return daysBetween(today, due);
}
