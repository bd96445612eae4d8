import { join } from 'node:path';
import { z } from 'zod';
import { formatYuan } from '../../core/money.ts';
import { formatMonth } from '../../core/month.ts';
import { fileNoSql, rowNoSql } from '../../core/row-number.ts';
import { readYamlFile } from '../../core/yaml-file.ts';
import {
  ColumnWriter,
  quoteName,
  quoteText,
  VARCHAR,
  type Warehouse,
} from '../../storage/warehouse/database.ts';
import { CANONICAL_DIR, derivedTables, withWhatTheyRead } from '../rules/case-warehouse.ts';
import type { Cause } from './cause.ts';

const said = z.tuple([z.string(), z.string()]);
const words = z.record(
  z.string(),
  z.strictObject({
    zh: z.string(),
    en: z.string(),
    when: z.string(),
    came: said.optional(),
    went: said.optional(),
  }),
);

const WORDS = words.parse(readYamlFile(join(import.meta.dirname, 'record-words.yaml')));

/** A record that only one of two nights has of a person. */
interface OneSided {
  person_id: string;
  table: string;
  night: 'earlier' | 'later';
  when: string | null;
  content: string;
  file: string | null;
  row: number | null;
}

/** Says of each person in which records two nights differ, by the table the records stand in. */
export async function recordCauses(
  warehouse: Warehouse,
  people: ReadonlySet<string>,
): Promise<Map<string, Map<string, Cause[]>>> {
  await warehouse.run('create or replace temp table asked_person (person_id varchar)');
  const writer = new ColumnWriter([VARCHAR]);
  for (const person of people) writer.add(person);
  await warehouse.appendColumns(null, 'asked_person', writer);
  const columns = await columnsOfBoth(warehouse);
  const causes = new Map<string, Map<string, Cause[]>>();
  for (const table of Object.keys(WORDS)) {
    const own = columns.get(table);
    if (own === undefined) continue;
    const rows = await warehouse.rows<OneSided>(oneSided(table, own));
    for (const [person, ofPerson] of Map.groupBy(rows, ({ person_id }) => person_id)) {
      const tables = causes.get(person) ?? new Map<string, Cause[]>();
      causes.set(person, tables.set(table, sayRecords(table, ofPerson)));
    }
  }
  return causes;
}

/** The tables of `record-words.yaml` from which what a rule reads is made. */
export function recordsBehind(tables: Iterable<string>): Set<string> {
  const behind = withWhatTheyRead(DERIVED, tables);
  return new Set(Object.keys(WORDS).filter((table) => behind.has(table)));
}

const DERIVED = derivedTables(CANONICAL_DIR);

/** Numbers of rows and files tell nothing of a person, and the strength of a link is told apart. */
const NOT_COMPARED = new Set([
  'record_id',
  'row_id',
  'line_id',
  'counter_id',
  'delivery_no',
  'match_strength',
]);
const ROW_NUMBERS = ['row_id', 'record_id', 'line_id'];

/** Columns that both builds have of each table, so that a night of an older version can be compared. */
async function columnsOfBoth(warehouse: Warehouse): Promise<Map<string, string[]>> {
  const rows = await warehouse.rows<{ name: string; column: string }>(`
    select table_name as name, column_name as column from information_schema.columns
    where table_schema = 'canonical' and table_catalog in ('earlier', 'later')
    group by all having count(distinct table_catalog) = 2`);
  return new Map(
    [...Map.groupBy(rows, ({ name }) => name)].map(([name, own]) => [name, own.map(({ column }) => column)]),
  );
}

