import type { Warehouse } from '../../storage/warehouse/database.ts';

/** The sources of which rows have come. */
export async function arrivedSources(warehouse: Warehouse): Promise<Set<string>> {
  const rows = await warehouse.rows<{ source: string }>('select source from canonical.source_coverage');
  return new Set(rows.map(({ source }) => source));
}
