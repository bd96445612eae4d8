import { DEBT_VIEWS, type DebtView } from '../../../core/words/views.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { Milestones } from '../../case-state.ts';
import { type DueDate, dueDates } from '../../clocks/due.ts';
import type { ClockParameter } from '../../clocks/parameters.ts';
import { MONEY_COLUMNS, type Money } from '../../money-columns.ts';
import { PAST_TERM, type Status } from '../../states.ts';
import { allOf, beginning, literals, type QueryCondition, whereGiven } from '../conditions.ts';
import { keptFirst, keptRows } from '../kept-rows.ts';
import { type Viewer, within } from '../scope.ts';
import { IS_APPROVED } from './approved.ts';

/** What waits for its signatures is nobody's debt. */
const OWED = `assessed_fen > 0 and ${IS_APPROVED}`;

/** Parts of the recovery ledger, each a condition on the casebook; a case can stand in several. */
const VIEWS: Readonly<Record<DebtView, string>> = {
  all: OWED,
  open: `outstanding_fen > 0 and ${OWED}`,
  instalments: "status = 'instalments'",
  offsetting: `offset_fen > 0 and outstanding_fen > 0 and ${IS_APPROVED}`,
  overdue: `status in (${literals(PAST_TERM)})`,
  'refund-due': 'refund_due_fen > 0',
  settled: `outstanding_fen = 0 and ${OWED}`,
};

export interface DebtFilter {
  view: DebtView;
  township?: string | undefined;
  status?: Status | undefined;
  /** Beginning of the debtor's or the beneficiary's name, or a whole case or notice number. */
  text?: string | undefined;
}

/** A case in the recovery ledger: who owes what, what came of it, and what falls due next. */
export interface Debt extends Money {
  case_id: string;
  name: string;
  debtor_name: string;
  township: string | null;
  status: Status;
  milestones: Milestones;
  notice_number: string | null;
  next: Pick<DueDate, 'due_on' | 'amount_fen' | 'clock'> | null;
  /** Instalments paid for and agreed; null where none were agreed. */
  instalments: { paid: number; agreed: number } | null;
}

export type DebtTotals = Money & { cases: number };

/** One page of the debts a user may see, by case number, newest first, with the totals of all pages. */
export function listDebts(
  ledger: Ledger,
  clocks: readonly ClockParameter[],
  viewer: Viewer,
  filter: DebtFilter,
  page: { limit: number; offset: number },
): { debts: Debt[]; totals: DebtTotals } {
  const { where, values } = condition(viewer, filter);
  const debts = keptRows<Record<string, unknown>>(
    ledger,
    `select * from case_state where ${where} order by case_number desc limit ? offset ?`,
    ...values,
    page.limit,
    page.offset,
  ).map((row) => toDebt(row, clocks));
  const sums = MONEY_COLUMNS.map((name) => `coalesce(sum(${name}), 0) as ${name}`).join(', ');
  const totals = keptFirst<DebtTotals>(
    ledger,
    `select count(*) as cases, ${sums} from case_state where ${where}`,
    ...values,
  );
  if (totals === null) throw new Error('a sum over all rows has one row');
  return { debts, totals };
}

/** How many cases stand in each part of the ledger. */
export function countDebts(
  ledger: Ledger,
  viewer: Viewer,
  filter: Omit<DebtFilter, 'view'>,
): Record<DebtView, number> {
  const { where, values } = condition(viewer, filter);
  const counts = DEBT_VIEWS.map((view) => `count(*) filter (where ${VIEWS[view]}) as "${view}"`).join(', ');
  const counted = keptFirst<Record<DebtView, number>>(
    ledger,
    `select ${counts} from case_state where ${where}`,
    ...values,
  );
  if (counted === null) throw new Error('a count over all rows has one row');
  return counted;
}

function condition(viewer: Viewer, filter: Partial<DebtFilter>): QueryCondition {
  return allOf(
    { where: VIEWS[filter.view ?? 'all'], values: [] },
    within(viewer),
    whereGiven('township = ?', filter.township),
    whereGiven('status = ?', filter.status),
    filter.text === undefined || filter.text === '' ? null : named(filter.text),
  );
}

function named(text: string): QueryCondition {
  return {
    where:
      '((debtor_name >= ? and debtor_name < ?) or (name >= ? and name < ?) or case_id = ? or notice_number = ?)',
    values: [...beginning(text), ...beginning(text), text, text],
  };
}

function toDebt(row: Record<string, unknown>, clocks: readonly ClockParameter[]): Debt {
  const milestones = JSON.parse(String(row.milestones)) as Milestones;
  const money = Object.fromEntries(
    MONEY_COLUMNS.map((name) => [name, Number(row[name])]),
  ) as unknown as Money;
  const status = row.status as Status;
  const [next] = dueDates(clocks, { status, milestones, money })
    .filter(({ clock }) => clock === 'pay-by' || clock === 'instalment')
    .sort((one, other) => (one.due_on < other.due_on ? -1 : 1));
  return {
    ...money,
    case_id: String(row.case_id),
    name: String(row.name),
    debtor_name: String(row.debtor_name),
    township: row.township === null ? null : String(row.township),
    status,
    milestones,
    notice_number: row.notice_number === null ? null : String(row.notice_number),
    next: next === undefined ? null : { due_on: next.due_on, amount_fen: next.amount_fen, clock: next.clock },
    instalments: instalmentsOf(milestones, money),
  };
}

/** Money pays the earliest instalment first; one is paid when all of it is covered. */
function instalmentsOf({ plan }: Milestones, money: Money): Debt['instalments'] {
  if (plan.length === 0) return null;
  let uncovered = Math.max(0, money.outstanding_fen);
  let open = 0;
  for (const instalment of plan.toReversed()) {
    if (uncovered <= 0) break;
    uncovered -= instalment.amount_fen;
    open += 1;
  }
  return { paid: plan.length - open, agreed: plan.length };
}
