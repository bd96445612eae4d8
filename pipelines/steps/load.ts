import { join } from 'node:path';
import { numberRowSql } from '../../core/row-number.ts';
import { completeMonth } from '../../reading/deliveries/complete-month.ts';
import {
  firstDayOtherwise,
  futureNumberColumns,
  impossibleSql,
  refuseImpossible,
} from '../../reading/deliveries/impossible-dates.ts';
import { byPrecedence } from '../../reading/deliveries/precedence.ts';
import {
  type Delivery,
  type DeliveryRuling,
  prepareDeliveries,
  type SettledDeliveries,
  settleDeliveries,
  stillCounting,
} from '../../reading/deliveries/settle-deliveries.ts';
import type { ReadFile } from '../../reading/read-received.ts';
import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import type { SheetReading } from '../../reading/staging/reading-result.ts';
import { absentColumns, stagedFile } from '../../reading/staging/stage-sheet.ts';
import { type HeldWord, interpretWords } from '../../reading/vocabularies/interpret.ts';
import type { TaughtWord } from '../../reading/vocabularies/taught-word.ts';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';

/** Name of a source's tables in the warehouse. */
export function tableOf(source: string): string {
  return source.replaceAll('-', '_');
}

const NOTHING_REPLACED: SettledDeliveries = { deliveries: [], replaced: [] };

/** A row that waits as a whole: it is asked what its file is. */
export const WHOLE_ROW = '*';

export interface LoadOptions {
  /** The day the night is run for: nothing that has happened is dated after it. */
  asOf: string;
  /** The office's own words. */
  taught: readonly TaughtWord[];
  /** What people said about files that others may replace. */
  rulings: readonly DeliveryRuling[];
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
  await warehouse.run('create schema staged_row');
  await loadFileTables(warehouse, files);
  const ordered = [...files].sort(byPrecedence);
  const deliveries: Delivery[] = [];
  await prepareDeliveries(warehouse);
  const impossible = new Map<number, number>();
  const untils: string[] = [];
  for (const source of sources) {
    const own = ordered.filter(({ reading }) => reading.sources.includes(source.source));
    const table = `staged_row.${quoteName(tableOf(source.source))}`;
    await warehouse.run(createView(source, table, own, NOTHING_REPLACED, null));
    if (own.length > 0) untils.push((await firstDayOtherwise(warehouse, source, table, options.asOf)) ?? '');
    await refuseImpossible(warehouse, source, table, options.asOf, impossible);
    await warehouse.run(createView(source, table, own, NOTHING_REPLACED, options.asOf));
    const settled = await settleDeliveries(warehouse, source, table, own, options.rulings);
    if (settled.deliveries.length > 0)
      await warehouse.run(createView(source, table, own, settled, options.asOf));
    deliveries.push(...settled.deliveries);
  }
  for (const [fileNo, rows] of impossible)
    await warehouse.run(
      `update file set used = used - ${rows}, refused = refused + ${rows} where file_no = ${fileNo}`,
    );
  const held = await interpretWords(warehouse, sources, files, options.taught);
  await warehouse.run(`
    insert into held select asked_row.row_id, asked_row.source, '${WHOLE_ROW}', coalesce(file.name, '')
    from asked_row left join file on file.file_no = asked_row.file_no`);
  const until = untils.filter((day) => day !== '').sort()[0] ?? null;
  return { deliveries, held, impossible, until };
}

/** Makes `staged_row.*` once more over files that an earlier night has put together, with what it found to count. */
export async function viewLoaded(
  warehouse: Warehouse,
  files: readonly ReadFile[],
  sources: readonly SourceDefinition[],
  { deliveries, asOf }: { deliveries: readonly Delivery[]; asOf: string },
): Promise<void> {
  await warehouse.run('create schema staged_row');
  const ordered = [...files].sort(byPrecedence);
  for (const source of sources) {
    const own = ordered.filter(({ reading }) => reading.sources.includes(source.source));
    const ofSource = deliveries.filter((delivery) => delivery.source === source.source);
    const settled = {
      deliveries: ofSource,
      replaced: ofSource.filter(({ verdict }) => verdict === 'replaces'),
    };
    const table = `staged_row.${quoteName(tableOf(source.source))}`;
    await warehouse.run(createView(source, table, own, settled, asOf));
  }
}

