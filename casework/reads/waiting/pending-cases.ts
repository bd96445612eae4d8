import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { CaseEvent } from '../../case-events.ts';
import { type CaseDocument, type CaseState, pendingDocument } from '../../case-state.ts';
import { loadCaseEvents } from '../../casebook/load-case.ts';
import { foldCase } from '../../fold.ts';
import type { User } from '../../roles.ts';
import { keptRows } from '../kept-rows.ts';
import { townshipsOf, within } from '../scope.ts';

/** A document that waits, with the case it stands in. */
export interface PendingCase {
  state: CaseState;
  document: CaseDocument;
  /** When the signature before was given, or the document made. */
  waiting_since: string;
}

/** What was folded last, by case; a case is read again only when it has gone on. */
const shelves = new WeakMap<Ledger, Map<string, PendingCase>>();

/** Every document that waits for a signature within a user's townships. */
export function pendingCases(ledger: Ledger, user: User): PendingCase[] {
  const { where, values } = within(user);
  const rows = keptRows<{ case_id: string }>(
    ledger,
    `select case_id from case_state where pending_document is not null and ${where}`,
    ...values,
  );
  const shelf = shelves.get(ledger) ?? new Map<string, PendingCase>();
  shelves.set(ledger, shelf);
  const lastSeq = ledger.statement('select last_seq from case_state where case_id = ?');
  const present = rows.flatMap((row): PendingCase[] => {
    const caseId = row.case_id;
    const known = shelf.get(caseId);
    if (known !== undefined && known.state.last_seq === lastSeq.get(caseId)?.last_seq) return [known];
    const read = readPending(ledger, caseId);
    if (read === null) return [];
    shelf.set(caseId, read);
    return [read];
  });
  if (townshipsOf(user) === 'all') forget(shelf, present);
  return present;
}

function forget(shelf: Map<string, PendingCase>, present: readonly PendingCase[]): void {
  if (shelf.size === present.length) return;
  const waiting = new Set(present.map(({ state }) => state.case_id));
  for (const caseId of shelf.keys()) if (!waiting.has(caseId)) shelf.delete(caseId);
}

function readPending(ledger: Ledger, caseId: string): PendingCase | null {
  const events = loadCaseEvents(ledger, caseId);
  const state = foldCase(events);
  const document = state === null ? null : pendingDocument(state);
  if (state === null || document === null) return null;
  return { state, document, waiting_since: lastTouch(events, document.document_id)?.at ?? '' };
}

/** The event that made the document or signed it last. */
export function lastTouch(events: readonly CaseEvent[], documentId: string): CaseEvent | undefined {
  return events.findLast(
    (event) =>
      (event.type === 'DocumentProposed' && event.payload.document.document_id === documentId) ||
      (event.type === 'StepApproved' && event.payload.document_id === documentId),
  );
}
