import type { CaseEvent } from '../case-events.ts';
import { caseByDay } from './case-at.ts';
import { dateEvents } from './date-events.ts';
import { tellDay } from './day-figures.ts';
import { movementsOf } from './movements.ts';

/** How a case stood from a day on; a day on which it stood as the day before is none of its own. */
export interface CaseDay {
  from_on: string;
  /** The day from which it stood otherwise again; null while it stands so. */
  until_on: string | null;
  stood: string;
}

/** How a case stood from day to day, by all that its events tell. */
export function caseDays(events: readonly CaseEvent[]): CaseDay[] {
  const dated = dateEvents(events);
  const moved = movementsOf(dated);
  const days: CaseDay[] = [];
  for (const { on, at } of caseByDay(dated)) {
    const stood = tellDay(
      at,
      moved.filter((movement) => movement.on === on),
    );
    const last = days.at(-1);
    if (last?.stood === stood) continue;
    if (last !== undefined) last.until_on = on;
    days.push({ from_on: on, until_on: null, stood });
  }
  return days;
}
