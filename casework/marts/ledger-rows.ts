import { monthOf } from '../../core/month.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { CaseState } from '../case-state.ts';
import { openInstalments } from '../clocks/due.ts';
import { isSubstantiated } from '../findings/rule-precision.ts';
import { type CaseAt, caseOverTime, overpaidMonths } from '../history/case-at.ts';
import type { DatedEvent } from '../history/date-events.ts';
import { movementsOf } from '../history/movements.ts';
import { readHistory } from '../history/read-history.ts';
import { batchesAt } from '../history/sources.ts';
import { countedFinding } from '../main-finding.ts';
import { addUpMoney } from '../money.ts';
import { MONEY_COLUMNS, type Money } from '../money-columns.ts';
import { owedStill } from '../owed.ts';
import { listCaseMoney, type OpenedCase } from '../reads/casebook.ts';
import { listMatchedLines } from '../reads/statement-lines.ts';
import { isPastTerm, STATUS_TITLES } from '../states.ts';
import { listExplanations } from '../tie-out/explanations.ts';
import { dayBefore, type Period, periodBefore, periodTitle, yearBefore } from './period.ts';
import { addSources } from './source-rows.ts';
import { emptyRows, type LedgerRow, type LedgerRows } from './tables.ts';

const COMPARED_PERIODS = ['this', 'before', 'year_before'] as const;

/** Reads from the ledger everything the marts are made of. */
export function ledgerRows(
  ledger: Ledger,
  period: Period,
  sourceTitles: ReadonlyMap<string, string>,
): LedgerRows {
  const periods = { this: period, before: periodBefore(period), year_before: yearBefore(period) };
  const history = readHistory(ledger);
  const rows = emptyRows();
  for (const name of COMPARED_PERIODS) rows.period.push(periodRow(name, periods[name]));
  const opened: OpenedCase[] = [];
  for (const [caseId, dated] of history) {
    const at = caseOverTime(dated);
    for (const name of COMPARED_PERIODS) {
      const { from, to } = periods[name];
      addCase(rows, name, 'opening', at(dayBefore(from)));
      addCase(rows, name, 'closing', at(to));
    }
    addMovements(rows, caseId, dated, at(period.to));
    addPaper(rows, at(period.to));
    addOwed(rows, at(period.to));
    opened.push(...openedCase(at(period.to)));
    const now = at('9999-12-31');
    if (now !== null) rows.case_now.push({ case_id: caseId, ...moneyOf(now.state.money) });
  }
  addCasebook(rows, ledger);
  addSources(rows, batchesAt(ledger, period.to), opened);
  rows.tie_out_explained.push(...listExplanations(ledger));
  for (const [source, title] of sourceTitles) rows.source_title.push({ source, title });
  return rows;
}

function periodRow(name: string, period: Period): LedgerRow<'period'> {
  const { from, to } = period;
  return {
    period: name,
    title: periodTitle(period),
    from_on: from,
    to_on: to,
    from_month: monthOf(from),
    to_month: monthOf(to),
  };
}

function addCase(rows: LedgerRows, period: string, edge: string, at: CaseAt | null): void {
  if (at === null) return;
  const { state, decided_on, approved_on, settled_on } = at;
  const counted = countedFinding(state);
  // what still waits for its signatures is nobody's debt: no figure calls it assessed
  const approved = state.amounts.filter(({ status }) => status === 'approved');
  rows.case_at.push({
    period,
    edge,
    case_id: state.case_id,
    person_id: state.person.person_id,
    name: state.person.name,
    township: state.person.township ?? '未注明',
    status: state.status,
    status_title: STATUS_TITLES[state.status].zh,
    is_past_term: isPastTerm(state.status),
    origin: state.origin,
    outcome: outcomeOf(state),
    is_substantiated: isSubstantiated(state),
    rule_id: counted?.rule_id ?? 'none',
    rule_title: counted?.title ?? '未附疑点',
    match_strength: counted?.match_strength ?? null,
    opened_on: state.opened_on,
    decided_on,
    approved_on,
    settled_on,
    overpaid_months: overpaidMonths({ ...state, amounts: approved }),
    proposed_fen: approved.length === 0 ? state.money.assessed_fen : 0,
    ...moneyOf(addUpMoney(state.money.claimed_fen, approved, state.entries)),
  });
}

/** A decision that was taken back is no outcome any more. */
function outcomeOf(state: CaseState): string {
  return state.status === 'revoked' ? 'revoked' : (state.decided?.outcome ?? 'open');
}

function addMovements(
  rows: LedgerRows,
  case_id: string,
  dated: readonly DatedEvent[],
  at: CaseAt | null,
): void {
  // the person as the case names them at the end of the period, or the same somebody would be counted as two
  const person_id = at?.state.person.person_id ?? null;
  for (const movement of movementsOf(dated)) {
    const { entry_id, kind, on, amount_fen, is_reversal, bank_line_id } = movement;
    const month = monthOf(on);
    rows.movement.push({
      case_id,
      person_id,
      entry_id,
      kind,
      moved_on: on,
      month,
      amount_fen,
      is_reversal,
      bank_line_id,
    });
  }
}

function addPaper(rows: LedgerRows, at: CaseAt | null): void {
  if (at === null) return;
  const { state } = at;
  const { case_id, person } = state;
  for (const { notice_number, issued_on, served, is_void } of state.notices) {
    if (is_void) continue;
    const served_on = served?.effective_on ?? null;
    rows.notice.push({ case_id, person_id: person.person_id, notice_number, issued_on, served_on });
  }
  const open = new Map(openInstalments(state).map(({ due_on, amount_fen }) => [due_on, amount_fen ?? 0]));
  for (const { due_on, amount_fen } of state.milestones.plan) {
    const uncovered_fen = open.get(due_on) ?? 0;
    rows.instalment.push({ case_id, person_id: person.person_id, due_on, amount_fen, uncovered_fen });
  }
}

/** What is owed to a person at the end of the period: each part of it at the one step that it has come to. */
function addOwed(rows: LedgerRows, at: CaseAt | null): void {
  if (at === null) return;
  const { state } = at;
  const of = { case_id: state.case_id, person_id: state.person.person_id };
  const add = (step: string, stepped_on: string | null, amount_fen: number) =>
    rows.owed_to_person.push({ ...of, step, stepped_on, amount_fen });
  if (owedStill(state) > 0) add('found', null, owedStill(state));
  for (const { amount_fen, signed_on, paid, acknowledged } of state.back_payments) {
    if (acknowledged !== null) add('acknowledged', acknowledged.on, amount_fen);
    else if (paid !== null) add('paid', paid.on, amount_fen);
    else add('signed', signed_on, amount_fen);
  }
}

function addCasebook(rows: LedgerRows, ledger: Ledger): void {
  rows.casebook.push(...listCaseMoney(ledger));
  rows.bank_line.push(...listMatchedLines(ledger));
}

/** A case that is open at the end of the period, with where it came from. */
function openedCase(at: CaseAt | null): OpenedCase[] {
  if (at === null) return [];
  const { case_id, person, origin, opened_on, opened_seq } = at.state;
  return [{ case_id, person_id: person.person_id, origin, opened_on, opened_seq }];
}

function moneyOf(money: CaseState['money']): Money {
  return Object.fromEntries(MONEY_COLUMNS.map((name) => [name, money[name]])) as unknown as Money;
}
