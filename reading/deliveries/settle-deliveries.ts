import { quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import type { ReadFile } from '../kept-readings.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { overlapOverAssumedMonths } from './assumed-month.ts';
import { compareFiles, type FilePair, linesInBoth, prepareComparison } from './compare-files.ts';
import { noteContested, prepareContested } from './contested-rows.ts';
import type { Delivery, DeliveryRuling } from './delivery.ts';
import { isOverlap, judgePair, type PairVerdict, tellsLess } from './judge-pair.ts';
import { type FileKind, kindOf } from './kind.ts';
import { periodSql } from './period.ts';
import { dropRepeatedSheets } from './repeated-sheets.ts';
import { SAID_BEFORE } from './said-before.ts';
import { tellsApartSql } from './tells-less.ts';

type TwoFiles = Pick<FilePair, 'period' | 'file_no' | 'by_file_no'>;

export interface SettledDeliveries {
  deliveries: Delivery[];
  /** Whole periods of files that no longer count. */
  replaced: { file_no: number; period: string }[];
}

/** Makes the tables that settling the deliveries of all sources adds to. */
export async function prepareDeliveries(warehouse: Warehouse): Promise<void> {
  await warehouse.run(`
    create or replace table dropped_row (row_id bigint, source varchar, by_file_no integer);
    create or replace table asked_row (row_id bigint, source varchar, file_no integer);
    create or replace table file_overlap (source varchar, period varchar, first_no integer, second_no integer);
    ${SAID_BEFORE}`);
  await prepareContested(warehouse);
}

/**
 * Says which rows of a source's files count, period by period: a file replaces another only for the same scope. Leaves
 * `dropped_row` (rows that a later file took the place of), `asked_row` (rows that wait until somebody says what their file
 * corrects), `file_overlap` (files that list some of the same people, and both count) and `contested_row` (rows that such files tell in two
 * ways).
 */
export async function settleDeliveries(
  warehouse: Warehouse,
  source: SourceDefinition,
  table: string,
  files: readonly ReadFile[],
  rulings: readonly DeliveryRuling[],
): Promise<SettledDeliveries> {
  const byNo = new Map(files.map((file) => [file.receipt.sequence, file]));
  const kinds = new Map(files.map((file) => [file.receipt.sequence, kindOf(file)]));
  const settled: SettledDeliveries = { deliveries: [], replaced: [] };
  const hashOf = (fileNo: number): string | undefined => byNo.get(fileNo)?.receipt.hash;
  const ruledOn = ({ file_no, by_file_no }: TwoFiles): DeliveryRuling | undefined =>
    rulings.find(({ hash, by_hash }) => hash === hashOf(file_no) && by_hash === hashOf(by_file_no));
  const assumed = await overlapOverAssumedMonths(warehouse, source, table, kinds, ruledOn);
  settled.deliveries.push(...assumed.told);
  settled.deliveries.push(...(await dropRepeatedSheets(warehouse, source, table, files, rulings)));
  await noteOverlaps(warehouse, source, assumed.overlaps);
  const most = await prepareComparison(warehouse, source, table, [...byNo.keys()]);
  if (most === 0) return settled;
  const standing = await periodsOf(warehouse);
  const isGone = (fileNo: number, period: string): boolean => !standing.get(fileNo)?.has(period);
  const told: { pair: FilePair; delivery: Delivery }[] = [];
  const grown: FilePair[] = [];
  const dropping = new Dropping(warehouse, source, table);
  const overlaps: FilePair[] = [];
  // the latest files speak first; of many equal lists, what they replace is not compared with what came before it
  const isPlain =
    rulings.length === 0 && [...kinds.values()].every(({ isCorrection }) => !isCorrection) && most > FEW;
  let waiting = [...byNo.keys()].filter((fileNo) => standing.has(fileNo));
  for (let count = isPlain ? 1 : waiting.length; waiting.length > 0; count *= 2) {
    const pairs = await compareFiles(warehouse, waiting.splice(-count));
    const judgedPairs = pairs.toReversed().map((pair) => {
      const ruled = ruledOn(pair);
      return { pair, ruled, verdict: ruled?.verdict ?? judged(source, pair, pairs, kinds) };
    });
    // what was replaced stays so, though its replacement be replaced in turn
    for (const { pair, ruled, verdict } of judgedPairs) {
      if (verdict !== 'replaces' || isGone(pair.file_no, pair.period)) continue;
      settled.replaced.push({ file_no: pair.file_no, period: pair.period });
      standing.get(pair.file_no)?.delete(pair.period);
      const about = { source: source.source, ...pair, is_overruled: ruled !== undefined };
      told.push({ pair, delivery: delivery(about, verdict, pair.lines) });
    }
    for (const { pair, ruled, verdict } of judgedPairs) {
      if (isGone(pair.file_no, pair.period)) continue;
      // people whose word a later file took over are spoken of there, though that file be replaced in turn
      if (isGone(pair.by_file_no, pair.period) && !/^replaces-/.test(verdict)) continue;
      const about = { source: source.source, ...pair, is_overruled: ruled !== undefined };
      const row_count = await applyVerdict(dropping, pair, verdict);
      const isSameScope =
        kinds.get(pair.file_no)?.isSupplementary === kinds.get(pair.by_file_no)?.isSupplementary;
      if (verdict === 'beside' && isSameScope && !ruled) {
        const kept = await countOnce(dropping, pair);
        const spoken = { ...about, file_no: kept.dropped, by_file_no: kept.counting };
        if (kept.rows > 0) told.push({ pair, delivery: delivery(spoken, 'same-lines', kept.rows) });
      }
      if (row_count > 0 || ruled) told.push({ pair, delivery: delivery(about, verdict, row_count) });
      if (isGrown(source, pair, verdict, kinds) && !isGone(pair.by_file_no, pair.period)) grown.push(pair);
      // a line that stands in the main list and in one of arrears was paid twice or listed twice: nobody can tell
      if (verdict === 'beside' && (isSameScope || pair.common_lines > 0) && !ruled && isOverlap(pair))
        overlaps.push(pair);
    }
    waiting = waiting.filter((fileNo) => standing.get(fileNo)!.size > 0);
  }
  const answered = new Set(rulings.flatMap(({ hash, verdict }) => (verdict === 'replaces' ? [] : [hash])));
  for (const pair of latestOfEach(grown)) {
    // somebody who said once that they stand is not asked by every list that comes after
    if (answered.has(hashOf(pair.file_no) ?? '')) continue;
    const about = { source: source.source, ...pair, is_overruled: false };
    const count = await countStanding(warehouse, source, pair);
    if (count > 0) told.push({ pair, delivery: delivery(about, 'missing', count) });
  }
  await noteOverlaps(warehouse, source, overlaps);
  await noteContested(warehouse, source, table);
  await warehouse.run('drop table delivery_row');
  const place = new Map([...byNo.keys()].map((fileNo, index) => [fileNo, index]));
  const placeOf = (fileNo: number): number => place.get(fileNo) ?? 0;
  const inOrder = told
    .sort(
      ({ pair: one }, { pair: other }) =>
        Number(one.period > other.period) - Number(one.period < other.period) ||
        placeOf(one.by_file_no) - placeOf(other.by_file_no) ||
        placeOf(one.file_no) - placeOf(other.file_no),
    )
    .map((one) => one.delivery);
  settled.deliveries.push(...inOrder);
  return settled;
}

/** Up to so many files of one period are compared with each other at once. */
const FEW = 8;

/** The periods of each file of which other files speak, too. */
async function periodsOf(warehouse: Warehouse): Promise<Map<number, Set<string>>> {
  const rows = await warehouse.rows<{ file_no: number; period: string }>(
    'select distinct file_no, period from delivery_row',
  );
  const periods = new Map<number, Set<string>>();
  for (const { file_no, period } of rows)
    periods.set(file_no, (periods.get(file_no) ?? new Set<string>()).add(period));
  return periods;
}

/** A correction is of the file that is called the same; only where none is, of whatever it repeats. */
function judged(
  source: SourceDefinition,
  pair: FilePair,
  pairs: readonly FilePair[],
  kinds: ReadonlyMap<number, FileKind>,
): PairVerdict {
  const [earlier, later] = [kinds.get(pair.file_no)!, kinds.get(pair.by_file_no)!];
  const hasNamesake = (): boolean =>
    pairs.some(
      (one) =>
        one.by_file_no === pair.by_file_no &&
        one.period === pair.period &&
        kinds.get(one.file_no)?.stem === later.stem,
    );
  if (later.isCorrection && earlier.stem !== later.stem && hasNamesake()) return 'beside';
  return judgePair(source, pair, earlier, later);
}

/** Whether a list of events was sent again, longer or corrected: who is missing from it is asked about. */
function isGrown(
  source: SourceDefinition,
  { by_file_no }: FilePair,
  verdict: PairVerdict,
  kinds: ReadonlyMap<number, FileKind>,
): boolean {
  return (
    source.delivery === 'cumulative' && verdict === 'replaces-people' && !kinds.get(by_file_no)?.isPartial
  );
}

/** Of the pairs of one earlier file that with the latest file: who came back in it is not missing. */
function latestOfEach(pairs: readonly FilePair[]): FilePair[] {
  const latest = new Map<string, FilePair>();
  for (const pair of pairs) {
    const key = `${pair.file_no}/${pair.period}`;
    // pairs come with the latest file first
    if (!latest.has(key)) latest.set(key, pair);
  }
  return [...latest.values()];
}

/** Rows of the earlier file that no later one took over. */
async function countStanding(
  warehouse: Warehouse,
  source: SourceDefinition,
  { file_no, period }: FilePair,
): Promise<number> {
  const row = await warehouse.first<{ n: number }>(
    `select count(*) as n from delivery_row
     where file_no = ${file_no} and period = ${quoteText(period)}
       and row_id not in (select row_id from dropped_row where source = ${quoteText(source.source)})`,
  );
  return row?.n ?? 0;
}

/** The file of a pair whose rows are dropped, and the one that counts. */
function sidesOf({ file_no, by_file_no }: FilePair, of: 'earlier' | 'later'): [number, number] {
  return of === 'earlier' ? [file_no, by_file_no] : [by_file_no, file_no];
}

/** Rows that later files take the place of, row by row. */
class Dropping {
  readonly warehouse: Warehouse;
  readonly source: SourceDefinition;
  readonly table: string;
  /** Rows of a file and period that still count; of a list that was repeated a hundred times none is left after one. */
  readonly #left = new Map<string, number>();

  constructor(warehouse: Warehouse, source: SourceDefinition, table: string) {
    this.warehouse = warehouse;
    this.source = source;
    this.table = table;
  }

  /** Drops rows of one file of a pair, by default the earlier one, for those of the other; returns how many. */
  async drop(pair: FilePair, where: string, of: 'earlier' | 'later' = 'earlier'): Promise<number> {
    const [fileNo, byFileNo] = sidesOf(pair, of);
    const scope = `${fileNo}/${pair.period}`;
    const left = this.#left.get(scope) ?? (of === 'earlier' ? pair.lines : pair.by_lines);
    if (left === 0) return 0;
    const dropped = await changed(
      this.warehouse,
      `insert into dropped_row select row_id, ${quoteText(this.source.source)}, ${byFileNo} from delivery_row
       where file_no = ${fileNo} and period = ${quoteText(pair.period)} and ${where}
           and row_id not in (select row_id from dropped_row)`,
    );
    this.#left.set(scope, left - dropped);
    return dropped;
  }
}

async function applyVerdict(dropping: Dropping, pair: FilePair, verdict: PairVerdict): Promise<number> {
  const inLater = (column: string): string =>
    `${column} in (select ${column} from delivery_row
       where file_no = ${pair.by_file_no} and period = ${quoteText(pair.period)} and ${column} is not null)`;
  const of = (fileNo: number): string => `file_no = ${fileNo} and period = ${quoteText(pair.period)}`;
  switch (verdict) {
    case 'replaces-place':
      return dropping.drop(pair, inLater('place'));
    case 'replaces-people':
      return dropping.drop(pair, inLater('person'));
    case 'asks':
      return changed(
        dropping.warehouse,
        `insert into asked_row select row_id, ${quoteText(dropping.source.source)}, ${pair.file_no} from delivery_row
         where ${of(pair.by_file_no)} and row_id not in (select row_id from asked_row) and person in (
             select person from delivery_row where ${of(pair.file_no)})`,
      );
    default:
      return 0;
  }
}

/**
 * A line that stands in both files counts once: in the later one, whose word of its state is the newer; in the earlier one where
 * the later says less. A list without states of payments alone that were not made, though, is that of their second making.
 */
async function countOnce(
  dropping: Dropping,
  pair: FilePair,
): Promise<{ dropped: number; counting: number; rows: number }> {
  const of = tellsLess(pair) && (await speaksOfMore(dropping, pair)) ? 'later' : 'earlier';
  const [dropped, counting] = sidesOf(pair, of);
  const isNothing = dropping.source.line_key.length === 0 || pair.common_lines === 0;
  const rows = isNothing ? 0 : await dropping.drop(pair, `row_id in (${linesInBoth(pair, of)})`, of);
  return { dropped, counting, rows };
}

/** Whether what stands in both files is told apart by words of the earlier one, as it is where the later was not chosen by them. */
async function speaksOfMore({ warehouse, source, table }: Dropping, pair: FilePair): Promise<boolean> {
  if (!pair.lacks_words) return true;
  const row = await warehouse.first<{ is_more: boolean }>(
    `select ${tellsApartSql(source)} as is_more from ${table} where row_id in (${linesInBoth(pair)})`,
  );
  return row?.is_more ?? false;
}

async function noteOverlaps(
  warehouse: Warehouse,
  { source }: SourceDefinition,
  pairs: readonly TwoFiles[],
): Promise<void> {
  const rows = pairs.map(({ period, file_no, by_file_no }) => {
    const [first, second] = [Math.min(file_no, by_file_no), Math.max(file_no, by_file_no)];
    return `(${quoteText(source)}, ${quoteText(period)}, ${first}, ${second})`;
  });
  if (rows.length > 0) await warehouse.run(`insert into file_overlap values ${rows.join(', ')}`);
}

async function changed(warehouse: Warehouse, sql: string): Promise<number> {
  return (await warehouse.connection.run(sql)).rowsChanged;
}

function delivery(
  { source, period, file_no, by_file_no, is_overruled }: FilePair & { source: string; is_overruled: boolean },
  verdict: Delivery['verdict'],
  row_count: number,
): Delivery {
  // a question is about the file that asks it
  const [one, other] = verdict === 'asks' ? [by_file_no, file_no] : [file_no, by_file_no];
  return { source, period, file_no: one, by_file_no: other, verdict, row_count, is_overruled };
}

/**
 * SQL, to be added to a where clause over the rows of a source's files, that leaves out what no longer counts. `fileNo` and
 * `rowId` are the columns that say which file and row it is.
 */
export function stillCounting(
  source: SourceDefinition,
  fileNo: string,
  { replaced, deliveries }: SettledDeliveries,
  rowId: string,
): string {
  const gone = replaced.map(({ file_no, period }) => quoteText(`${file_no}/${period}`));
  const whole =
    gone.length === 0 ? '' : `and ${fileNo} || '/' || ${periodSql(source)} not in (${gone.join(', ')})`;
  const hasDropped = deliveries.some(({ verdict }) => /^replaces-|^same-lines$/.test(verdict));
  return hasDropped
    ? `${whole} and ${rowId} not in (select row_id from dropped_row where source = ${quoteText(source.source)})`
    : whole;
}

/** The tables of deliveries that linking and the rules ask. */
export const overlapsOf = (source: string): string =>
  `select first_no, second_no, try_cast(period as integer) as month from file_overlap where source = ${quoteText(source)}`;
