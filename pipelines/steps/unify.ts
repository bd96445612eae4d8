import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileNoSql, numberRowSql } from '../../core/row-number.ts';
import { periodSql } from '../../reading/deliveries/period.ts';
import { overlapsOf } from '../../reading/deliveries/settle-deliveries.ts';
import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import { UNREAD } from '../../reading/vocabularies/vocabulary.ts';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { type LaneStep, runInLanes } from '../../storage/warehouse/lanes.ts';
import { checkHolderNames } from '../persons/holder-names.ts';
import { proposeIdRepairs } from '../persons/id-repairs.ts';
import { fillCalendarMonth } from '../rules/calendar.ts';
import { canonicalTablesIn, derivedTables } from '../rules/case-warehouse.ts';
import type { CarriedTables } from './carry-over.ts';
import { coverEmpty, fillEmpty } from './fill-empty.ts';
import { arrivedOf, WHOLE_ROW } from './load.ts';
import { queriesOf, SQL, sqlFiles } from './source-queries.ts';
import { tableOf } from './staged-views.ts';

/**
 * Consumes `staged.*` and `link.*`; leaves the business tables `canonical.*`. Each source's folder holds one query per
 * canonical table it feeds; the derived tables follow in the order of their numbers.
 */
export async function unify(
  warehouse: Warehouse,
  sources: readonly SourceDefinition[],
  carried: CarriedTables | null = null,
): Promise<void> {
  // no query asks in which order rows stand: tables are filled as they come
  await warehouse.run('set preserve_insertion_order = false');
  const told = await fillFromRows(warehouse, sources, carried);
  await runInLanes(warehouse, [...told, ...deriving(() => true)]);
  await carried?.close();
  await warehouse.run('reset preserve_insertion_order');
}

/** The same without what is derived, for whoever asks what the lists say themselves. */
export async function fillBaseTables(
  warehouse: Warehouse,
  sources: readonly SourceDefinition[],
): Promise<void> {
  await runInLanes(warehouse, await fillFromRows(warehouse, sources, null));
}

/** Fills the tables that follow from a source's rows one by one; answers what then follows from these and from who is who. */
async function fillFromRows(
  warehouse: Warehouse,
  sources: readonly SourceDefinition[],
  carried: CarriedTables | null,
): Promise<LaneStep[]> {
  const arrived = await arrivedOf(warehouse, sources);
  await createBaseTables(warehouse, carried);
  await fillCalendarMonth(warehouse.connection);
  // as the views are written: a list's rows, and beside them what little is looked up for each. The engine cannot tell
  // which of the two is wide, and would lay the list's rows out to look the persons up in them
  await warehouse.run("set disabled_optimizers = 'join_order,build_side_probe_side'");
  const held = await filesOfHeld(warehouse);
  await runInLanes(
    warehouse,
    arrived.flatMap((source) =>
      queriesOf(source.source).map(({ table, sql }) => ({
        reads: canonicalTablesIn(sql),
        leaves: [table],
        run: (lane) => fillTable(lane, source, table, sql, carried),
      })),
    ),
  );
  await warehouse.run(`reset disabled_optimizers; ${AS_THEY_ARE}`);
  return [
    ...PERSON_TABLES.map((name): LaneStep => {
      const sql = readFileSync(join(SQL, 'matching/persons', `${name}.sql`), 'utf8');
      return { reads: [], leaves: canonicalTablesIn(sql), run: (lane) => lane.run(sql) };
    }),
    {
      reads: ['roster_line', 'bank_result', 'household_member'],
      leaves: ['holder_name_check'],
      run: checkHolderNames,
    },
    {
      reads: [],
      leaves: ['overlapping_delivery'],
      run: async (lane) => {
        for (const source of arrived.filter(({ pays }) => pays === 'pension'))
          await lane.run(`insert into canonical.overlapping_delivery ${overlapsOf(source.source)}`);
      },
    },
    {
      reads: ['person', 'registered_person'],
      leaves: ['held_row'],
      run: async (lane) => {
        for (const source of arrived)
          for (const { table, sql } of held.has(source.source) ? queriesOf(source.source) : [])
            await holdWaiting(
              lane,
              source,
              table,
              whichWait(source, table, sql).waiting,
              held.get(source.source),
            );
        await holdRefused(lane, arrived);
      },
    },
    { reads: [], leaves: ['empty_list'], run: (lane) => fillEmpty(lane, arrived) },
    {
      reads: ['empty_list'],
      leaves: ['source_coverage'],
      run: (lane) => fillCoverage(lane, arrived),
    },
    { reads: [], leaves: ['id_repair'], run: proposeIdRepairs },
  ];
}

/** Those about persons, filled from the linked rows. */
const PERSON_TABLES = ['30-person', '31-registered_person', '32-identity_use', '33-same_person'] as const;

