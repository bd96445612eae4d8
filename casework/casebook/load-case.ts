import { readSubject, type StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { CaseEvent } from '../case-events.ts';
import type { CaseState } from '../case-state.ts';
import { foldCase } from '../fold.ts';

/** A case as its events add up; null where there is none of this id. */
export function loadCase(ledger: Ledger, caseId: string): CaseState | null {
  return foldCase(loadCaseEvents(ledger, caseId));
}

export function loadCaseEvents(ledger: Ledger, caseId: string): CaseEvent[] {
  return readSubject(ledger, 'case', caseId).map(toCaseEvent);
}

/** What the journal holds was written by this program and is sealed, so its shape is taken at its word. */
export function toCaseEvent(event: StoredEvent): CaseEvent {
  const { seq, at, actor, type, payload, subject_id } = event;
  return { seq, at, actor, case_id: subject_id, type, payload } as CaseEvent;
}
