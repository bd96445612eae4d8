import type { IdRepair } from '../../casework/id-repairs/id-repairs.ts';
import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import { columnsIn } from '../../storage/warehouse/columns-in.ts';
import {
  ColumnWriter,
  quoteName,
  quoteText,
  VARCHAR,
  type Warehouse,
} from '../../storage/warehouse/database.ts';
import { arrivedOf } from '../steps/load.ts';
import { tableOf } from '../steps/staged-views.ts';

/** What a row may tell about who it speaks of; a source without the column tells nothing. */
const TOLD: Record<string, { column: string; type: string; unlike?: string }> = {
  resident_id: { column: 'resident_id', type: 'varchar' },
  // nearly all numbers and names are received as they count: only what differs is carried beside them
  resident_id_raw: { column: 'resident_id_raw', type: 'varchar', unlike: 'resident_id' },
  resident_id_cleaned: { column: 'resident_id_cleaned', type: 'varchar', unlike: 'resident_id' },
  resident_id_reason: { column: 'resident_id_reason', type: 'varchar' },
  former_resident_id: { column: 'former_resident_id', type: 'varchar' },
  name: { column: 'name', type: 'varchar' },
  name_raw: { column: 'name_raw', type: 'varchar', unlike: 'name' },
  former_name: { column: 'former_name', type: 'varchar' },
  born_on: { column: 'birth', type: 'date' },
  sex: { column: 'sex', type: 'varchar' },
  age: { column: 'age', type: 'integer' },
  township: { column: 'township', type: 'varchar' },
  village: { column: 'village', type: 'varchar' },
  address: { column: 'address', type: 'varchar' },
  account_no: { column: 'account_no', type: 'varchar' },
  household_no: { column: 'household_no', type: 'varchar' },
};

/**
 * Leaves `link.told`, what rows tell about a person: rows of one source that tell the very same, as those of a roster do month
 * after month, stand there once, as the latest of them. `link.told_row` says which rows these are.
 */
export async function buildObservations(
  warehouse: Warehouse,
  sources: readonly SourceDefinition[],
  repairs: readonly IdRepair[],
): Promise<void> {
  const parts = await toldParts(warehouse, sources);
  const arrived = new Set((await arrivedOf(warehouse, sources)).map(({ source }) => source));
  await warehouse.run('create schema if not exists link');
  const lists = parts.filter(({ isRegister }) => !isRegister);
  const came = lists.filter(({ source }) => arrived.has(source));
  // where no list came an empty one gives the columns
  const told = came.length > 0 ? came : lists.slice(0, 1);
  await warehouse.run(
    `create or replace table link.told as ${told.map(({ sqlOnce }) => sqlOnce).join('\nunion all\n')}`,
  );
  const registers = parts
    .filter(({ source, isRegister }) => isRegister && arrived.has(source))
    .map(({ sql }) => sql);
  if (registers.length > 0)
    await warehouse.run(
      `${WANTED_OF_REGISTER}
       select row_id, row_id, 1, list_value(row_id), * exclude (row_id)
       from (${registers.join('\nunion all\n')}) as registered ${IS_WANTED};
       drop table wanted_number; drop table wanted_name; drop table wanted_digits`,
    );
  await warehouse.run(`
    create or replace table link.told_row as select unnest(row_ids) as row_id, row_id as told_row_id from link.told;
    alter table link.told drop row_ids;
    alter table link.told add is_repaired boolean default false`);
  await applyRepairs(warehouse, repairs);
}

/** Rows that nothing but their own place tells from a namesake's: each is somebody of its own. */
const STANDS_ALONE = `case when resident_id is null and (resident_id_cleaned is null or resident_id_reason = 'excel-truncated')
    and (account_no is null or name is null) then row_id end`;

