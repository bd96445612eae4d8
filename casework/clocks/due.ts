import type { CaseState, Milestones } from '../case-state.ts';
import { isFinished, type Status } from '../states.ts';
import { type ClockName, type ClockParameter, clockInForce } from './parameters.ts';
import { type Term, termFrom } from './term.ts';

/** Something that falls due in a case. */
export interface DueDate {
  clock: ClockName | 'instalment';
  zh: string;
  en: string;
  due_on: string;
  is_certain: boolean;
  note: Term['note'];
  basis: string;
  amount_fen: number | null;
}

/** Terms of the debtor's own: they run out by themselves, and nothing in the office waits for them. */
export const DEBTORS_OWN: ReadonlySet<DueDate['clock'] | 'batch-reply'> = new Set([
  'reconsideration',
  'litigation',
  'suit-after-review',
] as const);

/** In which states a term still means anything to anybody. */
const WATCHED: Record<ClockName, readonly Status[]> = {
  hearing: ['investigating', 'substantiated'],
  'public-notice': ['served', 'part_repaid', 'instalments'],
  'pay-by': ['served', 'part_repaid'],
  reconsideration: ['served', 'part_repaid', 'instalments', 'overdue', 'reminded', 'repaid'],
  litigation: ['served', 'part_repaid', 'instalments', 'overdue', 'reminded', 'repaid'],
  'suit-after-review': ['served', 'part_repaid', 'instalments', 'overdue', 'reminded', 'repaid'],
  reminder: ['reminded'],
  'court-application': ['served', 'part_repaid', 'instalments', 'overdue', 'reminded'],
};

/** In all other states nothing falls due. */
export const STATES_WITH_TERMS: ReadonlySet<Status> = new Set([
  ...Object.values(WATCHED).flat(),
  'instalments',
]);

/** All terms that run in a case, by the days it has recorded. */
export function termsOf(parameters: readonly ClockParameter[], milestones: Milestones): Term[] {
  const terms: Term[] = [];
  const add = (clock: ClockName, startsOn: string | null): Term | null => {
    const term = startsOn === null ? null : termFrom(parameters, clock, startsOn);
    if (term !== null) terms.push(term);
    return term;
  };
  add('hearing', milestones.hearing_on);
  add('public-notice', milestones.published_on);
  const suit = suitTerm(parameters, milestones);
  // whoever has gone to a review has used that way
  if (milestones.review_received_on === undefined) add('reconsideration', milestones.served_on);
  if (suit !== null) terms.push(suit);
  const payBy = milestones.served_on === null ? null : termFrom(parameters, 'pay-by', milestones.served_on);
  // The day the notice named stands, even when the parameter changes later.
  if (payBy !== null) terms.push({ ...payBy, due_on: milestones.pay_by_on ?? payBy.due_on });
  add('reminder', milestones.reminded_on);
  add('court-application', suit?.due_on ?? null);
  return terms;
}

/**
 * Within which the debtor may still sue: counted from the service of the notice, and where a review left it as it was from
 * the day on which that reached them, whatever was left of the first term.
 */
export function suitTerm(parameters: readonly ClockParameter[], milestones: Milestones): Term | null {
  const { served_on, review_received_on } = milestones;
  if (review_received_on !== undefined) return termFrom(parameters, 'suit-after-review', review_received_on);
  return served_on === null ? null : termFrom(parameters, 'litigation', served_on);
}

/** What falls due in one case; dates that no longer matter in its state are left out. */
export function dueDates(
  parameters: readonly ClockParameter[],
  state: Pick<CaseState, 'status' | 'milestones' | 'money'>,
): DueDate[] {
  const due: DueDate[] = termsOf(parameters, state.milestones)
    .filter((term) => WATCHED[term.clock].includes(state.status))
    .map((term) => ({
      clock: term.clock,
      zh: term.parameter.title.zh,
      en: term.parameter.title.en,
      due_on: term.due_on,
      is_certain: term.is_certain,
      note: term.note,
      basis: term.parameter.basis,
      amount_fen: term.clock === 'pay-by' ? state.money.outstanding_fen : null,
    }));
  if (state.status === 'instalments') due.push(...openInstalments(state));
  return isFinished(state.status) && state.money.outstanding_fen <= 0
    ? due.filter(({ clock }) => DEBTORS_OWN.has(clock))
    : due;
}

/** The instalments that what has come in does not cover; money pays the earliest first. */
export function openInstalments(state: Pick<CaseState, 'milestones' | 'money'>): DueDate[] {
  const { plan } = state.milestones;
  let uncovered = state.money.outstanding_fen;
  const open: DueDate[] = [];
  for (const instalment of plan.toReversed()) {
    if (uncovered <= 0) break;
    const amount = Math.min(uncovered, instalment.amount_fen);
    uncovered -= amount;
    open.unshift({
      clock: 'instalment',
      zh: '分期还款',
      en: 'instalment',
      due_on: instalment.due_on,
      is_certain: true,
      note: null,
      basis: '还款协议',
      amount_fen: amount,
    });
  }
  return open;
}

/** Once a case is overdue, the day that was missed is still the one that everybody asks for. */
export function missedTerm(
  parameters: readonly ClockParameter[],
  { status, milestones: { pay_by_on, served_on } }: Pick<CaseState, 'status' | 'milestones'>,
): DueDate[] {
  if (status !== 'overdue' || pay_by_on === null) return [];
  const parameter = clockInForce(parameters, 'pay-by', served_on ?? pay_by_on);
  if (parameter === null) return [];
  const { title, basis } = parameter;
  return [
    { clock: 'pay-by', ...title, basis, due_on: pay_by_on, is_certain: true, note: null, amount_fen: null },
  ];
}

/** Why a case is overdue on a day; null while everything due has come in. */
export function overdueBecause(
  state: Pick<CaseState, 'milestones' | 'money' | 'status'>,
  on: string,
): string | null {
  if (state.money.outstanding_fen <= 0) return null;
  if (state.status === 'instalments') {
    const missed = openInstalments(state).find((instalment) => instalment.due_on < on);
    return missed === undefined ? null : `分期 ${missed.due_on}`;
  }
  const payBy = state.milestones.pay_by_on;
  return payBy !== null && payBy < on ? `缴款期限 ${payBy}` : null;
}
