import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { rowsOf } from '../rows.ts';
import { townshipsOf, type Viewer } from '../scope.ts';

/** The places by which a viewer may narrow the queue: those they see, or all in which there is a case. */
export function listTownships(ledger: Ledger, viewer: Viewer): string[] {
  const visible = townshipsOf(viewer);
  if (visible !== 'all') return [...visible];
  return rowsOf<{ township: string }>(
    ledger,
    'select distinct township from case_queue where township is not null order by township',
  ).map(({ township }) => township);
}
