import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordAccess } from '../../casework/access-log.ts';
import { sha256Hex } from '../../core/hash.ts';
import { type SheetTable, writeWorkbook } from '../../reports/tables/workbook.ts';
import type { Asking } from './desk.ts';
import type { FileAnswer } from './implement.ts';

export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Writes tables as a workbook and enters into the chain who took it, why, how many rows and the hash of the file. */
export async function exportWorkbook(
  { desk, user, via }: Asking,
  subject: string,
  name: string,
  reason: string,
  tables: readonly SheetTable[],
): Promise<FileAnswer> {
  const folder = mkdtempSync(join(tmpdir(), 'hedui-export-'));
  try {
    const path = join(folder, 'export.xlsx');
    await writeWorkbook(path, tables);
    const content = new Uint8Array(readFileSync(path));
    recordAccess(desk.ledger, desk.office, {
      user: user.user_id,
      via,
      kind: 'DataExported',
      subject,
      detail: {
        reason,
        format: 'xlsx',
        rows: tables.reduce((sum, { rows }) => sum + rows.length, 0),
        hash: sha256Hex(content),
      },
    });
    return { name, type: WORKBOOK_TYPE, content };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
