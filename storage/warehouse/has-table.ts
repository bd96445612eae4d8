import type { Warehouse } from './database.ts';

/** Whether there is a table or a view of this name: a build that an older Hedui made keeps less. */
export async function hasTable(
  warehouse: Pick<Warehouse, 'first'>,
  schema: string,
  table: string,
): Promise<boolean> {
  const found = await warehouse.first(
    'select 1 from information_schema.tables where table_schema = $schema and table_name = $table',
    { schema, table },
  );
  return found !== undefined;
}