/** Makes the derived tables of these names, all of them where none are named; the others must be there. */
export async function deriveTables(
  warehouse: Warehouse,
  isWanted: (name: string) => boolean = () => true,
): Promise<void> {
  await runInLanes(warehouse, deriving(isWanted));
}

const deriving = (isWanted: (name: string) => boolean): LaneStep[] =>
  derivedSql()
    .filter(({ name }) => isWanted(name))
    .map(({ name, sql }) => ({
      reads: canonicalTablesIn(sql),
      leaves: [name],
      run: (lane) =>
        lane.run(
          `create or replace ${VIEWED.has(name) ? 'view' : 'table'} canonical.${quoteName(name)} as ${sql}`,
        ),
    }));

/** Derived tables nearly all of which stands in another table as it is: a night keeps it once, as that table's. */
const VIEWED: ReadonlySet<string> = new Set(['benefit_payment', 'enrolment_standing', 'fund_line']);

/**
 * Columns of a base table in which nearly every person has a value of their own: looking for what to shorten in them cost
 * half of the time of writing a year's roster lines, and a third of what every rule took to read them.
 */
const OF_ONE_PERSON =
  /^ {4}(person_id|resident_id|resident_id_raw|name|name_group|account_no|holder_name|household_no) varchar\b/gm;

/**
 * Beside a year's roster lines all tables are small, and what stands in them is mostly one person's: looking for texts to shorten
 * cost more than half of the time of writing them.
 */
const AS_THEY_ARE = "set disabled_compression_methods = 'dict_fsst'";

/** The column by which a canonical table names the received row. */
const ROW_KEYS = ['row_id', 'record_id', 'line_id'];

/**
 * Puts a source's rows into a canonical table, but for those that wait for somebody to say what a word means which the
 * query asks for, or what a remark means that leaves doubt of them: these stand in `canonical.held_row` instead, so that no
 * rule takes their silence for an answer.
 */
async function fillTable(
  warehouse: Warehouse,
  source: SourceDefinition,
  table: string,
  sql: string,
  carried: CarriedTables | null,
): Promise<void> {
  if (carried?.isWhole(source.source, table)) return;
  const { key, left } = whichWait(source, table, sql);
  const isCarried =
    carried?.isByRow(source.source, table) &&
    (await carried.refill(
      warehouse,
      source.source,
      table,
      `select row_id, person_id, match_strength from link.row_person
       where source = ${quoteText(source.source)} and row_id not in (${left})`,
      sql,
    ));
  if (!isCarried)
    await warehouse.run(`
      insert into canonical.${quoteName(table)} by name
      select * from (${sql}) where ${key} not in (${left})`);
}

/** By which column a source's query for a table names the received row, which rows it leaves out, and which of them wait. */
export function whichWait(
  source: SourceDefinition,
  table: string,
  sql: string,
): { key: string; left: string; waiting: string } {
  const asked = [
    ...Object.keys(source.vocabulary).filter((field) => new RegExp(`\\b${field}_means\\b`).test(sql)),
    ...Object.entries(source.fields).flatMap(([field, { blank_holds }]) => (blank_holds ? [field] : [])),
    // a remark that leaves doubt of its row does so whatever a query looks at
    ...(source.vocabulary.remark?.doubts.length ? ['remark'] : []),
    UNREAD,
    WHOLE_ROW,
  ];
  const waiting = `source = ${quoteText(source.source)} and field in (${asked.map(quoteText).join(', ')})`;
  const key = ROW_KEYS.find((name) => new RegExp(`\\b${name},`).test(sql));
  if (!key) throw new Error(`${source.source}/${table}.sql names no received row`);
  return { key, left: leftOut(source, sql, waiting), waiting };
}

/** The files of each source in which a row waits. */
async function filesOfHeld(warehouse: Warehouse): Promise<Map<string, number[]>> {
  const rows = await warehouse.rows<{ source: string; file_no: number }>(
    `select distinct source, ${fileNoSql('row_id')} as file_no from held`,
  );
  const bySource = Map.groupBy(rows, ({ source }) => source);
  return new Map([...bySource].map(([source, own]) => [source, own.map(({ file_no }) => file_no)]));
}

/**
 * Puts the rows of a source that wait into `canonical.held_row`, for a table in which they would be; in `files` alone where it
 * is known that they stand there.
 */
export async function holdWaiting(
  warehouse: Warehouse,
  source: SourceDefinition,
  table: string,
  waiting: string,
  files: readonly number[] = [],
): Promise<void> {
  await warehouse.run(`
    insert into canonical.held_row
    select held.row_id, row_person.person_id, ${quoteText(table)}, held.field, held.word,
        try_cast(${periodSql(source)} as integer)
    from held
    left join link.row_person on row_person.row_id = held.row_id and row_person.source = ${quoteText(source.source)}
    inner join staged_row.${quoteName(tableOf(source.source))} as staged_line on staged_line.row_id = held.row_id
    where held.${waiting}${files.length === 0 ? '' : ` and staged_line.file_no in (${files.join(', ')})`}`);
}

