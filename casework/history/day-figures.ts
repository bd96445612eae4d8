import type { CaseState } from '../case-state.ts';
import { openInstalments } from '../clocks/due.ts';
import { isSubstantiated } from '../findings/rule-precision.ts';
import { countedFinding } from '../main-finding.ts';
import { addUpMoney } from '../money.ts';
import { MONEY_COLUMNS, type Money } from '../money-columns.ts';
import { partsOwed } from '../owed.ts';
import { isPastTerm, STATUS_TITLES } from '../states.ts';
import { type CaseAt, overpaidMonths } from './case-at.ts';
import type { Movement } from './movements.ts';

/** What is kept of a case at the end of a day, in the order in which it is kept: what figures ask for, and nothing else. */
export const DAY_FIGURES = [
  'person_id',
  'name',
  'township',
  'status',
  'status_title',
  'is_past_term',
  'origin',
  'outcome',
  'is_substantiated',
  'rule_id',
  'rule_title',
  'match_strength',
  'opened_on',
  'opened_seq',
  'decided_on',
  'approved_on',
  'settled_on',
  'overpaid_months',
  'proposed_fen',
  ...MONEY_COLUMNS,
] as const;

/** What stands behind them, each a list of lists in the order that is named here. */
export const DAY_LISTS = {
  // the money of the case with what waits for signatures, as the casebook has it
  money: MONEY_COLUMNS,
  // what moved on the very day
  movements: ['entry_id', 'kind', 'moved_on', 'amount_fen', 'is_reversal', 'bank_line_id'],
  notices: ['notice_number', 'issued_on', 'served_on'],
  instalments: ['due_on', 'amount_fen', 'uncovered_fen'],
  owed: ['step', 'stepped_on', 'amount_fen'],
} as const;

type Cell = string | number | boolean | null;

/** What is kept of a case, as one text; the movements are those of the day. */
export function tellDay(at: CaseAt, movements: readonly Movement[]): string {
  const figures = figuresOf(at);
  return JSON.stringify([
    ...DAY_FIGURES.map((name) => figures[name]),
    [MONEY_COLUMNS.map((name) => at.state.money[name])],
    movements.map(({ entry_id, kind, on, amount_fen, is_reversal, bank_line_id }) => [
      ...[entry_id, kind, on, amount_fen, is_reversal, bank_line_id],
    ]),
    noticesOf(at.state),
    instalmentsOf(at.state),
    partsOwed(at.state).map(({ step, on, amount_fen }) => [step, on, amount_fen]),
  ]);
}

function figuresOf({ state, ...days }: CaseAt): Record<(typeof DAY_FIGURES)[number], Cell> {
  const { person, origin, status, opened_on, opened_seq } = state;
  const counted = countedFinding(state);
  // what still waits for its signatures is nobody's debt: no figure calls it assessed
  const approved = state.amounts.filter((amount) => amount.status === 'approved');
  return {
    ...{ origin, status, opened_on, opened_seq },
    ...days,
    person_id: person.person_id,
    name: person.name,
    township: person.township ?? '未注明',
    status_title: STATUS_TITLES[status].zh,
    is_past_term: isPastTerm(status),
    outcome: outcomeOf(state),
    is_substantiated: isSubstantiated(state),
    rule_id: counted?.rule_id ?? 'none',
    rule_title: counted?.title ?? '未附疑点',
    match_strength: counted?.match_strength ?? null,
    overpaid_months: overpaidMonths({ ...state, amounts: approved }),
    proposed_fen: approved.length === 0 ? state.money.assessed_fen : 0,
    ...moneyOf(addUpMoney(state.money.claimed_fen, approved, state.entries)),
  };
}

/** A decision that was taken back is no outcome any more. */
function outcomeOf(state: CaseState): string {
  return state.status === 'revoked' ? 'revoked' : (state.decided?.outcome ?? 'open');
}

function moneyOf(money: Money): Money {
  return Object.fromEntries(MONEY_COLUMNS.map((name) => [name, money[name]])) as Money;
}

function noticesOf({ notices }: CaseState): Cell[][] {
  return notices
    .filter(({ is_void }) => !is_void)
    .map(({ notice_number, issued_on, served }) => [notice_number, issued_on, served?.effective_on ?? null]);
}

function instalmentsOf(state: CaseState): Cell[][] {
  const open = new Map(openInstalments(state).map(({ due_on, amount_fen }) => [due_on, amount_fen ?? 0]));
  return state.milestones.plan.map(({ due_on, amount_fen }) => [due_on, amount_fen, open.get(due_on) ?? 0]);
}
