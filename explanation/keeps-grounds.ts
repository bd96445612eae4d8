import type { Warehouse } from '../storage/warehouse/database.ts';

/** Builds from before the grounds of a finding were kept have no column for them. */
export async function keepsGrounds(build: Pick<Warehouse, 'first'>): Promise<boolean> {
  const kept = await build.first(
    `select 1 from information_schema.columns
     where table_schema = 'result' and table_name = 'finding' and column_name = 'grounds'`,
  );
  return kept !== undefined && kept !== null;
}
