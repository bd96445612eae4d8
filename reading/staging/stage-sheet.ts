import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { type RawSheet, ROW_FAULTS } from '../raw-file.ts';
import type { SheetRecognition } from '../recognition/recognise-sheet.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { cellReader } from './cell-readers.ts';
import { loadSpool, readDistinctValues } from './distinct-values.ts';
import { spreadMergedCells } from './merged-cells.ts';
import type { ControlTotalCheck, RowCounts } from './reading-result.ts';
import { describeRefusal, refusalExpression, type StagedField } from './row-checks.ts';
import { spoolSheet } from './spool-sheet.ts';

const FAULT_LIST = ROW_FAULTS.map(quoteText).join(', ');

/** A sheet on its way into typed rows. */
export interface SheetToStage {
  sheet: RawSheet;
  recognition: SheetRecognition;
  source: SourceDefinition;
  /** Entitlement month for rows of a sheet without such a column. */
  period: number | null;
  /** Number of the sheet within the file, from 1. */
  sheetNo: number;
}

export interface StagedSheet {
  counts: RowCounts;
  controlTotals: ControlTotalCheck[];
}

/** The file of a sheet's typed rows: those refused are in it too, with their reason, so that it is written in one go. */
export function stagedFile(source: string, sheetNo: number | '*'): string {
  return `staged.${source}.${sheetNo}.parquet`;
}

/**
 * Turns one recognised sheet into a Parquet file of typed rows, and adds to `refused_row` and `ignored_row`.
 * Every row that was received is used, refused or ignored.
 */
export async function stageSheet(
  warehouse: Warehouse,
  job: SheetToStage,
  scratch: string,
): Promise<StagedSheet> {
  const { recognition, source, sheetNo } = job;
  const spool = join(scratch, `sheet-${sheetNo}.spool`);
  const spooled = await spoolSheet(job.sheet, recognition, source, spool);
  const width = Math.max(recognition.headers.length, ...recognition.columns.map(({ index }) => index + 1));
  const cellColumns = Array.from({ length: width }, (_, index) => `c${index}`);
  const raw = `raw_${sheetNo}`;
  const fields = fieldsOf(job);
  await loadSpool(warehouse, spool, raw, ['row_no', 'kind', ...cellColumns], plainMarks(fields));
  rmSync(spool);
  const loaded = (await warehouse.first<{ n: number }>(`select count(*) as n from ${raw}`))?.n ?? 0;
  if (loaded !== spooled.received)
    throw new Error(`${loaded} of ${spooled.received} rows of a sheet were loaded`);

  await spreadMergedCells(warehouse, raw, fields, job.sheet.merges());
  await readOddCells(warehouse, fields, raw, sheetNo);
  const rows = join(scratch, stagedFile(source.source, sheetNo));
  await warehouse.run(
    `copy (${stagingSql(job, fields, raw)}) to ${quoteText(rows)} (format parquet, compression uncompressed)`,
  );
  const table = `read_parquet(${quoteText(rows)})`;
  const used =
    (await warehouse.first<{ n: number }>(`select count(*) as n from ${table} where refused_code is null`))
      ?.n ?? 0;
  const refused = spooled.data + spooled.broken - used;
  if (refused > 0) await keepRefused(warehouse, job, fields, raw, table);
  await warehouse.run(
    `insert into ignored_row
     select ${sheetNo}, ${quoteText(job.sheet.name)}, cast(row_no as integer), kind, ${joinCells(cellColumns)}
     from ${raw} where kind not in ('data', ${FAULT_LIST})`,
  );
  const controlTotals = await checkTotals(warehouse, job, fields, table, spooled.controlTotals);
  await warehouse.run(`drop table ${raw}`);
  return {
    counts: { received: spooled.received, used, refused, ignored: spooled.ignored },
    controlTotals,
  };
}

