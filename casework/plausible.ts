import { formatYuan } from '../core/money.ts';
import { formatMonth } from '../core/month.ts';
import type { Move } from '../core/words/moves.ts';
import { addCalendarDays } from '../core/working-days.ts';
import type { CaseState } from './case-state.ts';
import type { Plausible } from './casework-settings.ts';
import { day } from './commands/fields.ts';
import { type CommandRefusal, refuse } from './refusals.ts';

/** The new rural pension began; nothing that a case records happened before. */
const FUND_BEGAN = '2009-01-01';

interface Typed {
  on?: string | null;
  agreed_on?: string | null;
  received_on?: string | null;
  pay_by_on?: string | null;
  review_on?: string | null;
  plan?: readonly { due_on: string; amount_fen: number }[];
  amount_fen?: number | null;
  total_fen?: number | null;
  lines?: readonly { amount_fen: number }[];
  adjustments?: readonly { amount_fen: number }[];
}

/**
 * Why a day or an amount cannot be what was meant. What a move records has happened: not before the case's first month
 * and not after today; a notice bears the day on which it will go out. Terms lie ahead, but not for ever.
 */
export function refuseImplausible(
  plausible: Plausible,
  state: Pick<CaseState, 'findings'>,
  move: Move,
  input: unknown,
  today: string,
): CommandRefusal | null {
  const typed = input as Typed;
  const happened = [typed.on, typed.agreed_on, typed.received_on].filter(isGiven);
  const ahead = [typed.pay_by_on, typed.review_on, ...(typed.plan ?? []).map(({ due_on }) => due_on)].filter(
    isGiven,
  );
  const first = firstDayOf(state);
  const latest = move === 'notify' ? noticeLatest(plausible, today) : today;
  const furthest = addCalendarDays(today, plausible.term_years_ahead * 366).on;
  for (const on of [...happened, ...ahead]) {
    if (on < first) return refuse('day-before-case', { on, first });
  }
  for (const on of happened) if (on > latest) return refuseAhead(on, latest, today);
  for (const on of ahead) if (on > furthest) return refuse('day-too-far', { on, latest: furthest });
  return refuseAmounts(plausible, typed);
}

/** The same for the day of a numbered paper beside the notice. */
export function refusePaperDay(
  plausible: Plausible,
  state: Pick<CaseState, 'findings'>,
  on: string,
  today: string,
): CommandRefusal | null {
  return refuseImplausible(plausible, state, 'notify', { on }, today);
}

/** The same for a term that belongs to no case: how long a signature is lent, till when a batch is answered. */
export function refuseTerm(
  { term_years_ahead: years }: Plausible,
  { from_on, until_on }: { from_on: string; until_on: string },
  today: string,
): CommandRefusal | null {
  const unread = refuseNoDay(from_on) ?? refuseNoDay(until_on);
  if (unread !== null) return unread;
  if (until_on < from_on) return refuse('date-before', { on: until_on, earlier: from_on });
  const latest = addCalendarDays(today, years * 366).on;
  return until_on > latest ? refuse('day-too-far', { on: until_on, latest }) : null;
}

/** The same for what happened outside of any case: a batch came, money was booked. */
export function refusePastDay(on: string, today: string): CommandRefusal | null {
  const unread = refuseNoDay(on);
  if (unread !== null) return unread;
  if (on < FUND_BEGAN) return refuse('date-before', { on, earlier: FUND_BEGAN });
  return on > today ? refuse('day-ahead', { on, today }) : null;
}

function refuseNoDay(on: string): CommandRefusal | null {
  return day.safeParse(on).success
    ? null
    : refuse('invalid-input', {
        problem: `“${on}”不是日期，请写成 2022-10-18 这样`,
        problem_en: `"${on}" is no date; write it like 2022-10-18`,
      });
}

/** The first day of the earliest month that a finding of the case is about. */
function firstDayOf({ findings }: Pick<CaseState, 'findings'>): string {
  const months = Object.values(findings).flatMap(({ finding: { first_month: month } }) => month ?? []);
  return months.length === 0 ? FUND_BEGAN : firstDayOfMonth(Math.min(...months));
}

function noticeLatest({ notice_days_ahead: days }: Plausible, today: string): string {
  return addCalendarDays(today, days).on;
}

function refuseAhead(on: string, latest: string, today: string): CommandRefusal {
  return latest === today ? refuse('day-ahead', { on, today }) : refuse('day-too-far', { on, latest });
}

function refuseAmounts({ largest_yuan: yuan }: Plausible, typed: Typed): CommandRefusal | null {
  const parts = [...(typed.lines ?? []), ...(typed.adjustments ?? []), ...(typed.plan ?? [])];
  const amounts = [typed.amount_fen, typed.total_fen, ...parts.map(({ amount_fen: fen }) => fen)];
  const absurd = amounts.find((fen) => Math.abs(fen ?? 0) > yuan * 100);
  if (absurd === undefined || absurd === null) return null;
  return refuse('amount-implausible', { amount: formatYuan(absurd), most: formatYuan(yuan * 100) });
}

const isGiven = (day: string | null | undefined): day is string => day !== null && day !== undefined;

function firstDayOfMonth(month: number): string {
  return `${formatMonth(month)}-01`;
}
