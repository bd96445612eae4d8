import type { EvidenceRow } from '../core/finding.ts';
import { openRawFile } from '../reading/open-raw-file.ts';
import { cellsOf } from '../reading/raw-file.ts';
import { keptPath, loadReceipts, type Receipt } from '../reading/receiving/receipt.ts';
import { quoteText, type Warehouse } from '../storage/warehouse/database.ts';

/** A row of a received file as it was sent, with the header above it. */
export interface SourceRow extends EvidenceRow {
  cells: { header: string; value: string }[];
}

/** Looks rows up in the received files themselves, each file opened once. Columns that must not be kept stay unread. */
export async function readSourceRows(
  warehouse: Warehouse,
  received: string,
  rows: readonly EvidenceRow[],
): Promise<SourceRow[]> {
  const receipts = new Map(loadReceipts(received).map((receipt) => [receipt.hash, receipt]));
  const found = new Map<EvidenceRow, SourceRow>();
  for (const [hash, wanted] of Map.groupBy(rows, ({ file_hash }) => file_hash)) {
    const receipt = receipts.get(hash);
    if (!receipt) continue;
    for (const row of await readFromFile(warehouse, received, receipt, wanted))
      found.set(row.wanted, row.row);
  }
  return rows.map((row) => found.get(row) ?? { ...row, cells: [] });
}

/** A row of a received file with those around it, exactly as they were sent. */
export interface RowsAround {
  file: string;
  sheet: string;
  row: number;
  rows: { row: number; cells: { header: string; value: string }[] }[];
}

const NEIGHBOURS = 3;

/** The row that was asked for and three on either side, read from the received file itself; null where it is not kept here. */
export async function readRowsAround(
  warehouse: Warehouse,
  received: string,
  asked: Pick<EvidenceRow, 'file_hash' | 'sheet' | 'row'>,
): Promise<RowsAround | null> {
  const receipt = loadReceipts(received).find(({ hash }) => hash === asked.file_hash);
  if (!receipt) return null;
  const wanted = Array.from({ length: 2 * NEIGHBOURS + 1 }, (_, place) => ({
    ...asked,
    role: 'line' as const,
    source: '',
    file: receipt.name,
    row: asked.row - NEIGHBOURS + place,
  }));
  const found = await readFromFile(warehouse, received, receipt, wanted);
  const rows = found.map(({ row }) => ({ row: row.row, cells: row.cells })).sort((a, b) => a.row - b.row);
  return { file: receipt.name, sheet: asked.sheet, row: asked.row, rows };
}

async function readFromFile(
  warehouse: Warehouse,
  received: string,
  receipt: Receipt,
  wanted: readonly EvidenceRow[],
): Promise<{ wanted: EvidenceRow; row: SourceRow }[]> {
  const headers = await warehouse.rows<{ sheet: string; headers: string; kept: string }>(
    `select sheet, headers, kept from file_sheet inner join file using (file_no) where hash = ${quoteText(receipt.hash)}`,
  );
  const file = await openRawFile(keptPath(received, receipt), { name: receipt.name });
  const rows: { wanted: EvidenceRow; row: SourceRow }[] = [];
  for (const sheet of file.sheets) {
    const here = new Map(wanted.filter((row) => row.sheet === sheet.name).map((row) => [row.row, row]));
    if (here.size === 0) continue;
    const told = headers.find((one) => one.sheet === sheet.name);
    const names = told ? (JSON.parse(told.headers) as string[]) : [];
    const kept = new Set(told ? (JSON.parse(told.kept) as number[]) : []);
    for await (const batch of sheet.batches()) {
      for (const raw of batch) {
        const evidence = here.get(raw.row);
        if (!evidence) continue;
        const cells = cellsOf(raw).flatMap((value, index) =>
          kept.has(index) && value.trim() !== ''
            ? [{ header: names[index] || `第${index + 1}栏`, value: value.trim() }]
            : [],
        );
        rows.push({ wanted: evidence, row: { ...evidence, cells } });
      }
    }
  }
  return rows;
}
