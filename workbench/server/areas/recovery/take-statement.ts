import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { importStatement } from '../../../../casework/bank/import-statement.ts';
import { aside } from '../../aside.ts';
import type { Asking } from '../../desk.ts';
import { throwRefused } from '../../refused.ts';

/** Reads a bank's file, in whatever format it comes, and takes its lines into the ledger. */
export async function takeBankStatement({ desk, user, via }: Asking, name: string, bytes: Uint8Array) {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'hedui-statement-'));
  const file = join(folder.path, basename(name));
  writeFileSync(file, bytes);
  const { received, refused: unread } = await aside('readStatement', file);
  const outcome = importStatement(desk.ledger, desk.office, { user: user.user_id, via }, received);
  if (!outcome.ok) throwRefused(outcome.refusal);
  const { ok: _ok, refused: unfit, ...counts } = outcome;
  return { ...counts, refused: [...unread, ...unfit] };
}
