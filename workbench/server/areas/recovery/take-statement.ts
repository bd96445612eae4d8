import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { importStatement, type ReceivedLine } from '../../../../casework/bank/import-statement.ts';
import type { RefusedLine } from '../../../../casework/bank/statement-table.ts';
import { sha256Hex } from '../../../../core/hash.ts';
import { runVerb } from '../../command-line.ts';
import type { Asking } from '../../desk.ts';
import { throwRefused } from '../../refused.ts';

/** Has a bank's file read by the command line, which knows every format, and takes its lines into the ledger. */
export async function takeStatement({ desk, user, via }: Asking, name: string, bytes: Uint8Array) {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'hedui-statement-'));
  const file = join(folder.path, basename(name));
  writeFileSync(file, bytes);
  const { lines, refused } = await runVerb<{ lines: ReceivedLine[]; refused: RefusedLine[] }>(
    desk.workspace.home,
    ['receipts', 'read', file],
  );
  const statement = { statement_id: sha256Hex(bytes), file: basename(name), lines };
  const outcome = importStatement(desk.ledger, desk.office, { user: user.user_id, via }, statement);
  if (!outcome.ok) throwRefused(outcome.refusal);
  const { ok: _ok, ...counts } = outcome;
  return { ...counts, refused };
}
