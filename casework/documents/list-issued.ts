import type { Ledger } from '../../storage/ledger/ledger.ts';
import { loadCase } from '../casebook/load-case.ts';
import { issuedKind } from './notice-kind.ts';
import { listDocuments } from './register.ts';

/** A numbered paper of a case, the notice or one beside it. */
export interface NumberedDocument {
  kind: string;
  document_number: string;
  on: string;
  is_void: boolean;
  /** The record by which it was issued. */
  seq: number;
}

/** Every paper of a case that has a number, in the order they were issued. */
export function listIssued(ledger: Ledger, caseId: string): NumberedDocument[] {
  const state = loadCase(ledger, caseId);
  if (state === null) return [];
  const notices = state.notices.map((notice) => ({
    kind: issuedKind(notice, state),
    document_number: notice.notice_number,
    on: notice.issued_on,
    is_void: notice.is_void,
    seq: notice.seq,
  }));
  const beside = listDocuments(ledger, caseId).map(({ kind, document_number, on, is_void, seq }) => ({
    ...{ kind, document_number, on, is_void, seq },
  }));
  return [...notices, ...beside].sort((one, other) => one.seq - other.seq);
}
