import { issueDocument } from '../../casework/documents/register.ts';
import { serveDocument } from '../../casework/documents/serve-document.ts';
import type { Office } from '../../casework/office.ts';
import { findKind } from '../../reports/notices/kinds.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';

/** Issues the written reminder of a case and records its service, as it has to be before the court is asked. */
export function remindInWriting(
  { ledger, office }: { ledger: Ledger; office: Office },
  { user, case_id, on, served_on = on }: { user: string; case_id: string; on: string; served_on?: string },
): void {
  const kind = findKind('reminder');
  const by = { user, via: 'test', case_id };
  const issued = issueDocument(ledger, office, {
    ...{ ...by, key: `reminder ${case_id}`, kind: { ...kind, series: String(kind.series) }, on },
  });
  if (!issued.ok) throw new Error(issued.refusal.en);
  const { document_number } = issued.document;
  const input = { on: served_on, servers: ['张经办', '李经办'], receiver: '李桂芬' };
  const refusal = serveDocument(ledger, office, { ...by, document_number, input });
  if (refusal !== null) throw new Error(refusal.en);
}