function fieldsOf({ recognition, source }: SheetToStage): StagedField[] {
  return recognition.columns.flatMap(({ field, index, header }) => {
    const definition = source.fields[field];
    const column = `c${index}`;
    return definition
      ? [{ field, definition, column, isPlain: `plain_${column}`, lookup: null, header }]
      : [];
  });
}

/** Says of every cell that a field reads whether it stands in the plain form, which the engine reads by itself. */
function plainMarks(fields: readonly StagedField[]): { prepared: string[]; columns: string[] } {
  return {
    prepared: fields.flatMap(({ definition, column }) => {
      const prepared = cellReader(definition.type).prepared?.(column);
      return prepared ? [`${prepared} as prepared_${column}`] : [];
    }),
    columns: fields.map(({ definition, column, isPlain }) => {
      const plain = cellReader(definition.type).plain(column, `prepared_${column}`);
      return `${column} is not null and coalesce(${plain}, false) as ${isPlain}`;
    }),
  };
}

/** Reads the cells that are not in the plain form, each distinct one once; where there are none, nothing is made. */
async function readOddCells(
  warehouse: Warehouse,
  fields: readonly StagedField[],
  raw: string,
  sheetNo: number,
): Promise<void> {
  if (fields.length === 0) return;
  const counts = fields.map(
    ({ column, isPlain }) => `count(*) filter (where ${column} is not null and not ${isPlain}) as ${column}`,
  );
  const odd = await warehouse.first<Record<string, number>>(
    `select ${counts.join(', ')} from ${raw} where kind = 'data'`,
  );
  for (const staged of fields) {
    if (!odd?.[staged.column]) continue;
    const reader = cellReader(staged.definition.type);
    const lookup = `value_${sheetNo}_${staged.field}`;
    const query = `select distinct ${staged.column} from ${raw}
      where kind = 'data' and ${staged.column} is not null and not ${staged.isPlain}`;
    await readDistinctValues(warehouse, query, lookup, reader.lookup, reader.read);
    staged.lookup = quoteName(lookup);
  }
}

function stagingSql(job: SheetToStage, fields: readonly StagedField[], raw: string): string {
  const { source, period, sheetNo } = job;
  const staged = fields.flatMap((field) => stagedColumns(field));
  const present = new Set(staged.map(({ name }) => name));
  const absent = absentColumns(source, present).map(({ name, type }) => ({
    name,
    sql: name === source.period_field && period !== null ? String(period) : `cast(null as ${type})`,
  }));
  const columns = [...staged, ...absent].sort((left, right) => (left.name < right.name ? -1 : 1));
  const joins = fields
    .filter(({ lookup }) => lookup !== null)
    .map(({ lookup, column }) => `left join ${lookup} on ${lookup}.raw = raw_row.${column}`);
  const checked = period === null ? source : withPeriodGiven(source);
  return `
    select ${sheetNo}::integer as sheet_no, cast(raw_row.row_no as integer) as row_no,
        ${refusalExpression(checked, fields)} as refused_code,
        ${columns.map(({ name, sql }) => `${sql} as ${quoteName(name)}`).join(',\n        ')}
    from ${raw} as raw_row
    ${joins.join('\n    ')}
    where raw_row.kind = 'data'`;
}

/** The staged columns of a field: from the engine's own reading of plain cells, else from the lookup table. */
function stagedColumns(field: StagedField): { name: string; sql: string }[] {
  const reader = cellReader(field.definition.type);
  const plain = reader.plainColumns(`raw_row.${field.column}`);
  return reader.staged.map(({ suffix, type, from }, index) => {
    const looked =
      field.lookup === null ? `cast(null as ${type})` : `cast(${field.lookup}.${from} as ${type})`;
    return {
      name: field.field + suffix,
      sql: `case when raw_row.${field.isPlain} then ${plain[index]} else ${looked} end`,
    };
  });
}

/** Where the title gives the month, no row lacks it. */
function withPeriodGiven(source: SourceDefinition): SourceDefinition {
  const { period_field: period } = source;
  return {
    ...source,
    row_needs: source.row_needs.filter((group) => period === null || !group.includes(period)),
  };
}

