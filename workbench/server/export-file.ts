import { mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '../../core/hash.ts';
import { type SheetTable, writeWorkbook } from '../../reports/tables/workbook.ts';
import type { Asking } from './desk.ts';
import type { FileAnswer } from './implement.ts';

/** Tables as the bytes of a workbook. */
export async function workbookOf(tables: readonly SheetTable[]): Promise<Uint8Array<ArrayBuffer>> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'hedui-workbook-'));
  const path = join(folder.path, 'tables.xlsx');
  await writeWorkbook(path, tables);
  return new Uint8Array(readFileSync(path));
}

/** Writes tables as a workbook and enters into the chain who took it, why, how many rows and the hash of the file. */
export async function exportWorkbook(
  asking: Asking,
  subject: string,
  name: string,
  reason: string,
  tables: readonly SheetTable[],
): Promise<FileAnswer> {
  const content = await workbookOf(tables);
  asking.letOut({
    kind: 'DataExported',
    subject,
    detail: {
      reason,
      format: 'xlsx',
      rows: tables.reduce((sum, { rows }) => sum + rows.length, 0),
      hash: sha256Hex(content),
    },
  });
  return { name, content };
}
