import type { Ledger } from '../../storage/ledger/ledger.ts';
import { quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { DAY_FIGURES, DAY_LISTS } from '../history/day-figures.ts';
import { readCaseDays } from '../reads/cases/case-days.ts';
import type { OpenedCase } from '../reads/cases/casebook.ts';
import { fillLines } from './fill-lines.ts';
import { type CarriedType, ledgerColumns, sqlType } from './tables.ts';

/** A day at the end of which figures ask how every case stood. */
export interface Edge {
  period: string;
  edge: 'opening' | 'closing';
  on: string;
}

/** Takes in the days that are kept; `until` is the day of what stands behind the figures. */
export async function takeDays(warehouse: Warehouse, ledger: Ledger, until: string): Promise<void> {
  await warehouse.run(`
    create schema day;
    create table day.kept (${COLUMNS.map(shapeOf).join(', ')});
    create view day.closing as select * from day.kept where ${stoodOn(quoteText(until))}`);
  // the engine takes one text apart while the next is read
  let taking = Promise.resolve();
  for (const lines of readCaseDays(ledger)) {
    await taking;
    taking = fillLines(warehouse, 'day.kept', COLUMNS, lines);
  }
  await taking;
}

/** Fills the tables of the ledger that tell of cases from the days that were taken in. */
export async function fillDays(warehouse: Warehouse, edges: readonly Edge[]): Promise<void> {
  const asked = edges.map(({ period, edge, on }) => `(${[period, edge, on].map(quoteText).join(', ')})`);
  await warehouse.run(`
    insert into ledger.case_at by name
    select edge.period, edge.edge, kept.case_id, ${CASE_AT.map((name) => `kept.${name}`).join(', ')}
    from day.kept as kept
    inner join (values ${asked.join(', ')}) as edge (period, edge, on_day) on ${stoodOn('edge.on_day')};
    insert into ledger.case_now by name
    ${rowsIn('money', 'day.kept where until_on is null')};
    -- the person as the case names them at the end of the period, or the same somebody would be counted as two
    insert into ledger.movement by name
    select moved.*, closing.person_id, cast(replace(moved.moved_on[1:7], '-', '') as integer) as month
    from (${rowsIn('movements', 'day.kept where true')}) as moved
    left join day.closing as closing on closing.case_id = moved.case_id;
    ${fillList('notice', 'notices')};
    ${fillList('instalment', 'instalments')};
    ${fillList('owed_to_person', 'owed')}`);
}

/** Every case that was open on the day of what stands behind the figures, and whose it was. */
export async function listOpenedThen(warehouse: Warehouse): Promise<OpenedCase[]> {
  // as one text: taking a hundred thousand rows cell by cell lasts longer than making them
  const told = await warehouse.first<{ cases: string | null }>(
    `select to_json(list(opened))::varchar as cases
     from (select case_id, person_id, origin, opened_on, opened_seq from day.closing) as opened`,
  );
  return JSON.parse(told?.cases ?? '[]') as OpenedCase[];
}

const CASE_AT = DAY_FIGURES.filter((name) => name !== 'opened_seq');

const TYPES = new Map(ledgerColumns('case_at').map(({ name, type }) => [name, type]));

const COLUMNS: readonly { name: string; type: CarriedType }[] = [
  { name: 'case_id', type: 'text' },
  { name: 'from_on', type: 'text' },
  { name: 'until_on', type: 'text' },
  ...DAY_FIGURES.map((name) => ({ name, type: TYPES.get(name) ?? 'integer' })),
  ...Object.keys(DAY_LISTS).map((name) => ({ name, type: 'text' as const })),
];

const shapeOf = ({ name, type }: (typeof COLUMNS)[number]): string => `${name} ${sqlType(type)}`;

const stoodOn = (day: string): string => `from_on <= ${day} and coalesce(until_on > ${day}, true)`;

/** The rows of a list that stands in a column, with the case it is of. */
function rowsIn(list: keyof typeof DAY_LISTS, where: string): string {
  const cells = DAY_LISTS[list].map((name, place) => `told[${place + 1}] as ${name}`);
  return `select case_id, ${cells.join(', ')} from (
    select case_id, unnest(from_json(${list}, '[["VARCHAR"]]')) as told from ${where} and ${list} <> '[]'
  )`;
}

const fillList = (table: string, list: keyof typeof DAY_LISTS): string => `
    insert into ledger.${table} by name
    select told.*, closing.person_id
    from (${rowsIn(list, 'day.closing where true')}) as told
    inner join day.closing as closing on closing.case_id = told.case_id`;