function oneSided(table: string, columns: readonly string[]): string {
  const compared = columns.filter((name) => !NOT_COMPARED.has(name)).sort();
  const number = ROW_NUMBERS.find((name) => columns.includes(name));
  const when = WORDS[table]?.when ?? '';
  const content = `cast(json_object(${compared.map((name) => `${quoteText(name)}, ${quoteName(name)}`).join(', ')}) as varchar)`;
  const night = (name: 'earlier' | 'later'): string => `
    select '${name}' as night, person_id, ${columns.includes(when) ? `cast(${quoteName(when)} as varchar)` : 'null'} as "when",
        ${content} as content, ${number === undefined ? 'cast(null as bigint)' : `cast(${number} as bigint)`} as row_id
    from ${name}.canonical.${quoteName(table)}
    where person_id in (select person_id from asked_person)`;
  return `
    with both_nights as (${night('earlier')} union all ${night('later')}),
    counted as (
        select *, row_number() over (partition by night, person_id, content order by row_id) as copy from both_nights
    ),
    alone as (
        select counted.* from counted
        qualify count(*) over (partition by person_id, content, copy) = 1
    )
    select alone.person_id, ${quoteText(table)} as "table", night, "when", content,
        coalesce(was.name, "is".name) as file, ${rowNoSql('alone.row_id')} as row
    from alone
    left join earlier.main.file as was on night = 'earlier' and was.file_no = ${fileNoSql('alone.row_id')}
    left join later.main.file as "is" on night = 'later' and "is".file_no = ${fileNoSql('alone.row_id')}
    order by person_id, "when", night, content`;
}

/** Of one person and table; records that came and went for one day or month are one record that changed. */
function sayRecords(table: string, records: readonly OneSided[]): Cause[] {
  return [...Map.groupBy(records, ({ when }) => when).values()].flatMap((own) => {
    const was = own.find(({ night }) => night === 'earlier');
    const is = own.find(({ night }) => night === 'later');
    if (was !== undefined && is !== undefined) return [sayChanged(table, was, is)];
    const [one] = own;
    return one === undefined ? [] : [sayOneSided(table, one, own.length)];
  });
}

function sayOneSided(table: string, record: OneSided, count: number): Cause {
  const { zh, en, came, went } = wordsOf(table);
  const isNew = record.night === 'later';
  const [zhVerb, enVerb] = (isNew ? came : went) ?? [
    isNew ? `新增${zh}` : `${zh}不再有`,
    isNew ? `new: ${en}` : `no longer there: ${en}`,
  ];
  const place = record.file === null || record.row === null ? [] : [`《${record.file}》第${record.row}行`];
  const placeEn = record.file === null || record.row === null ? [] : [`${record.file}, row ${record.row}`];
  const zhParts = [...sayWhen(record.when), ...(count > 1 ? [`${count}条`] : []), ...place];
  const enParts = [...sayWhen(record.when), ...(count > 1 ? [`${count} records`] : []), ...placeEn];
  return {
    kind: 'record',
    zh: `${zhVerb}${zhParts.length > 0 ? `（${zhParts.join('，')}）` : ''}`,
    en: `${enVerb}${enParts.length > 0 ? ` (${enParts.join(', ')})` : ''}`,
  };
}

function sayChanged(table: string, was: OneSided, is: OneSided): Cause {
  const { zh, en } = wordsOf(table);
  const [old, fresh] = [was, is].map(({ content }) => JSON.parse(content) as Record<string, unknown>);
  const amounts = [old, fresh].map((one) => (typeof one?.amount_fen === 'number' ? one.amount_fen : null));
  const [before, after] = amounts;
  const isMoney = before !== after && typeof before === 'number' && typeof after === 'number';
  const money = isMoney ? `${formatYuan(before)}→${formatYuan(after)}` : null;
  const settled = old?.is_settled !== fresh?.is_settled;
  const zhParts = [
    ...(money === null ? [] : [`${money}元`]),
    ...(settled ? [fresh?.is_settled === true ? '现算已支付' : '现不算已支付'] : []),
  ];
  const enParts = [
    ...(money === null ? [] : [`${money} yuan`]),
    ...(settled ? [fresh?.is_settled === true ? 'now counts as paid' : 'no longer counts as paid'] : []),
  ];
  const [when = ''] = sayWhen(is.when);
  return {
    kind: 'record',
    zh: `${when}${zh}有变${zhParts.length > 0 ? `（${zhParts.join('，')}）` : ''}`,
    en: `changed: ${en}${when === '' ? '' : ` of ${when}`}${enParts.length > 0 ? ` (${enParts.join(', ')})` : ''}`,
  };
}

function wordsOf(table: string): (typeof WORDS)[string] {
  const found = WORDS[table];
  if (found === undefined) throw new Error(`record-words.yaml says nothing of ${table}`);
  return found;
}

function sayWhen(when: string | null): string[] {
  if (when === null || when === '') return [];
  return [/^\d{6}$/.test(when) ? formatMonth(Number(when)) : when];
}
