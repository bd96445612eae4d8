import {
  addCalendarDays,
  addCalendarMonths,
  addWorkingDays,
  type TermEnd as CountedTerm,
  nextWorkingDay,
} from '../../core/working-days.ts';
import { type ClockName, type ClockParameter, clockInForce } from './parameters.ts';

/** When a term ends, and how sure the calendar is of it. */
export interface Term {
  clock: ClockName;
  starts_on: string;
  due_on: string;
  /** False where the holidays of a year on the way are not published yet. */
  is_certain: boolean;
  note: CountedTerm['note'];
  parameter: ClockParameter;
}

/** Counts a term from its first day, which is itself not counted; null where no term is laid down. */
export function termFrom(
  parameters: readonly ClockParameter[],
  clock: ClockName,
  startsOn: string,
): Term | null {
  const parameter = clockInForce(parameters, clock, startsOn);
  if (parameter === null) return null;
  const counted = count(parameter, startsOn);
  return {
    clock,
    starts_on: startsOn,
    due_on: counted.on,
    is_certain: counted.isCertain,
    note: counted.note,
    parameter,
  };
}

function count(parameter: ClockParameter, startsOn: string): CountedTerm {
  if (parameter.unit === 'working-days') return addWorkingDays(startsOn, parameter.count);
  const last =
    parameter.unit === 'days'
      ? addCalendarDays(startsOn, parameter.count)
      : addCalendarMonths(startsOn, parameter.count);
  return parameter.rolls_over ? nextWorkingDay(last.on) : last;
}
