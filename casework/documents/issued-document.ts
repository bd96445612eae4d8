import type { ServiceMethod } from '../../core/words/case.ts';
import type { StoredEvent } from '../../storage/ledger/journal.ts';
import type { ServiceRecord } from '../case-events.ts';

/** A paper beside the recovery notice that carries a number: a reminder, a referral, a certificate. */
export interface IssuedDocument {
  kind: string;
  document_number: string;
  on: string;
  /** The number of the earlier paper of this kind in whose place it stands; absent in older records. */
  replaces?: string | null;
  /** The entry it is about; null or absent where it is about the whole case. */
  about?: string | null;
  /** The cases that it is about together, the one that keeps its number first; absent of one case alone. */
  joint?: readonly string[];
  is_void: boolean;
  /** The record by which it was issued. */
  seq: number;
  /** How it reached its reader; null until somebody has recorded it. */
  served: DocumentService | null;
}

/** How a paper beside the notice reached its reader: the same that the receipt of a notice says. */
export interface DocumentService {
  on: string;
  effective_on: string;
  method: ServiceMethod;
  /** Empty where nobody has signed or nobody was named. */
  receiver: string;
  record: ServiceRecord;
}

/** The paper of a kind that stands: the last one that was not made void. */
export function findStanding(
  documents: readonly IssuedDocument[],
  kind: string,
  about: string | null = null,
): IssuedDocument | null {
  const isIt = (one: IssuedDocument) => one.kind === kind && (one.about ?? null) === about;
  return documents.findLast((one) => isIt(one) && !one.is_void) ?? null;
}

/** The numbered papers beside the notice of a case after one more event of the stream `document`. */
export function foldDocuments(
  documents: readonly IssuedDocument[],
  { type, payload, seq }: StoredEvent,
): readonly IssuedDocument[] {
  if (type === 'DocumentIssued') {
    const issued = payload as Omit<IssuedDocument, 'is_void' | 'seq' | 'served'>;
    return [...documents, { ...issued, is_void: false, seq, served: null }];
  }
  if (type !== 'DocumentServed' && type !== 'DocumentVoided') return documents;
  const { document_number, ...said } = payload as DocumentService & { document_number: string };
  const change = type === 'DocumentVoided' ? { is_void: true } : { served: said };
  return documents.map((one) => (one.document_number === document_number ? { ...one, ...change } : one));
}
