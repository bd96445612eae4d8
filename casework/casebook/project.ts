import type { Ledger } from '../../storage/ledger/ledger.ts';
import { changeRow, type LedgerCell, upsertRow } from '../../storage/ledger/upsert-row.ts';
import { type CaseFinding, type CaseState, currentNotice, pendingDocument } from '../case-state.ts';
import { queueRows } from '../queue/queue-row.ts';
import { isFinished } from '../states.ts';

/** The row a case has in the casebook: what lists, filters and totals need, and nothing the events do not say. */
export function caseRow(state: CaseState): Record<string, LedgerCell> {
  const live = Object.values(state.findings).filter((held) => !held.is_withdrawn);
  return {
    case_id: state.case_id,
    case_number: state.case_number,
    person_id: state.person.person_id,
    resident_id: state.person.resident_id,
    name: state.person.name,
    township: state.person.township,
    village: state.person.village,
    status: state.status,
    is_finished: Number(isFinished(state.status)),
    origin: state.origin,
    assignee: state.assignee,
    debtor_name: state.debtor.name,
    notice_number: currentNotice(state)?.notice_number ?? null,
    opened_on: state.opened_on,
    opened_seq: state.opened_seq,
    rules: JSON.stringify([...new Set(live.map((held) => held.finding.rule_id))].sort()),
    flags: JSON.stringify([...new Set(state.flags.map((flag) => flag.code))]),
    needs_attention: Number(state.flags.length > 0),
    pending_document: pendingDocument(state)?.kind ?? null,
    milestones: JSON.stringify(state.milestones),
    ...state.money,
    last_seq: state.last_seq,
  };
}

/** The row of one finding of a case. */
export function findingRow(state: CaseState, held: CaseFinding): Record<string, LedgerCell> {
  const { finding } = held;
  return {
    finding_key: finding.finding_key,
    case_id: state.case_id,
    rule_id: finding.rule_id,
    person_id: finding.person_id,
    occurrence_key: finding.occurrence_key,
    is_withdrawn: Number(held.is_withdrawn),
    is_held_back: Number(isHeldBack(held)),
    direction: finding.direction,
    amount_fen: finding.amount_fen,
    match_strength: finding.match_strength,
    evidence_hash: finding.evidence_hash,
  };
}

/** A finding that would be shown again, had nobody cleared exactly this evidence. */
export function isHeldBack(held: CaseFinding): boolean {
  return !held.is_withdrawn && held.cleared_hash === held.finding.evidence_hash;
}

/** Brings the casebook's rows of one case to what its events add up to; what `before` had the same is left alone. */
export function projectCase(ledger: Ledger, state: CaseState, before?: CaseState): void {
  if (before === undefined) upsertRow(ledger, 'case_state', 'case_id', caseRow(state));
  else changeRow(ledger, 'case_state', 'case_id', caseRow(state), caseRow(before));
  projectQueue(ledger, state);
  if (before?.entries !== state.entries) projectUnconfirmed(ledger, state);
  if (before?.findings === state.findings) return;
  for (const [findingKey, held] of Object.entries(state.findings)) {
    const was = before?.findings[findingKey];
    if (before === undefined || was === undefined)
      upsertRow(ledger, 'finding_state', 'finding_key', findingRow(state, held));
    else changeRow(ledger, 'finding_state', 'finding_key', findingRow(state, held), findingRow(before, was));
  }
}

/** The receipts of a case that count and that no second person has confirmed yet. */
export function unconfirmedRows(state: CaseState): Record<string, LedgerCell>[] {
  return state.entries
    .filter((entry) => entry.kind === 'receipt' && !entry.is_reversed && entry.confirmed_by === null)
    .map(({ entry_id, seq, amount_fen, on, channel, payer, bank_line_id, note, recorded_by }) => ({
      entry_id,
      case_id: state.case_id,
      seq,
      amount_fen,
      received_on: on,
      channel,
      payer,
      bank_line_id,
      note,
      recorded_by,
    }));
}

function projectUnconfirmed(ledger: Ledger, state: CaseState): void {
  ledger.statement('delete from unconfirmed_receipt where case_id = ?').run(state.case_id);
  for (const row of unconfirmedRows(state)) upsertRow(ledger, 'unconfirmed_receipt', 'entry_id', row);
}

/** Brings the queue's rows of one case to what its events add up to. */
function projectQueue(ledger: Ledger, state: CaseState): void {
  const { queue, label } = queueRows(state);
  upsertRow(ledger, 'case_queue', 'case_id', queue);
  upsertRow(ledger, 'queue_label', 'case_id', label);
}
