import { appendEvents } from '../storage/ledger/journal.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import { inTransaction } from '../storage/ledger/transaction.ts';
import type { Office } from './office.ts';

/** A look at personal data, or a copy of it that leaves the ledger. */
export interface Access {
  user: string;
  via: string;
  kind: 'CaseRead' | 'ListRead' | 'NumberUnmasked' | 'DataExported' | 'AuditRead';
  /** The case, or the name of the list or export. */
  subject: string;
  /** Filter, format, number of rows, reason … never the data itself. */
  detail: Readonly<Record<string, string | number | boolean | null>>;
}

/** Enters an access into the audit chain before the data is shown. */
export function recordAccess(ledger: Ledger, office: Office, access: Access): void {
  inTransaction(ledger, () =>
    appendEvents(ledger, { actor: access.user, on_behalf_of: null, via: access.via, at: office.now() }, [
      { stream: 'access', subject_id: access.subject, type: access.kind, payload: access.detail },
    ]),
  );
}
