import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { sha256Hex } from '../../core/hash.ts';
import { readFirstSheet } from '../../reading/sheet-rows.ts';
import type { ReceivedStatement, RefusedLine } from './import-statement.ts';
import { readStatementTable } from './statement-table.ts';

/** A bank's file as it is understood, in whatever format it came; takes nothing in. */
export async function readStatement(
  path: string,
): Promise<{ received: ReceivedStatement; refused: RefusedLine[] }> {
  const { rows } = await readFirstSheet(path);
  const { lines, refused } = readStatementTable(rows);
  return { received: { statement_id: sha256Hex(readFileSync(path)), file: basename(path), lines }, refused };
}
