import { join } from 'node:path';
import { completeMonth, titledMonths, townshipOfNobody } from '../../reading/deliveries/complete-month.ts';
import type { Delivery, DeliveryRuling } from '../../reading/deliveries/delivery.ts';
import { lookAhead, refuseImpossible } from '../../reading/deliveries/impossible-dates.ts';
import { inPrecedence } from '../../reading/deliveries/precedence.ts';
import { lentCells, rememberSaid } from '../../reading/deliveries/said-before.ts';
import {
  prepareDeliveries,
  type SettledDeliveries,
  settleDeliveries,
} from '../../reading/deliveries/settle-deliveries.ts';
import { askWhoseRoster, leaveElsewhere, prepareWhose } from '../../reading/deliveries/whose-roster.ts';
import type { ReadFile } from '../../reading/kept-readings.ts';
import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import type { SheetReading } from '../../reading/staging/reading-result.ts';
import { type HeldWord, interpretWords } from '../../reading/vocabularies/interpret.ts';
import type { TaughtWord } from '../../reading/vocabularies/taught-word.ts';
import {
  BIGINT,
  ColumnWriter,
  INTEGER,
  quoteName,
  quoteText,
  VARCHAR,
  type Warehouse,
} from '../../storage/warehouse/database.ts';
import { runInLanes } from '../../storage/warehouse/lanes.ts';
import { fileOfPart, gatherSmall, NOTHING_REPLACED, scanOf, tableOf, viewRows } from './staged-views.ts';

/** The sources of which something came, the one with most rows first; the tables of all others are there, and empty. */
export async function arrivedOf(
  warehouse: Warehouse,
  sources: readonly SourceDefinition[],
): Promise<SourceDefinition[]> {
  const rows = await warehouse.rows<{ source: string }>(`
    select file_sheet.source, sum(used) as used from file_sheet inner join file using (file_no)
    group by file_sheet.source order by used desc, file_sheet.source`);
  return rows.flatMap((row) => sources.find(({ source }) => source === row.source) ?? []);
}

/** A row that waits as a whole: it is asked what its file is. */
export const WHOLE_ROW = '*';

export interface LoadOptions {
  /** The day the night is run for: nothing that has happened is dated after it. */
  asOf: string;
  /** What the office is called: its name says whose rosters are its own. */
  office: string;
  /** The office's own words. */
  taught: readonly TaughtWord[];
  /** What people said about files that others may replace. */
  rulings: readonly DeliveryRuling[];
}

/** What an earlier night found of sources that are tonight as they were then. */
export interface SettledBefore {
  /** Null where tonight's files or what is said of them is other than then. */
  of: (source: string) =>
    | (Pick<SettledSource, 'until' | 'isDated'> & {
        settled: SettledDeliveries;
        impossible: readonly (readonly [fileNo: number, rows: number])[];
      })
    | null;
  /** Brings in which of their rows count. */
  takeSettled: (warehouse: Warehouse) => Promise<void>;
  /** Brings in what their words mean; answers those that nobody has explained yet. */
  takeWords: (warehouse: Warehouse) => Promise<readonly HeldWord[]>;
}

/** What came of putting the files together, before anybody is linked. */
export interface Loaded {
  /** Which files' rows a later file took the place of, and what is asked about. */
  deliveries: Delivery[];
  /** Words that nobody has explained yet. */
  held: HeldWord[];
  /** Rows refused for a date that cannot be, by file. */
  impossible: ReadonlyMap<number, number>;
  /** The day on which something that was left out for its date is judged otherwise; null for none. */
  until: string | null;
}

/**
 * Consumes the staged rows of all received files; leaves `staged_row.<source>` with the rows that count, numbered, the
 * tables `file`, `file_sheet`, `refused` and `ignored`, and what their words mean. Says which files a later one corrects.
 */
export async function load(
  warehouse: Warehouse,
  files: readonly ReadFile[],
  sources: readonly SourceDefinition[],
  options: LoadOptions,
): Promise<Loaded> {
  const settled = await settleFiles(warehouse, files, sources, options);
  return { ...settled, held: await readWords(warehouse, files, settled, options) };
}

