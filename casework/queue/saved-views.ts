import { randomUUID } from 'node:crypto';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { listViews, type SavedView } from '../reads/users/saved-views.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';

/** Saves a view of one's own; the same title again replaces what it stood for. */
export function saveView(
  ledger: Ledger,
  user: string,
  view: { title: string; query: string },
  at: string = new Date().toISOString(),
): SavedView {
  return inTransaction(ledger, () => {
    ledger
      .statement(
        `insert into saved_view (view_id, user_id, title, query, saved_at) values (?, ?, ?, ?, ?)
         on conflict (user_id, title) do update set query = excluded.query, saved_at = excluded.saved_at`,
      )
      .run(randomUUID(), user, view.title.trim(), view.query, at);
    const saved = listViews(ledger, user).find((one) => one.title === view.title.trim());
    if (saved === undefined) throw new Error('a view that was just saved is gone');
    return saved;
  });
}

/** Forgets a view of one's own; that of somebody else is not there. */
export function deleteView(ledger: Ledger, user: string, viewId: string): CommandRefusal | null {
  return inTransaction(ledger, () => {
    const { changes } = ledger
      .statement('delete from saved_view where view_id = ? and user_id = ?')
      .run(viewId, user);
    return changes === 0 ? refuse('unknown-view', {}) : null;
  });
}
