import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';

/** Tables that nobody reads once the night is over: the received files hold the same rows. */
const NOT_KEPT = new Set([
  'canonical.roster_line',
  'canonical.bank_result',
  'canonical.calendar_month',
  'canonical.household_member',
  'canonical.identity_use',
  'canonical.account_use',
  'canonical.bank_answer',
  'canonical.carrying_line',
  'main.dropped_row',
  'main.asked_row',
  'main.file_overlap',
  'main.blank_cell',
  'main.stated_month',
  'link.observation',
  'link.name_group',
  'link.two_numbers',
  'link.person_alias',
  'link.region_now',
  'link.repair_candidate',
  'link.confirmed_repair',
  'link.key_row',
  'link.damaged_payee',
  'link.side_left',
  'link.side_right',
]);

/**
 * Consumes the finished build in memory; leaves it in one file for readers. A night works in memory because nothing it
 * makes on the way is worth a disk's time; what spills goes to the draft's own folder.
 */
export async function writeBuild(warehouse: Warehouse, path: string): Promise<void> {
  await keepLinks(warehouse);
  const tables = await warehouse.rows<{ schema: string; name: string }>(`
    select schema_name as schema, table_name as name
    from duckdb_tables()
    where not temporary and not internal and schema_name in ('main', 'canonical', 'detection', 'result', 'link', 'parameter')
    order by all`);
  await warehouse.run(`attach ${quoteText(path)} as build`);
  for (const schema of new Set(tables.map((table) => table.schema))) {
    await warehouse.run(`create schema if not exists build.${quoteName(schema)}`);
  }
  for (const { schema, name } of tables) {
    if (NOT_KEPT.has(`${schema}.${name}`)) continue;
    const table = `${quoteName(schema)}.${quoteName(name)}`;
    await warehouse.run(`create table build.${table} as select * from memory.${table}`);
  }
  await warehouse.run('checkpoint build; detach build');
}

/**
 * Grain: one row per received row of a person of whom there is something to explain: a finding, an answered lead, or a
 * row put down to them by more than an equal number.
 */
async function keepLinks(warehouse: Warehouse): Promise<void> {
  await warehouse.run(`
    create table link.person_row as
    with told_of as (
        select person_id from result.finding
        union
        select person_id from canonical.suspect_item
        union
        select person_id from link.observation where basis <> 'own'
    )
    select
        row_id, person_id, source, coalesce(resident_id_raw, resident_id) as resident_id_raw,
        coalesce(name_raw, name) as name_raw, match_strength, basis
    from link.observation
    semi join told_of using (person_id)`);
}
