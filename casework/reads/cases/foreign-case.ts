import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { maySee, townshipsOf, type Viewer } from '../scope.ts';

/** The first of these cases whose people a viewer may not see; null where all may go to them. */
export function foreignCase(ledger: Ledger, viewer: Viewer, cases: Iterable<string>): string | null {
  if (townshipsOf(viewer) === 'all') return null;
  const find = ledger.statement('select township from case_state where case_id = ?');
  for (const caseId of cases) {
    const row = find.get(caseId);
    if (row !== undefined && !maySee(viewer, row.township === null ? null : String(row.township)))
      return caseId;
  }
  return null;
}
