import { join } from 'node:path';
import { numberRowSql } from '../../core/row-number.ts';
import { titledColumn } from '../../reading/deliveries/assumed-month.ts';
import type { Delivery } from '../../reading/deliveries/delivery.ts';
import { futureNumberColumns, impossibleSql } from '../../reading/deliveries/impossible-dates.ts';
import { inPrecedence } from '../../reading/deliveries/precedence.ts';
import { type LentCell, lentCells, withSaidBefore } from '../../reading/deliveries/said-before.ts';
import { type SettledDeliveries, stillCounting } from '../../reading/deliveries/settle-deliveries.ts';
import type { ReadFile } from '../../reading/kept-readings.ts';
import type { Receipt } from '../../reading/receiving/receipt.ts';
import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import { stagedFile } from '../../reading/staging/stage-sheet.ts';
import { absentColumns } from '../../reading/staging/typed-rows.ts';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';

/** Name of a source's tables in the warehouse. */
export function tableOf(source: string): string {
  return source.replaceAll('-', '_');
}

export const NOTHING_REPLACED: SettledDeliveries = { deliveries: [], replaced: [] };

/** Makes `staged_row.*` once more over files that an earlier night has put together, with what it found to count. */
export async function viewLoaded(
  warehouse: Warehouse,
  files: readonly ReadFile[],
  sources: readonly SourceDefinition[],
  { deliveries, asOf }: { deliveries: readonly Delivery[]; asOf: string },
): Promise<void> {
  await warehouse.run('create schema staged_row');
  const ordered = inPrecedence(files);
  const lent = await lentCells(warehouse);
  for (const source of sources) {
    const own = ordered.filter(({ reading }) => reading.sources.includes(source.source));
    const ofSource = deliveries.filter((delivery) => delivery.source === source.source);
    const settled = {
      deliveries: ofSource,
      replaced: ofSource.filter(({ verdict }) => verdict === 'replaces'),
    };
    const table = `staged_row.${quoteName(tableOf(source.source))}`;
    await gatherSmall(warehouse, source, own);
    await viewRows(warehouse, source, table, own, settled, asOf, lent);
  }
}

/** A view over the staged files: what is not asked for is not read, and nothing is copied. */
export async function viewRows(
  warehouse: Warehouse,
  source: SourceDefinition,
  table: string,
  files: readonly ReadFile[],
  settled: SettledDeliveries,
  asOf: string | null,
  lent: readonly LentCell[] = [],
): Promise<void> {
  const rows = withSaidBefore(source, lent, rowsSql(source, files, settled, asOf));
  await warehouse.run(`create or replace view ${table} as ${rows}`);
}

function rowsSql(
  source: SourceDefinition,
  files: readonly ReadFile[],
  settled: SettledDeliveries,
  asOf: string | null,
): string {
  if (files.length === 0) {
    const columns = absentColumns(source, new Set()).map(
      ({ name, type }) => `cast(null as ${type}) as ${quoteName(name)}`,
    );
    return `select cast(null as bigint) as row_id, cast(null as integer) as file_no,
      cast(null as varchar) as file_name, cast(null as integer) as sheet_no, cast(null as integer) as row_no${titledColumn(source, files)},
      ${columns.join(', ')} where false`;
  }
  const { small, large } = partsOf(source, files);
  const scans = [
    ...(small.length > 0 ? [`select * from ${smallOf(source)}`] : []),
    ...(large.length > 0 ? [scanOfLarge(large)] : []),
  ];
  const row = numberRowSql('file_no');
  return `select ${row} as row_id, file_no, file_name, staged_part.* exclude (file_no, file_name, refused_code)${futureNumberColumns(source, asOf)}${titledColumn(source, files)}
    from (${scans.join(' union all by name ')}) as staged_part
    where refused_code is null ${stillCounting(source, 'file_no', settled, row)} ${impossibleSql(source, asOf)}`;
}

/** All rows of one file stand under one name: the engine asks once for some thousand rows which file it is. */
function scanOfLarge(parts: readonly Part[]): string {
  const byName = (value: (part: Part) => string): string =>
    `case filename ${parts.map((part) => `when ${quoteText(part.path)} then ${value(part)}`).join(' ')} end`;
  return `select * exclude (filename), ${byName(({ receipt }) => `cast(${receipt.sequence} as integer)`)} as file_no,
      ${byName(({ receipt }) => quoteText(receipt.name))} as file_name
    from ${scanOf(parts)}`;
}

interface Part {
  receipt: Receipt;
  path: string;
}

/** Opening a file costs as much as reading some thousand rows of it: files with fewer are put into one table first. */
const FEW_ROWS = 5000;

/** So many small files are opened anew by each query. */
const FEW_FILES = 8;

function partsOf(source: SourceDefinition, files: readonly ReadFile[]): { small: Part[]; large: Part[] } {
  const parts = files.flatMap(({ receipt, reading, folder }) =>
    reading.sheets
      .filter((sheet) => sheet.source === source.source)
      .map(({ sheet_no, counts }) => ({
        part: { receipt, path: join(folder, stagedFile(source.source, sheet_no)) },
        isSmall: counts.received <= FEW_ROWS,
      })),
  );
  const small = parts.filter(({ isSmall }) => isSmall).map(({ part }) => part);
  const large = parts.filter(({ isSmall }) => !isSmall).map(({ part }) => part);
  return small.length > FEW_FILES ? { small, large } : { small: [], large: parts.map(({ part }) => part) };
}

const smallOf = (source: SourceDefinition): string =>
  `staged_row.${quoteName(`small_files_of_${tableOf(source.source)}`)}`;

export function scanOf(parts: readonly Part[]): string {
  return `read_parquet([${parts.map(({ path }) => quoteText(path)).join(', ')}], filename = true)`;
}

/** Puts the rows of a source's small files into one table, where there are many of them. */
export async function gatherSmall(
  warehouse: Warehouse,
  source: SourceDefinition,
  files: readonly ReadFile[],
): Promise<void> {
  const { small } = partsOf(source, files);
  if (small.length === 0) return;
  const before = await warehouse.first<{ cache: boolean }>(
    "select current_setting('enable_external_file_cache') as cache",
  );
  // remembering what is never read again costs more than the reading itself
  await warehouse.run('set enable_external_file_cache = false');
  await warehouse.run(`create or replace table ${smallOf(source)} as
     select staged_part.* exclude (filename), part.file_no, part.file_name
     from ${scanOf(small)} as staged_part
     inner join ${fileOfPart(small)} on part.path = staged_part.filename`);
  await warehouse.run(`set enable_external_file_cache = ${before?.cache ?? true}`);
}

/** Whose each part is: one scan over all of them costs no plan that grows with their number. */
export function fileOfPart(parts: readonly Part[]): string {
  const rows = parts.map(
    ({ path, receipt }) => `(${quoteText(path)}, ${receipt.sequence}, ${quoteText(receipt.name)})`,
  );
  return `(values ${rows.join(', ')}) as part (path, file_no, file_name)`;
}
