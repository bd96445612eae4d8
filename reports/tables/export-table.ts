import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Int64, Table, tableToIPC, Utf8, type Vector, vectorFromArray } from 'apache-arrow';
import { quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { type SheetColumn, writeWorkbook } from './workbook.ts';

export const EXPORT_FORMATS = ['xlsx', 'csv', 'json', 'parquet', 'arrow'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Columns of an export: text, or a whole number; numbers of people are text in every format. */
export interface ExportColumn {
  name: string;
  kind: 'text' | 'integer';
}

export interface ExportTable {
  name: string;
  columns: readonly ExportColumn[];
  /** Returns exactly the columns, in their order, every row of them. */
  query: string;
}

/** Writes a whole table to one file, all rows of it, and returns how many there were. */
export async function exportTable(
  warehouse: Warehouse,
  table: ExportTable,
  format: ExportFormat,
  path: string,
): Promise<number> {
  const draft = `${path}.${process.pid}.part`;
  try {
    await WRITERS[format](warehouse, table, draft);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  const count = await warehouse.first<{ n: number }>(`select count(*) as n from (${table.query})`);
  return count?.n ?? 0;
}

type Writer = (warehouse: Warehouse, table: ExportTable, path: string) => Promise<void>;

const WRITERS: Record<ExportFormat, Writer> = {
  xlsx: writeXlsxTable,
  csv: writeCsv,
  json: (warehouse, table, path) =>
    warehouse.run(`copy (${table.query}) to ${quoteText(path)} (format json, array true)`),
  parquet: (warehouse, table, path) =>
    warehouse.run(`copy (${table.query}) to ${quoteText(path)} (format parquet)`),
  arrow: writeArrow,
};

/** UTF-8 with a byte order mark: without it the office's spreadsheet shows every name as noise. */
async function writeCsv(warehouse: Warehouse, table: ExportTable, path: string): Promise<void> {
  const bare = `${path}.bare`;
  try {
    await warehouse.run(`copy (${asText(table)}) to ${quoteText(bare)} (format csv, header true)`);
    const out = createWriteStream(path);
    out.write('﻿');
    await pipeline(createReadStream(bare), out);
  } finally {
    await rm(bare, { force: true });
  }
}

/** A spreadsheet opens this file too, and no cell of a sender's becomes a formula in it: it is text, and stays so. */
function asText({ columns, query }: ExportTable): string {
  const list = columns.map(({ name, kind }) =>
    kind === 'text'
      ? `case when regexp_matches(${name}, '^[=+@\\t\\r]|^-.*[^0-9.]') then '''' || ${name} else ${name} end as ${name}`
      : name,
  );
  return `select ${list.join(', ')} from (${query})`;
}

async function writeXlsxTable(warehouse: Warehouse, table: ExportTable, path: string): Promise<void> {
  const reader = await warehouse.rows(table.query);
  const columns: SheetColumn[] = table.columns.map(({ name, kind }) => ({
    header: name,
    kind,
    width: kind === 'integer' ? 12 : name === 'reason' || name === 'evidence' || name === 'facts' ? 60 : 18,
  }));
  const rows = reader.map((row) => table.columns.map(({ name }) => plainCell(row[name] ?? null)));
  await writeWorkbook(path, [{ name: table.name, columns, rows }]);
}

async function writeArrow(warehouse: Warehouse, table: ExportTable, path: string): Promise<void> {
  const rows = await warehouse.rows(table.query);
  const vectors: Record<string, Vector> = {};
  for (const { name, kind } of table.columns) {
    const values = rows.map((row) => row[name] ?? null);
    vectors[name] =
      kind === 'integer'
        ? vectorFromArray(
            values.map((value) => (value === null ? null : BigInt(value))),
            new Int64(),
          )
        : vectorFromArray(
            values.map((value) => (value === null ? null : String(value))),
            new Utf8(),
          );
  }
  const out = createWriteStream(path);
  out.end(tableToIPC(new Table(vectors), 'file'));
  await new Promise<void>((resolve, reject) => out.once('finish', resolve).once('error', reject));
}

/** A spreadsheet cell holds 32,767 characters; what is longer is cut there and says so, and is whole in the other formats. */
function plainCell(value: string | number | boolean | null): string | number | null {
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'string' && value.length > 32_000)
    return `${value.slice(0, 32_000)}… (见 json/parquet)`;
  return value;
}
