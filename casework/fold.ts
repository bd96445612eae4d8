import { claimOf } from '../core/claim.ts';
import type { CaseEvent } from './case-events.ts';
import { type CaseState, NO_MILESTONES } from './case-state.ts';
import { BACK_PAYMENT_FOLDS } from './fold/back-payments.ts';
import { DECISION_FOLDS } from './fold/decision.ts';
import { FINDING_FOLDS } from './fold/finding.ts';
import type { FoldTable } from './fold/fold-table.ts';
import { RECOVERY_FOLDS } from './fold/recovery.ts';
import { liveFindings } from './main-finding.ts';
import { addUpMoney } from './money.ts';

const FOLDS = {
  ...FINDING_FOLDS,
  ...DECISION_FOLDS,
  ...RECOVERY_FOLDS,
  ...BACK_PAYMENT_FOLDS,
} satisfies FoldTable;

/**
 * What the events of a case add up to. Reads no clock, no file and no chance: the same events give the
 * same state on every machine and in every year.
 */
export function foldCase(events: readonly CaseEvent[]): CaseState | null {
  let state: CaseState | null = null;
  for (const event of events) state = applyEvent(state, event);
  return state;
}

export function applyEvent(state: CaseState | null, event: CaseEvent): CaseState {
  if (state === null) return openCase(event);
  // the compiler knows that each fold is given its own event; a ledger of a later version may hold others
  const folds: Readonly<Record<string, ((state: CaseState, event: never) => CaseState) | undefined>> = FOLDS;
  const fold = folds[event.type];
  if (fold === undefined) throw new Error(`a case cannot fold ${event.type} (record ${event.seq})`);
  return withMoney({ ...fold(state, event as never), last_seq: event.seq });
}

function openCase(event: CaseEvent): CaseState {
  if (event.type !== 'CaseOpened') throw new Error(`a case begins with CaseOpened, not ${event.type}`);
  const { person, origin, case_number, opened_on } = event.payload;
  return {
    case_id: event.case_id,
    case_number,
    origin,
    opened_on,
    opened_seq: event.seq,
    status: 'new',
    status_before: null,
    person,
    debtor: {
      name: person.name,
      relation: 'self',
      resident_id: person.resident_id,
      address: null,
      evidence: null,
    },
    debtor_seq: 0,
    is_other_heard: false,
    approved_debtor: null,
    former_debtors: [],
    namings: [],
    assignee: null,
    locked_until: null,
    held_since: null,
    is_priority: false,
    findings: {},
    flags: [],
    decided: null,
    amounts: [],
    documents: [],
    statements: [],
    notices: [],
    entries: [],
    back_payments: [],
    refunds: [],
    milestones: NO_MILESTONES,
    notes: [],
    files: [],
    money: addUpMoney(0, [], []),
    last_seq: event.seq,
  };
}

function withMoney(state: CaseState): CaseState {
  const claimed = claimOf(liveFindings(state)).amount_fen;
  const money = addUpMoney(claimed, state.amounts, state.entries);
  return { ...state, money };
}