/** Per source, the query for what each of its staged rows tells about a person, and that for what they tell once each. */
export async function toldParts(
  warehouse: Warehouse,
  sources: readonly SourceDefinition[],
): Promise<{ source: string; isRegister: boolean; sql: string; sqlOnce: string }[]> {
  const parts: { source: string; isRegister: boolean; sql: string; sqlOnce: string }[] = [];
  for (const source of sources.filter(({ names_nobody }) => !names_nobody)) {
    const table = `staged_row.${quoteName(tableOf(source.source))}`;
    const columns = new Set(await columnsIn(warehouse.connection, table));
    // a list that names holders of accounts names them alone
    const named = (column: string): string =>
      !columns.has('name') && columns.has('holder_name') ? column.replace(/^name/, 'holder_name') : column;
    const told = Object.entries(TOLD).map(([name, { column, type, unlike }]) => {
      const own = quoteName(named(column));
      const isTold = columns.has(named(column));
      const value = unlike ? `nullif(${own}, ${quoteName(named(unlike))})` : own;
      return { name, isTold, sql: `${isTold ? value : `cast(null as ${type})`} as ${name}` };
    });
    const about = `${quoteText(source.source)} as source, ${quoteText(source.pays ?? 'nothing')} as pays`;
    const sql = `select row_id, ${about}, ${told.map((one) => one.sql).join(', ')} from ${table}`;
    const own = told.filter(({ isTold }) => isTold).map(({ name }) => name);
    parts.push({
      source: source.source,
      isRegister: source.is_register,
      sql,
      sqlOnce: `select max(row_id) as row_id, min(row_id) as first_row_id, count(*) as row_count, list(row_id) as row_ids,
          ${about}, ${told.map((one) => (one.isTold ? one.name : one.sql)).join(', ')}
        from (${sql}) group by ${[...own, STANDS_ALONE].join(', ')}`,
    });
  }
  return parts;
}

/**
 * A register holds everybody. Of it those count whom some other list could mean: by the number or a former one, or,
 * where a number is damaged or missing, by the name or by a stretch of digits that one slip leaves intact.
 */
const WANTED_OF_REGISTER = `
  create or replace temp table wanted_number as
  select distinct resident_id from link.told where resident_id is not null;
  create or replace temp table wanted_name as
  select distinct name from link.told where resident_id is null and name is not null;
  create or replace temp table wanted_digits as
  select distinct resident_id_cleaned as digits from link.told where resident_id is null and resident_id_cleaned is not null;
  insert into link.told`;

const IS_WANTED = `
  where registered.resident_id in (select resident_id from wanted_number)
      or registered.former_resident_id in (select resident_id from wanted_number)
      or registered.name in (select name from wanted_name)
      or registered.former_name in (select name from wanted_name)
      or substr(registered.resident_id, 7, 11) in (select substr(digits, 7, 11) from wanted_digits)
      or substr(registered.resident_id, 11, 8) in (select right(digits, 8) from wanted_digits)
      or substr(registered.resident_id, 1, 15) in (select left(digits, 15) from wanted_digits)`;

/** Numbers that a person has confirmed count as the valid one they stand for; the number as received stays. */
async function applyRepairs(warehouse: Warehouse, repairs: readonly IdRepair[]): Promise<void> {
  if (repairs.length === 0) return;
  await warehouse.run(
    'create or replace table link.confirmed_repair (damaged varchar, name varchar, resident_id varchar)',
  );
  const writer = new ColumnWriter([VARCHAR, VARCHAR, VARCHAR]);
  for (const { damaged, name, resident_id } of repairs) writer.add(damaged, name, resident_id);
  await warehouse.appendColumns('link', 'confirmed_repair', writer);
  await warehouse.run(`
    update link.told as told
    set resident_id = repair.resident_id, is_repaired = true,
        resident_id_raw = coalesce(told.resident_id_raw, told.resident_id_cleaned, told.resident_id)
    from link.confirmed_repair as repair
    where coalesce(told.resident_id_cleaned, told.resident_id) = repair.damaged and told.name = repair.name
        and told.resident_id is distinct from repair.resident_id`);
}
