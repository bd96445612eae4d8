import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';

/**
 * Tables that neither a reader nor a night on another day needs: the received files hold the same rows. Of `canonical.*` all
 * are kept: any rule may ask any of them, and on another day it asks the build.
 */
export const NOT_KEPT: ReadonlySet<string> = new Set([
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
  const tables = await warehouse.rows<{ schema: string; name: string }>(`
    select schema_name as schema, table_name as name
    from duckdb_tables()
    where not temporary and not internal and schema_name in ('main', 'canonical', 'detection', 'result', 'link', 'parameter', 'supervision')
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

/** A build that was made in its own file: what only the night needed goes, and the file is whole. */
export async function closeBuild(warehouse: Warehouse): Promise<void> {
  await warehouse.run('drop schema staged_row cascade; checkpoint');
}