/** Which rows of the files count; what their words mean is asked apart, for who is who does not hang on it. */
export async function settleFiles(
  warehouse: Warehouse,
  files: readonly ReadFile[],
  sources: readonly SourceDefinition[],
  options: LoadOptions,
  before: SettledBefore | null = null,
): Promise<SettledFiles> {
  await warehouse.run('create schema staged_row');
  // rows laid out in the order of their files are laid out twice, and nothing here asks in which order they stand
  await warehouse.run('set preserve_insertion_order = false');
  await loadFileTables(warehouse, files);
  const ordered = inPrecedence(files);
  await prepareDeliveries(warehouse);
  await prepareWhose(warehouse);
  await before?.takeSettled(warehouse);
  const ofSource = sources.map((source) => ({
    source,
    own: ordered.filter(({ reading }) => reading.sources.includes(source.source)),
  }));
  for (const { source, own } of ofSource) {
    await gatherSmall(warehouse, source, own);
    await viewRows(warehouse, source, rowsOf(source), own, NOTHING_REPLACED, null);
  }
  const settled = new Map<string, SettledSource>();
  // of what did not come nothing is asked; sources speak of each other only when their people are known
  await runInLanes(
    warehouse,
    largestFirst(ofSource.filter(({ own }) => own.length > 0)).map(({ source, own }) => ({
      ...{ reads: [], leaves: [] },
      run: async (lane) => {
        settled.set(source.source, await settleSource(lane, source, own, options, before));
      },
    })),
  );
  const came = sources.flatMap(({ source }) => settled.get(source) ?? []);
  const impossible = new Map<number, number>();
  for (const [fileNo, rows] of came.flatMap((one) => [...one.impossible]))
    impossible.set(fileNo, (impossible.get(fileNo) ?? 0) + rows);
  for (const [fileNo, rows] of impossible)
    await warehouse.run(
      `update file set used = used - ${rows}, refused = refused + ${rows} where file_no = ${fileNo}`,
    );
  await warehouse.run('reset preserve_insertion_order');
  const until = came.flatMap((one) => one.until ?? []).sort()[0] ?? null;
  return { deliveries: came.flatMap(({ deliveries }) => deliveries), impossible, until, came };
}

/** Leaves what the words of the rows that count mean, and in `held` those that wait; answers what nobody has explained yet. */
export async function readWords(
  warehouse: Warehouse,
  files: readonly ReadFile[],
  { came }: SettledFiles,
  { taught }: LoadOptions,
  before: SettledBefore | null = null,
): Promise<HeldWord[]> {
  const anew = came.map(({ source }) => source).filter(({ source }) => !before?.of(source));
  const read = await interpretWords(warehouse, anew, files, taught);
  const bySource = Map.groupBy(
    [...read, ...((await before?.takeWords(warehouse)) ?? [])],
    ({ source }) => source,
  );
  const words = came.flatMap(({ source }) => bySource.get(source.source) ?? []);
  await leaveElsewhere(
    warehouse,
    came.flatMap(({ elsewhere }) => elsewhere),
  );
  await warehouse.run(`
    insert into held select asked_row.row_id, asked_row.source, '${WHOLE_ROW}', coalesce(file.name, '')
    from asked_row left join file on file.file_no = asked_row.file_no`);
  return [...came.flatMap(({ asked }) => asked), ...words];
}

export interface SettledFiles extends Omit<Loaded, 'held'> {
  came: readonly SettledSource[];
}

/** What came of one source's files. */
interface SettledSource extends Omit<Loaded, 'held'> {
  /** The source with the words that are the office's own. */
  source: SourceDefinition;
  /** Rows are left out for their dates, or numbers for theirs: every query over them asks for the day. */
  isDated: boolean;
  asked: readonly HeldWord[];
  elsewhere: readonly { source: string; file_no: number; sheet_no: number }[];
}

const rowsOf = ({ source }: SourceDefinition): string => `staged_row.${quoteName(tableOf(source))}`;

/** What takes longest is begun first, so that nothing waits for it alone at the end. */
function largestFirst<T extends { own: readonly ReadFile[] }>(sources: readonly T[]): T[] {
  const rows = ({ own }: T): number => own.reduce((sum, { reading }) => sum + reading.counts.used, 0);
  return sources.toSorted((one, other) => rows(other) - rows(one));
}

/** Which rows of one source count, and what they say; leaves its view `staged_row.<source>`. */
async function settleSource(
  warehouse: Warehouse,
  source: SourceDefinition,
  own: readonly ReadFile[],
  options: LoadOptions,
  before: SettledBefore | null,
): Promise<SettledSource> {
  const table = rowsOf(source);
  const then = before?.of(source.source);
  if (then) {
    const { settled, impossible, until, isDated } = then;
    const lent = (await lentCells(warehouse)).filter((cell) => cell.source === source.source);
    await viewRows(warehouse, source, table, own, settled, isDated ? options.asOf : null, lent);
    const { deliveries } = settled;
    return { source, asked: [], elsewhere: [], deliveries, impossible: new Map(impossible), until, isDated };
  }
  await countAgain(warehouse, source, table, own);
  const impossible = new Map<number, number>();
  const { until, isAnybodyUnborn } = await lookAhead(warehouse, source, table, options.asOf);
  const isAnyImpossible = await refuseImpossible(warehouse, source, table, options.asOf, impossible);
  // where no date is left out, no query need ask for it again
  const isDated = isAnyImpossible || isAnybodyUnborn;
  const asOf = isDated ? options.asOf : null;
  if (asOf !== null) await viewRows(warehouse, source, table, own, NOTHING_REPLACED, asOf);
  const whose = await askWhoseRoster(warehouse, source, table, own, options);
  const settled = await settleDeliveries(warehouse, source, table, whose.ours, options.rulings);
  const said = await rememberSaid(warehouse, source, table, whose.ours);
  if (said.length > 0 || settled.deliveries.length > 0)
    await viewRows(warehouse, source, table, own, settled, asOf, said);
  return {
    source: whose.source,
    asked: whose.held,
    elsewhere: whose.elsewhere.map((sheet) => ({ ...sheet, source: source.source })),
    deliveries: settled.deliveries,
    impossible,
    until,
    isDated,
  };
}

