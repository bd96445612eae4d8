import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openRawFile } from '../../reading/open-raw-file.ts';
import { readableReceived } from '../../reading/receiving/kept-content.ts';
import { loadReceipts } from '../../reading/receiving/receipt.ts';
import { rowsOfSheet } from '../../reading/sheet-rows.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { type Workspace, workspaceAt } from '../../storage/workspace.ts';
import { type AnnotatedSheet, writeAnnotatedCopy } from './annotated-copy.ts';
import type { DeliveryQuality, SenderQuality } from './compare-deliveries.ts';
import { compareSenders } from './sender-quality.ts';

/** Writes the latest list of one sender, or of each, with its defects marked; the paths of those that have any. */
export async function returnLists(home: string, folder: string, sender?: string): Promise<string[]> {
  const workspace = workspaceAt(home);
  const { warehouse } = await openPublished(workspace.builds);
  try {
    const senders = await compareSenders(warehouse, workspace.received);
    const wanted = senders.filter((one) => sender === undefined || one.sender === sender);
    const titles = new Map(loadSources().map(({ source, title }) => [source, title]));
    return await writeReturnLists(workspace, warehouse, wanted, folder, titles);
  } finally {
    warehouse.close();
  }
}

/** One workbook per sender: the latest delivery, where it has defects. */
async function writeReturnLists(
  workspace: Workspace,
  warehouse: Warehouse,
  senders: readonly SenderQuality[],
  folder: string,
  titles: ReadonlyMap<string, string>,
): Promise<string[]> {
  const receipts = new Map(loadReceipts(workspace.received).map((receipt) => [receipt.sequence, receipt]));
  const written: string[] = [];
  mkdirSync(folder, { recursive: true });
  for (const { sender, deliveries } of senders) {
    const latest = deliveries.at(-1);
    const receipt = latest === undefined ? undefined : receipts.get(latest.file_no);
    if (!latest || !receipt || latest.standing.length === 0) continue;
    const sheets = await annotatedSheets(warehouse, readableReceived(workspace.received, receipt), latest);
    const path = join(folder, `${titles.get(sender) ?? sender}-退回清单.xlsx`);
    await writeAnnotatedCopy(path, sheets);
    written.push(path);
  }
  return written;
}

async function annotatedSheets(
  warehouse: Warehouse,
  path: string,
  delivery: DeliveryQuality,
): Promise<AnnotatedSheet[]> {
  const known = await warehouse.rows<{
    sheet_no: number;
    sheet: string;
    headers: string;
    kept: string;
    columns: string;
  }>('select sheet_no, sheet, headers, kept, columns from file_sheet where file_no = $file', {
    file: delivery.file_no,
  });
  const file = await openRawFile(path, { name: delivery.file });
  const sheets: AnnotatedSheet[] = [];
  for (const { sheet_no, sheet, headers, kept, columns } of known) {
    const defects = delivery.standing.filter((one) => one.sheet_no === sheet_no);
    const raw = file.sheets.find(({ name }) => name === sheet);
    if (defects.length === 0 || !raw) continue;
    const rows = await rowsOfSheet(raw);
    const keptColumns = new Set(JSON.parse(kept) as number[]);
    const fields = new Map(
      (JSON.parse(columns) as { index: number; field: string }[]).map(({ index, field }) => [field, index]),
    );
    sheets.push({
      name: sheet,
      rows,
      barred: new Set(
        (JSON.parse(headers) as string[]).map((_, index) => index).filter((index) => !keptColumns.has(index)),
      ),
      columnOf: ({ code }) => columnOf(code, fields),
      defects,
    });
  }
  return sheets;
}

/** `number:…` stands in the number's column; `unreadable:basic_fen` and `missing:a+b` name their fields. */
function columnOf(code: string, fields: ReadonlyMap<string, number>): number {
  const [kind, rest = ''] = code.split(':');
  const names = kind === 'number' ? ['resident_id'] : rest.split('+');
  return names.map((name) => fields.get(name)).find((column) => column !== undefined) ?? 0;
}
