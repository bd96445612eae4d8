import { mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Leaving } from '../../casework/exits/let-out.ts';
import { sha256Hex } from '../../core/hash.ts';
import { type SheetTable, writeWorkbook } from '../../reports/tables/workbook.ts';
import { runVerb, type StartedVerb } from './command-line.ts';
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
  const rows = tables.reduce((sum, one) => sum + one.rows.length, 0);
  return letOutWorkbook(asking, { subject, detail: { reason }, rows, name, content });
}

/** Has a verb write its workbook, and gives it beside what the verb says. */
export async function workbookOfVerb<Told>(
  home: string,
  words: readonly [StartedVerb, ...string[]],
): Promise<{ told: Told; content: Uint8Array<ArrayBuffer> }> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'hedui-workbook-'));
  const path = join(folder.path, 'tables.xlsx');
  const told = await runVerb<Told>(home, [...words, '--out', path]);
  return { told, content: new Uint8Array(readFileSync(path)) };
}

/** Enters into the chain that a workbook leaves, with its rows and its hash, and gives it. */
export function letOutWorkbook(
  asking: Asking,
  { subject, detail, rows, of, name, content }: LeavingWorkbook,
): FileAnswer {
  asking.letOut({
    kind: 'DataExported',
    subject,
    detail: { ...detail, format: 'xlsx', rows, hash: sha256Hex(content) },
    ...(of === undefined ? {} : { of }),
  });
  return { name, content };
}

interface LeavingWorkbook extends Pick<Leaving, 'subject' | 'detail' | 'of'> {
  rows: number;
  name: string;
  content: Uint8Array<ArrayBuffer>;
}