/** Rows that wait for a meaning, and those that a mark among the remarks voids where the query does not look at remarks itself. */
function leftOut(source: SourceDefinition, sql: string, waiting: string): string {
  const held = `select row_id from held where ${waiting}`;
  const isOwn = !source.vocabulary.remark?.means.void || /\bremark_means\b/.test(sql);
  const voided = [...(isOwn ? [] : ['remark']), UNREAD].map(
    (field) => `
      select row_id from staged_row.${quoteName(tableOf(source.source))} where ${field} in (
          select raw from word where source = ${quoteText(source.source)} and field = ${quoteText(field)} and means = 'void')`,
  );
  return [held, ...voided].join(' union all ');
}

/**
 * A row that was refused says nothing of the person it names, neither that a record is missing: it stands in `canonical.held_row`
 * beside those that wait for a word, for each table it would have been in. It names a person by the number, or by the name
 * where nobody has the number.
 */
async function holdRefused(warehouse: Warehouse, sources: readonly SourceDefinition[]): Promise<void> {
  const tables = sources.flatMap(({ source }) =>
    queriesOf(source).map(({ table }) => `(${quoteText(source)}, ${quoteText(table)})`),
  );
  if (tables.length === 0) return;
  await warehouse.run(`
    insert into canonical.held_row
    with refused_row as (
        select distinct refused.file_no, file_sheet.sheet_no, refused.row_no, file_sheet.source, refused.cells
        from refused
        inner join file_sheet on file_sheet.file_no = refused.file_no and file_sheet.sheet = refused.sheet
    ),
    said as (
        select distinct file_no, sheet_no, row_no, source,
            upper(replace(unnest(regexp_extract_all(cells, ':"([^"]*)"', 1)), ' ', '')) as word
        from refused_row
    ),
    -- whom the register alone tells of beside the others; looked up first, since few of half a million are named
    somebody as (
        select person_id, resident_id, name, false as is_of_register from canonical.person
        union all
        select person_id, resident_id, coalesce(name, ''), true from canonical.registered_person
    ),
    met as (
        select said.*, person.person_id, person.is_of_register, true as is_by_number
        from said inner join somebody as person on person.resident_id = said.word
        union all
        select said.*, person.person_id, person.is_of_register, false
        from said inner join somebody as person on upper(replace(person.name, ' ', '')) = said.word
    ),
    named as materialized (
        select * from met
        where not is_of_register or person_id not in (select person_id from canonical.person)
    )
    select distinct ${numberRowSql('named.file_no')}, named.person_id, fed.table_name, '', '', cast(null as integer)
    from named
    inner join (values ${tables.join(', ')}) as fed (source, table_name) on fed.source = named.source
    where named.is_by_number or not exists (
        select 1 from named as numbered
        where numbered.is_by_number and numbered.file_no = named.file_no
            and numbered.sheet_no = named.sheet_no and numbered.row_no = named.row_no
    )`);
}

export async function createBaseTables(
  warehouse: Warehouse,
  carried: CarriedTables | null = null,
): Promise<void> {
  await warehouse.run('create schema if not exists canonical');
  for (const { name, sql } of sqlFiles(join(SQL, 'canonical/base')))
    if (!carried?.has(name))
      await warehouse.run(sql.replace(OF_ONE_PERSON, "$& using compression 'uncompressed'"));
}

/** One of them alone, empty, under its own name or another: what a query leaves out has its value by default. */
export async function layBaseTable(warehouse: Warehouse, table: string, name = table): Promise<void> {
  const sql = readFileSync(join(SQL, 'canonical/base', `${table}.sql`), 'utf8');
  await warehouse.run(sql.replace(`canonical.${table} (`, `canonical.${quoteName(name)} (`));
}

/** The derived tables in the order in which they are made, each with its query. */
export const derivedSql = (): ReturnType<typeof derivedTables> => derivedTables(join(SQL, 'canonical'));

async function fillCoverage(warehouse: Warehouse, sources: readonly SourceDefinition[]): Promise<void> {
  const counts = sources.map((source) => {
    const dated = Object.entries(source.fields).flatMap(([field, { type }]) => {
      if (type === 'month' && !field.startsWith('arrears') && !field.endsWith('_month'))
        return [quoteName(field)];
      return type === 'date' && field !== 'birth' ? [quoteName(`${field}_month`)] : [];
    });
    const months =
      dated.length === 0
        ? 'cast(null as integer)'
        : dated.length === 1
          ? dated[0]
          : `greatest(${dated.join(', ')})`;
    return `
      select ${quoteText(source.source)}, count(*), ${source.is_register}, ${source.names_nobody}, min(${months}), max(${months})
      from staged_row.${quoteName(tableOf(source.source))}
      having count(*) > 0`;
  });
  if (counts.length > 0)
    await warehouse.run(`insert into canonical.source_coverage ${counts.join('\nunion all\n')}`);
  await coverEmpty(warehouse);
}
