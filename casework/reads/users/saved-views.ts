import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { rowsOf } from '../rows.ts';

/** A filter that somebody has given a name. `query` is what the address of the page says; no name or number in it. */
export interface SavedView {
  view_id: string;
  title: string;
  query: string;
  saved_at: string;
}

/** The views of one user, oldest first. */
export function listViews(ledger: Ledger, user: string): SavedView[] {
  return rowsOf(
    ledger,
    'select view_id, title, query, saved_at from saved_view where user_id = ? order by saved_at, title',
    user,
  );
}
