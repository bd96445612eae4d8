import { basename } from 'node:path';
import { Refusal } from '../../../core/errors.ts';
import { openRawFile } from '../../../reading/open-raw-file.ts';
import { cellsOf, headOf, isBlank, type RawSheet } from '../../../reading/raw-file.ts';
import { normaliseHeader } from '../../../reading/recognition/header-text.ts';
import { tableWords } from '../../../reading/table-words.ts';
import { ColumnWriter, INTEGER, VARCHAR, type Warehouse } from '../../../storage/warehouse/database.ts';
import { PERSON_COLUMNS } from '../linker.ts';
import { type PersonColumn, recogniseColumns } from './columns.ts';

export interface ListReport {
  readonly file: string;
  readonly sheet: string;
  readonly rows: number;
  /** Totals, signatures and the like below the header. */
  readonly ignored: number;
  /** Which header was read as which field. */
  readonly columns: Readonly<Partial<Record<PersonColumn, string>>>;
  readonly key: string | null;
}

interface Table {
  readonly sheet: RawSheet;
  readonly headerRow: number;
  readonly headers: readonly string[];
  readonly columns: ReadonlyMap<PersonColumn, number>;
}

const HEADER_SEARCH_ROWS = 40;
const PORTION_ROWS = 50_000;

/**
 * Reads a clerk's list into a table with `row_id` (the row of the sheet), `list_key` and the person's fields,
 * everything as received.
 */
export async function readList(
  warehouse: Warehouse,
  table: string,
  path: string,
  keyHeader: string | undefined,
): Promise<ListReport> {
  const file = basename(path);
  const raw = await openRawFile(path);
  const found = await findTable(raw.sheets, file);
  const keyIndex = keyHeader === undefined ? null : findKey(found.headers, keyHeader, file);
  await warehouse.run(
    `create or replace table ${table} (row_id integer, list_key varchar, ${PERSON_COLUMNS.map((name) => `${name} varchar`).join(', ')})`,
  );
  const writer = new ColumnWriter([INTEGER, VARCHAR, ...PERSON_COLUMNS.map(() => VARCHAR)]);
  let rows = 0;
  let ignored = 0;
  for await (const batch of found.sheet.batches()) {
    for (const row of batch) {
      if (row.row <= found.headerRow || isBlank(row)) continue;
      const cells = cellsOf(row);
      if (row.broken !== undefined || row.isDeleted || isNoPerson(cells, found)) {
        ignored += 1;
        continue;
      }
      rows += 1;
      const fields = PERSON_COLUMNS.map((name) => {
        // A list has one date of death: the age was reached on it, and nobody is alive after it.
        const index = found.columns.get(name === 'died_on' ? 'age_on' : name);
        return index === undefined ? null : (cells[index] ?? '').trim() || null;
      });
      writer.add(row.row, keyIndex === null ? String(row.row) : (cells[keyIndex] ?? ''), ...fields);
    }
    if (writer.rowCount >= PORTION_ROWS) {
      await warehouse.appendColumns('main', table, writer);
      writer.clear();
    }
  }
  await warehouse.appendColumns('main', table, writer);
  const columns = Object.fromEntries(
    [...found.columns].map(([name, index]) => [name, found.headers[index] ?? '']),
  );
  return { file, sheet: found.sheet.name, rows, ignored, columns, key: keyHeader ?? null };
}

async function findTable(sheets: readonly RawSheet[], file: string): Promise<Table> {
  for (const sheet of sheets) {
    if (sheet.isHidden) continue;
    let best: Table | null = null;
    for (const row of await headOf(sheet, HEADER_SEARCH_ROWS)) {
      const headers = cellsOf(row).map((cell) => cell.trim());
      const columns = recogniseColumns(headers);
      const isHeader = columns.size >= 2 && (columns.has('name') || columns.has('id_raw'));
      if (isHeader && columns.size > (best?.columns.size ?? 1))
        best = { sheet, headerRow: row.row, headers, columns };
    }
    if (best !== null) return best;
  }
  throw new Refusal(
    'list-header-unknown',
    `“${file}”里没有找到列名行：至少要有姓名或身份证号，以及另一列（出生日期、乡镇、地址、账号等）。请在表的第一行写上列名再试。`,
    `no header row was found in "${file}": a column for the name or the resident number and one more (birth date, township, address, account) are needed; write the column names in the first row and try again.`,
  );
}

function findKey(headers: readonly string[], wanted: string, file: string): number {
  const index = headers.findIndex((header) => normaliseHeader(header) === normaliseHeader(wanted));
  if (index >= 0) return index;
  const known = headers.filter((header) => header !== '').join('、');
  throw new Refusal(
    'list-key-unknown',
    `“${file}”里没有“${wanted}”这一列；已有的列：${known}。`,
    `"${file}" has no column "${wanted}"; its columns are: ${known}.`,
  );
}

let totalWords: ReadonlySet<string> | undefined;
let footerWords: RegExp | undefined;

/** Whether a row below the header is a total, a signature or a note: it names nobody. */
function isNoPerson(cells: readonly string[], table: Table): boolean {
  const id = (cells[table.columns.get('id_raw') ?? -1] ?? '').trim();
  if (/\d{6}/.test(id)) return false;
  const { grand_totals, part_totals, footers } = tableWords();
  totalWords ??= new Set([...grand_totals, ...part_totals].map(normaliseHeader));
  footerWords ??= new RegExp(`^(?:${footers.join('|')})`);
  const written = cells.map((cell) => normaliseHeader(cell)).filter((cell) => cell !== '');
  const [first = ''] = written;
  if (written.some((cell) => totalWords?.has(cell)) || footerWords.test(first)) return true;
  const name = (cells[table.columns.get('name') ?? -1] ?? '').trim();
  return name === '' && id === '';
}
