import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import type { ReadFile } from '../kept-readings.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import type { Delivery, DeliveryRuling } from './delivery.ts';
import { kindOf } from './kind.ts';
import { periodSql, personSql } from './period.ts';

/** From this share of its payments on a sheet is one of those that another sheet lists, and no second payment. */
const REPEATED = 0.9;

/**
 * Sheets of one workbook that list payments which a larger or an earlier one lists as well: townships beside the county, a copy
 * of the sheet. What stands in both, by person, period, amount and what is said of it, counts once; a sheet of arrears stands beside the main
 * one. Leaves such rows in `dropped_row`.
 */
export async function dropRepeatedSheets(
  warehouse: Warehouse,
  source: SourceDefinition,
  table: string,
  files: readonly ReadFile[],
  rulings: readonly DeliveryRuling[],
): Promise<Delivery[]> {
  const amount = amountSql(source);
  // a payment that came back is none that was made
  const words = Object.keys(source.vocabulary)
    .filter((field) => field in source.fields)
    .map((field) => `coalesce(${quoteName(field)}, '')`);
  const several = files.flatMap((file) => sheetsBeside(source, file, rulings));
  if (amount === null || several.length === 0) return [];
  const sheets = several.map(({ file_no, sheet_no }) => `(${file_no}, ${sheet_no})`).join(', ');
  await warehouse.run(`
    create or replace temp table sheet_line as
    select row_id, file_no, sheet_no, period, line,
        row_number() over (partition by file_no, sheet_no, period, line order by row_id) as copy
    from (
        select row_id, file_no, sheet_no, ${periodSql(source)} as period, hash(${[personSql(source), amount, ...words].join(', ')}) as line
        from ${table}
        inner join (values ${sheets}) as beside (file_no, sheet_no) using (file_no, sheet_no)
    );
    create or replace temp table repeated_line as
    with size as (
        select file_no, sheet_no, count(*) as lines from sheet_line group by file_no, sheet_no
    ),
    common as (
        select one.file_no, one.sheet_no, other.sheet_no as by_sheet_no, count(*) as lines
        from sheet_line as one
        inner join sheet_line as other using (file_no, period, line, copy)
        where one.sheet_no <> other.sheet_no
        group by all
    ),
    repeated as (
        select common.file_no, common.sheet_no, common.by_sheet_no
        from common
        inner join size on size.file_no = common.file_no and size.sheet_no = common.sheet_no
        inner join size as other on other.file_no = common.file_no and other.sheet_no = common.by_sheet_no
        where
            common.lines >= ${REPEATED} * size.lines
            and (other.lines > size.lines or (other.lines = size.lines and other.sheet_no < size.sheet_no))
    )
    select distinct one.row_id, one.file_no, one.period
    from sheet_line as one
    inner join repeated using (file_no, sheet_no)
    inner join sheet_line as other
        on other.file_no = one.file_no and other.sheet_no = repeated.by_sheet_no
        and other.period = one.period and other.line = one.line and other.copy = one.copy;
    insert into dropped_row select row_id, ${quoteText(source.source)}, file_no from repeated_line`);
  const rows = await warehouse.rows<{ file_no: number; period: string; n: number }>(
    'select file_no, period, count(*) as n from repeated_line group by file_no, period order by file_no, period',
  );
  await warehouse.run('drop table sheet_line; drop table repeated_line');
  return rows.map(({ file_no, period, n }) => ({
    ...{ source: source.source, period, file_no, by_file_no: file_no },
    ...{ verdict: 'same-lines', row_count: n, is_overruled: false },
  }));
}

/** The main sheets of a file that has several of them, unless somebody said that they stand beside each other. */
function sheetsBeside(
  { source }: SourceDefinition,
  { receipt, reading }: ReadFile,
  rulings: readonly DeliveryRuling[],
): { file_no: number; sheet_no: number }[] {
  const { hash, sequence: file_no } = receipt;
  if (rulings.some((one) => one.hash === hash && one.by_hash === hash && one.verdict === 'beside')) return [];
  const own = reading.sheets.filter(
    (sheet) =>
      sheet.source === source &&
      !kindOf({ receipt: { ...receipt, name: '' }, reading: { ...reading, sheets: [sheet] } })
        .isSupplementary,
  );
  return own.length < 2 ? [] : own.map(({ sheet_no }) => ({ file_no, sheet_no }));
}

/** What a row says was paid, in SQL; null where the rows of the source are no payments. */
function amountSql({ pays, line_key, line_parts, fields }: SourceDefinition): string | null {
  const money = line_key.filter((field) => fields[field]?.type === 'money');
  if (pays === null || money.length === 0) return null;
  // a sum before its parts
  const ordered = money.toSorted(
    (one, other) => Number(line_parts.includes(one)) - Number(line_parts.includes(other)),
  );
  return `coalesce(${[...ordered.map(quoteName), 'null'].join(', ')})`;
}
