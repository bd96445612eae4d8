import { formatYuan } from '../../core/money.ts';
import { addCalendarDays } from '../../core/working-days.ts';
import { type CaseState, currentNotice } from '../case-state.ts';
import { openInstalments, overdueBecause, suitTerm } from '../clocks/due.ts';
import { termFrom } from '../clocks/term.ts';
import { findStanding } from '../documents/issued-document.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { defineCommand, type MoveContext } from './command.ts';
import { inputShapeOf } from './fields.ts';
import { refuseNothingOutstanding } from './pay-out.ts';

/** Agrees a repayment plan over all that is outstanding, not a fen more or less. */
export const planInstalments = defineCommand({
  move: 'plan-instalments',
  input: inputShapeOf('plan-instalments'),
  hinders: refuseNothingOutstanding,
  handle: (context, state, input) => {
    const sum = input.plan.reduce((total, instalment) => total + instalment.amount_fen, 0);
    const outstanding = state.money.outstanding_fen;
    if (sum !== outstanding) {
      return refuse('plan-does-not-add-up', { sum: formatYuan(sum), outstanding: formatYuan(outstanding) });
    }
    const isInOrder = input.plan.every(
      (instalment, place) => place === 0 || instalment.due_on > (input.plan[place - 1]?.due_on ?? ''),
    );
    if (!isInOrder) return refuse('plan-out-of-order', {});
    const agreed_on = input.agreed_on ?? context.today;
    return [{ type: 'InstalmentsAgreed', payload: { plan: input.plan, agreed_on, to: 'instalments' } }];
  },
});

/** Establishes that a term or an instalment was missed. */
export const overdue = defineCommand({
  move: 'overdue',
  input: inputShapeOf('overdue'),
  hinders: ({ today }, state) => refuseNotOverdue(state, today),
  handle: (context, state, input) => {
    const on = input.on ?? context.today;
    const because = overdueBecause(state, on);
    if (because === null) return refuseNotOverdue(state, on) ?? [];
    return [{ type: 'CaseOverdue', payload: { on, because, to: 'overdue' } }];
  },
});

function refuseNotOverdue(state: CaseState, on: string): CommandRefusal | null {
  if (overdueBecause(state, on) !== null) return null;
  const [instalment] = state.status === 'instalments' ? openInstalments(state) : [];
  return refuse('nothing-overdue', { on, due_on: instalment?.due_on ?? state.milestones.pay_by_on ?? '—' });
}

export const remind = defineCommand({
  move: 'remind',
  input: inputShapeOf('remind'),
  handle: (context, _state, input) => [
    { type: 'ReminderServed', payload: { on: input.on ?? context.today, to: 'reminded' } },
  ],
});

const ENFORCEMENT = { what: '申请强制执行', what_en: 'apply for enforcement' } as const;

/**
 * Applies to the court: not before the reminder's ten working days and the term for a suit, after a review its own, have run out,
 * and not after the window that opens then has closed.
 */
export const enforce = defineCommand({
  move: 'enforce',
  input: inputShapeOf('enforce'),
  hinders: (context, state) => refuseUnreminded(context, state) ?? refuseEarly(context, state, context.today),
  handle: (context, state, input) => {
    const on = input.on ?? context.today;
    const early = refuseEarly(context, state, on);
    if (early !== null) return early;
    const suit = suitTerm(context.clocks, state.milestones);
    const window = suit && termFrom(context.clocks, 'court-application', suit.due_on);
    if (window && on > window.due_on) return refuse('too-late', { ...ENFORCEMENT, on: window.due_on });
    return [{ type: 'EnforcementApplied', payload: { on, court: input.court, to: 'enforcement' } }];
  },
});

/** The court asks for the written reminder and for its receipt; neither can be made up for afterwards. */
function refuseUnreminded(context: MoveContext, state: CaseState): CommandRefusal | null {
  return servedReminder(context, state) === null ? refuse('reminder-unserved') : null;
}

/** The day on which the written reminder of the notice in force reached the debtor. */
function servedReminder({ papersOf }: MoveContext, state: CaseState): string | null {
  const reminder = findStanding(papersOf(state.case_id), 'reminder');
  const isOfNotice = (reminder?.seq ?? 0) > (currentNotice(state)?.seq ?? 0);
  return isOfNotice ? (reminder?.served?.effective_on ?? null) : null;
}

function refuseEarly(context: MoveContext, state: CaseState, on: string): CommandRefusal | null {
  const days = [state.milestones.reminded_on, servedReminder(context, state)];
  const reminded = days.flatMap((day) => (day === null ? [] : [termFrom(context.clocks, 'reminder', day)]));
  const ends = [...reminded, suitTerm(context.clocks, state.milestones)].map((term) => term?.due_on ?? '');
  const opens = ends.sort().at(-1) ?? '';
  return on <= opens ? refuse('too-early', { ...ENFORCEMENT, on: addCalendarDays(opens, 1).on }) : null;
}
