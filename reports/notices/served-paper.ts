import { loadCaseEvents } from '../../casework/casebook/load-case.ts';
import { addresseeOf } from '../../casework/documents/addressee.ts';
import { listIssued } from '../../casework/documents/list-issued.ts';
import { listDocuments } from '../../casework/documents/register.ts';
import { refuse, throwRefusal } from '../../casework/refusals.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { findKind } from './kinds.ts';
import type { ServedPaper } from './notice-parts.ts';

/** The paper beside the notice that a receipt of service is to be made for. */
export function servedPaper(ledger: Ledger, caseId: string, number: string): ServedPaper | undefined {
  const document = listDocuments(ledger, caseId).find((one) => one.document_number === number);
  if (document !== undefined) {
    const { kind, document_number, served } = document;
    const addressee = addresseeOf(loadCaseEvents(ledger, caseId), document);
    return { kind, title: findKind(kind).title, number: document_number, served, addressee };
  }
  const isNotice = listIssued(ledger, caseId).some((one) => one.document_number === number);
  if (!isNotice) throwRefusal(refuse('unknown-document', { number }));
  return undefined;
}