/** Columns of the source that this sheet has no header for: they are there all the same, empty. */
export function absentColumns(
  source: SourceDefinition,
  present: ReadonlySet<string>,
): { name: string; type: string }[] {
  return Object.entries(source.fields).flatMap(([field, { type: fieldType }]) =>
    cellReader(fieldType)
      .staged.map(({ suffix, type }) => ({ name: field + suffix, type }))
      .filter(({ name }) => !present.has(name)),
  );
}

async function keepRefused(
  warehouse: Warehouse,
  job: SheetToStage,
  fields: readonly StagedField[],
  raw: string,
  table: string,
): Promise<void> {
  const { sheetNo, sheet, source, recognition } = job;
  const headers = new Map(fields.map(({ field, header }) => [field, header]));
  const columnOf = new Map(fields.map(({ field, column }) => [field, column]));
  const seen = new Map<string, number>();
  const pairs = recognition.headers.map((header, index) => {
    const text = header === '' ? `第${index + 1}栏` : header;
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    return `${quoteText(times === 1 ? text : `${text}(${times})`)}, raw_row.c${index}`;
  });
  const refused = `
    select raw_row.row_no, coalesce(staged.refused_code, raw_row.kind) as code,
        json_object(${pairs.join(', ')}) as cells, raw_row.*
    from ${raw} as raw_row
    left join ${table} as staged on staged.row_no = cast(raw_row.row_no as integer)
    where raw_row.kind in (${FAULT_LIST}) or staged.refused_code is not null`;
  await warehouse.run(`create or replace temp table refused_now as ${refused}`);
  const codes = await warehouse.rows<{ code: string }>('select distinct code from refused_now order by code');
  for (const { code } of codes) {
    const column = columnOf.get(code.split(':')[1] ?? '') ?? null;
    const value = column && code.startsWith('unreadable') ? `coalesce(${column}, '')` : "''";
    const words = describeRefusal(code, source, headers, '\x1e');
    const sentence = (text: string): string => text.split('\x1e').map(quoteText).join(` || ${value} || `);
    await warehouse.run(
      `insert into refused_row
       select ${sheetNo}, ${quoteText(sheet.name)}, cast(row_no as integer), code,
           ${sentence(words.zh)}, ${sentence(words.en)}, cast(cells as varchar)
       from refused_now where code = ${quoteText(code)}`,
    );
  }
  await warehouse.run('drop table refused_now');
}

async function checkTotals(
  warehouse: Warehouse,
  job: SheetToStage,
  fields: readonly StagedField[],
  table: string,
  stated: { amounts_fen: Record<string, number>; head_count: number | null },
): Promise<ControlTotalCheck[]> {
  const checks: ControlTotalCheck[] = [];
  const statedFields = Object.entries(stated.amounts_fen);
  const sums = statedFields.map(
    ([field]) => `coalesce(sum(${quoteName(field)}), 0)::bigint as ${quoteName(field)}`,
  );
  const read =
    sums.length === 0
      ? {}
      : await warehouse.first<Record<string, number>>(`select ${sums.join(', ')} from ${table}`);
  for (const [field, fen] of statedFields) {
    const header = fields.find((candidate) => candidate.field === field)?.header ?? field;
    checks.push({ sheet: job.sheet.name, field, header, stated: fen, read: read?.[field] ?? 0 });
  }
  if (stated.head_count !== null) {
    const rows = await warehouse.first<{ n: number }>(`select count(*) as n from ${table}`);
    checks.push({
      sheet: job.sheet.name,
      field: 'head_count',
      header: '人数',
      stated: stated.head_count,
      read: rows?.n ?? 0,
    });
  }
  return checks;
}

function joinCells(columns: readonly string[]): string {
  return `concat_ws(' | ', ${columns.join(', ')})`;
}
