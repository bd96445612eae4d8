import type { EvidenceRow } from '../../core/finding.ts';
import { keptPath, loadReceipts } from '../../reading/receiving/receipt.ts';
import { readRowsAt, type SheetRow, type WantedRows } from '../../reading/sheet-rows.ts';
import type { PublishedBuild } from '../published-reader.ts';
import { type SheetRecord, sheetsOf } from './row-place.ts';

/** Who opens the received file; a server has it done on another thread, for some formats are read in one piece. */
export type RowsReader = (wanted: WantedRows) => Promise<SheetRow[]>;

/** The columns of a sheet that may be shown, with their headers as the pages name them. */
export function keptColumns({ headers, kept, columns }: SheetRecord) {
  const fields = new Map(columns.map(({ index, field }) => [index, field]));
  return kept.map((index) => {
    const header = headers[index] ?? '';
    return {
      index,
      header: header || `第${index + 1}栏`,
      field: fields.get(index) ?? null,
      isNamed: header !== '',
    };
  });
}

/**
 * Rows of a sheet exactly as they were sent, from the received file itself: the cells of each, by the positions of the
 * columns. Null where the file is no longer kept. Columns that must not be kept are for `keptColumns` to leave out.
 */
export async function cellsAsSent(
  build: PublishedBuild,
  sheet: SheetRecord,
  rows: readonly number[],
  read: RowsReader = readRowsAt,
): Promise<ReadonlyMap<number, readonly string[]> | null> {
  const receipt = loadReceipts(build.received).find(({ hash }) => hash === sheet.hash);
  if (receipt === undefined) return null;
  const path = keptPath(build.received, receipt);
  const found = await read({ path, name: receipt.name, sheet: sheet.sheet, rows });
  return new Map(found.map(({ row, cells }) => [row, cells]));
}

export interface NamedCell {
  header: string;
  value: string;
}

/** A row of a received file as it was sent, with the header above it. */
export interface SourceRow extends EvidenceRow {
  cells: NamedCell[];
}

/** The received rows that evidence points to; one whose file is no longer kept has no cells. */
export async function evidenceAsSent(
  build: PublishedBuild,
  evidence: readonly EvidenceRow[],
): Promise<SourceRow[]> {
  const sheets = await sheetsOf(build);
  const found = new Map<EvidenceRow, NamedCell[]>();
  const bySheet = Map.groupBy(evidence, ({ file_hash, sheet }) => sheets.named(file_hash, sheet));
  for (const [sheet, rows] of bySheet) {
    if (sheet === null) continue;
    const cells = await cellsAsSent(
      build,
      sheet,
      rows.map(({ row }) => row),
    );
    for (const row of rows) found.set(row, named(sheet, cells?.get(row.row) ?? []));
  }
  return evidence.map((row) => ({ ...row, cells: found.get(row) ?? [] }));
}

const NEIGHBOURS = 3;

/** A row of a received file with those around it, exactly as they were sent. */
export interface RowsAround {
  file: string;
  sheet: string;
  row: number;
  rows: { row: number; cells: NamedCell[] }[];
}

/** The row that was asked for and three on either side; null where its file is not known, or no longer kept. */
export async function rowsAround(
  build: PublishedBuild,
  asked: Pick<EvidenceRow, 'file_hash' | 'sheet' | 'row'>,
): Promise<RowsAround | null> {
  const sheet = (await sheetsOf(build)).named(asked.file_hash, asked.sheet);
  if (sheet === null) return null;
  const cells = await cellsAsSent(build, sheet, numbersAround(asked.row));
  if (cells === null) return null;
  const rows = [...cells].map(([row, values]) => ({ row, cells: named(sheet, values) }));
  return { file: sheet.file, sheet: asked.sheet, row: asked.row, rows };
}

/** The numbers of the rows that are shown around one. */
export function numbersAround(row: number): number[] {
  return Array.from({ length: 2 * NEIGHBOURS + 1 }, (_, place) => row - NEIGHBOURS + place);
}

function named(sheet: SheetRecord, cells: readonly string[]): NamedCell[] {
  return keptColumns(sheet).flatMap(({ index, header }) => {
    const value = (cells[index] ?? '').trim();
    return value === '' ? [] : [{ header, value }];
  });
}
