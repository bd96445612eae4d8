import { businessDay } from './business-day.ts';
import type { CaseState } from './case-state.ts';

const BEIJING = '+08:00';

/** When the half-day at the office ends in which this moment lies: at noon, at six, or at noon of the next day. */
export function halfDayEnd(at: string): string {
  const today = businessDay(at);
  const tomorrow = businessDay(new Date(Date.parse(at) + 24 * 3_600_000).toISOString());
  const ends = [
    `${today}T12:00:00${BEIJING}`,
    `${today}T18:00:00${BEIJING}`,
    `${tomorrow}T12:00:00${BEIJING}`,
  ];
  const end = ends.find((one) => Date.parse(one) > Date.parse(at)) ?? '';
  return new Date(Date.parse(end)).toISOString();
}

/** Who works on a case now and keeps others from changing it; null once the half-day is over. */
export function lockHolder(state: Pick<CaseState, 'assignee' | 'locked_until'>, at: string): string | null {
  if (state.locked_until === null || Date.parse(state.locked_until) <= Date.parse(at)) return null;
  return state.assignee;
}