/** What is read back of each file must be the rows that reading it counted as used. */
async function countAgain(
  warehouse: Warehouse,
  source: SourceDefinition,
  table: string,
  files: readonly ReadFile[],
): Promise<void> {
  const rows = await warehouse.rows<{ file_no: number; n: number }>(
    `select file_no, count(*) as n from ${table} group by file_no`,
  );
  const found = new Map(rows.map(({ file_no, n }) => [file_no, n]));
  for (const { receipt, reading } of files) {
    const used = reading.sheets
      .filter((sheet) => sheet.source === source.source)
      .reduce((sum, { counts }) => sum + counts.used, 0);
    const read = found.get(receipt.sequence) ?? 0;
    if (read !== used) throw new Error(`${read} of ${used} rows of ${receipt.hash} stand in its reading`);
  }
}

async function loadFileTables(warehouse: Warehouse, files: readonly ReadFile[]): Promise<void> {
  await warehouse.run(`
    create table file (
        file_no integer, hash varchar, name varchar, status varchar, source varchar, received_at varchar,
        received bigint, used bigint, refused bigint, ignored bigint, zh varchar, en varchar);
    create table file_complete (
        file_no integer, month integer, titled_first_month integer, titled_last_month integer, township_of_nobody varchar);
    create table file_sheet (
        file_no integer, sheet_no integer, sheet varchar, source varchar, headers varchar, kept varchar, columns varchar);
    create table refused (
        file_no integer, file varchar, sheet varchar, row_no integer, code varchar, zh varchar, en varchar, cells varchar);
    create table ignored (file_no integer, file varchar, sheet varchar, row_no integer, kind varchar, text varchar)`);
  const file = new ColumnWriter([
    ...Array.from({ length: 6 }, (_, column) => (column === 0 ? INTEGER : VARCHAR)),
    ...Array.from({ length: 4 }, () => BIGINT),
    VARCHAR,
    VARCHAR,
  ]);
  const sheets = new ColumnWriter([INTEGER, INTEGER, VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR]);
  for (const { receipt, reading } of files) {
    const { received, used, refused, ignored } = reading.counts;
    file.add(
      receipt.sequence,
      receipt.hash,
      receipt.name,
      reading.status,
      reading.sources.join('+'),
      receipt.received_at,
      BigInt(received),
      BigInt(used),
      BigInt(refused),
      BigInt(ignored),
      reading.zh,
      reading.en,
    );
    for (const sheet of reading.sheets)
      sheets.add(
        receipt.sequence,
        sheet.sheet_no,
        sheet.sheet,
        sheet.source,
        JSON.stringify(sheet.headers),
        JSON.stringify(keptColumns(sheet)),
        JSON.stringify(sheet.columns),
      );
  }
  await warehouse.appendColumns('main', 'file', file);
  await warehouse.appendColumns('main', 'file_sheet', sheets);
  const complete = files.map((one) => {
    const titled = titledMonths(one);
    const township = townshipOfNobody(one);
    const months = [completeMonth(one), titled?.first ?? 'null', titled?.last ?? 'null'].join(', ');
    return `(${one.receipt.sequence}, ${months}, ${township === null ? 'null' : quoteText(township)})`;
  });
  if (complete.length > 0) await warehouse.run(`insert into file_complete values ${complete.join(', ')}`);
  const used = files.filter(({ reading }) => reading.status === 'used');
  await loadOthers(warehouse, used, 'refused', 'sheet, row_no, code, zh, en, cells');
  await loadOthers(warehouse, used, 'ignored', 'sheet, row_no, kind, text');
}

/** Puts the rows that were not used of all files into one table, each with its file. */
async function loadOthers(
  warehouse: Warehouse,
  files: readonly ReadFile[],
  kind: 'refused' | 'ignored',
  columns: string,
): Promise<void> {
  const parts = files
    .filter(({ reading }) => reading.counts[kind] > 0)
    .map(({ receipt, folder }) => ({ receipt, path: join(folder, `${kind}.parquet`) }));
  if (parts.length === 0) return;
  await warehouse.run(`insert into ${kind} select file_no, file_name, ${columns}
    from ${scanOf(parts)} as others
    inner join ${fileOfPart(parts)} on part.path = others.filename`);
}

/** Columns that may be shown: all but those that must not be imported. */
function keptColumns(sheet: SheetReading): number[] {
  const barred = new Set(
    sheet.unused.filter(({ reason }) => reason === 'never-import').map(({ index }) => index),
  );
  return sheet.headers.map((_header, index) => index).filter((index) => !barred.has(index));
}
