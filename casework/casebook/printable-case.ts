import { claimOf } from '../../core/claim.ts';
import { maskResidentId } from '../../core/mask.ts';
import { nextStep } from '../approval.ts';
import type { CaseEvent } from '../case-events.ts';
import type { CaseState } from '../case-state.ts';
import { pendingDocument } from '../case-state.ts';
import { type DueDate, dueDates } from '../clocks/due.ts';
import type { ClockParameter } from '../clocks/parameters.ts';
import { liveFindings } from '../main-finding.ts';
import { statusOn } from '../states.ts';
import type { Transition } from '../transitions.ts';

/** A case as a door shows it: numbers of people masked unless somebody asked for them with a reason. */
export function printableCase(
  state: CaseState,
  events: readonly CaseEvent[],
  clocks: readonly ClockParameter[],
  options: { unmask: boolean; moves: readonly Transition[]; today: string },
) {
  const number = (id: string | null) => (options.unmask || id === null ? id : maskResidentId(id));
  const pending = pendingDocument(state);
  const due: DueDate[] = dueDates(clocks, state);
  return {
    case_id: state.case_id,
    status: state.status,
    status_title: statusOn(state.status, state.milestones, options.today),
    origin: state.origin,
    opened_on: state.opened_on,
    assignee: state.assignee,
    locked_until: state.locked_until,
    is_priority: state.is_priority,
    person: { ...state.person, resident_id: number(state.person.resident_id) },
    debtor: { ...state.debtor, resident_id: number(state.debtor.resident_id) },
    money: state.money,
    claim: claimOf(liveFindings(state)).lines,
    findings: Object.values(state.findings).map((held) => ({
      ...held,
      finding: { ...held.finding, resident_id: number(held.finding.resident_id) },
    })),
    flags: state.flags,
    last_seq: state.last_seq,
    decided: state.decided,
    amounts: state.amounts,
    documents: state.documents,
    awaiting:
      pending === null ? null : { document_id: pending.document_id, step: nextStep(pending)?.step ?? null },
    notices: state.notices,
    entries: state.entries,
    milestones: state.milestones,
    due,
    notes: state.notes,
    files: state.files,
    legal_moves: options.moves.map(({ move, zh, en }) => ({ move, zh, en })),
    history: events.map(({ seq, at, actor, type }) => ({ seq, at, actor, type })),
  };
}
