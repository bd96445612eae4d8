import { sha256Hex } from '../../core/hash.ts';
import { loadReceipts } from '../../reading/receiving/receipt.ts';
import { readFirstSheet } from '../../reading/sheet-rows.ts';
import { readKeptBytes } from '../../storage/at-rest/kept-bytes.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { businessDay } from '../business-day.ts';
import type { Office } from '../office.ts';
import { loadUser } from '../reads/users/users.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { refuseRole } from '../refuse-role.ts';
import { hasRole } from '../roles.ts';
import { readItemTable } from './item-table.ts';
import { receiveBatch } from './receive-batch.ts';

/** A list that came from above, as somebody registers it. */
export interface ListToRegister {
  user: string;
  via: string;
  /** Where the file lies, and what it was called when it came. */
  path: string;
  file: string;
  batch_id: string;
  title: string;
  sender: string;
  /** Where it is not said: the day its file came in, or today where it never lay in the inbox. */
  received_on: string | null;
  reply_due_on: string | null;
}

/** Registers a received list as a batch, item by item in the sender's order; answers with how many there are. */
export async function registerList(
  ledger: Ledger,
  office: Office,
  { user: userId, via, path, received_on, ...list }: ListToRegister,
): Promise<{ ok: true; items: number } | { ok: false; refusal: CommandRefusal }> {
  const user = loadUser(ledger, userId);
  if (user === null) return { ok: false, refusal: refuse('unknown-user', { user: userId }) };
  if (!hasRole(user, 'supervisor')) {
    const move = { zh: '登记批次', en: 'receive a batch' };
    return { ok: false, refusal: refuseRole(move, ['supervisor']) };
  }
  const items = readItemTable((await readFirstSheet(path)).rows);
  if (items.length === 0) return { ok: false, refusal: refuse('list-without-people', { file: list.file }) };
  const at = office.now();
  // of what was received, which may lie sealed
  const bytes = readKeptBytes(path);
  if (bytes === null)
    throw new Error(`${list.file} was read and is sealed under a key that does not open it`);
  const file_hash = sha256Hex(bytes);
  const author = { actor: user.user_id, on_behalf_of: null, via, at };
  const refusal = receiveBatch(ledger, office, author, {
    ...list,
    received_on: received_on ?? businessDay(receivedAt(office, file_hash) ?? at),
    file_hash,
    items,
  });
  return refusal === null ? { ok: true, items: items.length } : { ok: false, refusal };
}

function receivedAt({ home }: Office, hash: string): string | null {
  return (
    loadReceipts(workspaceAt(home).received).find((receipt) => receipt.hash === hash)?.received_at ?? null
  );
}
