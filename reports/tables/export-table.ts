import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Int64, Table, tableToIPC, Utf8, type Vector, vectorFromArray } from 'apache-arrow';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
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
  /** What a workbook calls the columns, and the words in them; other formats are for programs and keep the names. */
  words?: ExportWords;
}

export interface ExportWords {
  columns: Readonly<Record<string, string>>;
  words: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * Writes a whole table to one file, all rows of it, and returns how many there were. Whole numbers, money among them, are
 * 64-bit integers in every format, whatever the query made of them; a fraction of a fen ends the export.
 */
export async function exportTable(
  warehouse: Warehouse,
  given: ExportTable,
  format: ExportFormat,
  path: string,
): Promise<number> {
  const table = { ...given, query: typedQuery(given) };
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

function typedQuery({ columns, query }: ExportTable): string {
  const list = columns.map(({ name, kind }) => {
    const column = quoteName(name);
    if (kind === 'text') return column;
    return `case when ${column} <> round(${column}) then error('${name} is no whole number') else cast(${column} as bigint) end as ${column}`;
  });
  return `select ${list.join(', ')} from (${query})`;
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

/** How a spreadsheet recognises a formula, also in the wide characters of a Chinese keyboard. */
const FORMULA = '^[=+@\\t\\r\\n＝＋－＠-]';
/** A number with its sign is no formula. */
const NUMBER = '^[-+]?[0-9][0-9.,]*%?$';

/**
 * UTF-8 with a byte order mark: without it the office's spreadsheet shows every name as noise. Text that a spreadsheet
 * would run as a formula begins with an apostrophe, which it takes for the mark of a text.
 */
async function writeCsv(warehouse: Warehouse, table: ExportTable, path: string): Promise<void> {
  const bare = `${path}.bare`;
  try {
    const list = table.columns.map(({ name, kind }) =>
      kind === 'text' ? harmless(quoteName(name)) : quoteName(name),
    );
    await warehouse.run(
      `copy (select ${list.join(', ')} from (${table.query})) to ${quoteText(bare)} (format csv, header true)`,
    );
    const out = createWriteStream(path);
    out.write('﻿');
    await pipeline(createReadStream(bare), out);
  } finally {
    await rm(bare, { force: true });
  }
}

function harmless(column: string): string {
  const text = `cast(${column} as varchar)`;
  const isFormula = `regexp_matches(${text}, '${FORMULA}') and not regexp_matches(${text}, '${NUMBER}')`;
  return `case when ${isFormula} then '''' || ${text} else ${text} end as ${column}`;
}

async function writeXlsxTable(warehouse: Warehouse, table: ExportTable, path: string): Promise<void> {
  const reader = await warehouse.rows(table.query);
  const columns: SheetColumn[] = table.columns.map(({ name, kind }) => ({
    header: table.words?.columns[`${table.name}.${name}`] ?? table.words?.columns[name] ?? name,
    kind,
    width: kind === 'integer' ? 12 : name === 'reason' || name === 'evidence' || name === 'facts' ? 60 : 18,
  }));
  const rows = reader.map((row) =>
    table.columns.map(({ name }) => plainCell(inWords(table, name, row[name] ?? null))),
  );
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

function inWords(
  { words }: ExportTable,
  column: string,
  value: string | number | boolean | null,
): string | number | boolean | null {
  return words?.words[column]?.[String(value)] ?? value;
}

/** A spreadsheet cell holds 32,767 characters; what is longer is cut there and says so, and is whole in the other formats. */
function plainCell(value: string | number | boolean | null): string | number | null {
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'string' && value.length > 32_000)
    return `${value.slice(0, 32_000)}… (见 json/parquet)`;
  return value;
}