/** A view over the staged files: what is not asked for is not read, and nothing is copied. */
function createView(
  source: SourceDefinition,
  table: string,
  files: readonly ReadFile[],
  settled: SettledDeliveries,
  asOf: string | null,
): string {
  if (files.length === 0) {
    const columns = absentColumns(source, new Set()).map(
      ({ name, type }) => `cast(null as ${type}) as ${quoteName(name)}`,
    );
    return `create or replace view ${table} as select cast(null as bigint) as row_id, cast(null as integer) as file_no,
      cast(null as varchar) as file_name, cast(null as integer) as sheet_no, cast(null as integer) as row_no,
      ${columns.join(', ')} where false`;
  }
  const parts = files.map(({ receipt, folder }) => {
    const rowId = numberRowSql(receipt.sequence);
    const still = stillCounting(source, receipt.sequence, settled, rowId);
    return `
      select ${rowId} as row_id,
          ${receipt.sequence} as file_no, ${quoteText(receipt.name)} as file_name, * exclude (refused_code)${futureNumberColumns(source, asOf)}
      from read_parquet(${quoteText(join(folder, stagedFile(source.source, '*')))})
      where refused_code is null ${still} ${impossibleSql(source, asOf)}`;
  });
  return `create or replace view ${table} as ${parts.join(' union all by name ')}`;
}

async function loadFileTables(warehouse: Warehouse, files: readonly ReadFile[]): Promise<void> {
  await warehouse.run(`
    create table file (
        file_no integer, hash varchar, name varchar, status varchar, source varchar, received_at varchar,
        received bigint, used bigint, refused bigint, ignored bigint, zh varchar, en varchar);
    create table file_complete (file_no integer, month integer);
    create table file_sheet (
        file_no integer, sheet_no integer, sheet varchar, source varchar, headers varchar, kept varchar, columns varchar);
    create table refused (
        file_no integer, file varchar, sheet varchar, row_no integer, code varchar, zh varchar, en varchar, cells varchar);
    create table ignored (file_no integer, file varchar, sheet varchar, row_no integer, kind varchar, text varchar)`);
  for (const { receipt, reading, folder } of files) {
    const { counts } = reading;
    await warehouse.run(
      'insert into file values ($no, $hash, $name, $status, $source, $at, $received, $used, $refused, $ignored, $zh, $en)',
      {
        no: receipt.sequence,
        hash: receipt.hash,
        name: receipt.name,
        status: reading.status,
        source: reading.sources.join('+'),
        at: receipt.received_at,
        received: counts.received,
        used: counts.used,
        refused: counts.refused,
        ignored: counts.ignored,
        zh: reading.zh,
        en: reading.en,
      },
    );
    await warehouse.run(
      `insert into file_complete values (${receipt.sequence}, ${completeMonth({ receipt, reading })})`,
    );
    for (const sheet of reading.sheets) {
      await warehouse.run(
        'insert into file_sheet values ($no, $sheetNo, $sheet, $source, $headers, $kept, $columns)',
        {
          no: receipt.sequence,
          sheetNo: sheet.sheet_no,
          sheet: sheet.sheet,
          source: sheet.source,
          headers: JSON.stringify(sheet.headers),
          kept: JSON.stringify(keptColumns(sheet)),
          columns: JSON.stringify(sheet.columns),
        },
      );
    }
    if (reading.status !== 'used') continue;
    const file = `${receipt.sequence}, ${quoteText(receipt.name)}`;
    await warehouse.run(`
      insert into refused select ${file}, sheet, row_no, code, zh, en, cells
      from read_parquet(${quoteText(join(folder, 'refused.parquet'))});
      insert into ignored select ${file}, sheet, row_no, kind, text
      from read_parquet(${quoteText(join(folder, 'ignored.parquet'))})`);
  }
}

/** Columns that may be shown: all but those that must not be imported. */
function keptColumns(sheet: SheetReading): number[] {
  const barred = new Set(
    sheet.unused.filter(({ reason }) => reason === 'never-import').map(({ index }) => index),
  );
  return sheet.headers.map((_header, index) => index).filter((index) => !barred.has(index));
}
