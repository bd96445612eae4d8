import type { IdRepair } from '../../casework/id-repairs/id-repairs.ts';
import {
  ColumnWriter,
  quoteName,
  quoteText,
  VARCHAR,
  type Warehouse,
} from '../../storage/warehouse/database.ts';
import type { SourceDefinition } from '../reading/sources/source-definition.ts';
import { tableOf } from '../steps/load.ts';

/** What a row may tell about who it speaks of; a source without the column tells nothing. */
const TOLD: Record<string, { column: string; type: string }> = {
  resident_id: { column: 'resident_id', type: 'varchar' },
  resident_id_raw: { column: 'resident_id_raw', type: 'varchar' },
  resident_id_cleaned: { column: 'resident_id_cleaned', type: 'varchar' },
  resident_id_reason: { column: 'resident_id_reason', type: 'varchar' },
  former_resident_id: { column: 'former_resident_id', type: 'varchar' },
  name: { column: 'name', type: 'varchar' },
  name_raw: { column: 'name_raw', type: 'varchar' },
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

/** Grain: one row per staged row of any source, with what it tells about the person. */
export async function buildObservations(
  warehouse: Warehouse,
  sources: readonly SourceDefinition[],
  repairs: readonly IdRepair[],
): Promise<void> {
  const parts: string[] = [];
  for (const source of sources) {
    const table = tableOf(source.source);
    const columns = new Set(
      (
        await warehouse.rows<{ name: string }>(
          `select column_name as name from information_schema.columns
           where table_schema = 'staged_row' and table_name = ${quoteText(table)}`,
        )
      ).map(({ name }) => name),
    );
    const told = Object.entries(TOLD).map(([name, { column, type }]) =>
      columns.has(column) ? `${quoteName(column)} as ${name}` : `cast(null as ${type}) as ${name}`,
    );
    if (!columns.has('name') && columns.has('holder_name')) {
      told[Object.keys(TOLD).indexOf('name')] = 'holder_name as name';
      told[Object.keys(TOLD).indexOf('name_raw')] = 'holder_name_raw as name_raw';
    }
    parts.push(
      `select row_id, ${quoteText(source.source)} as source, ${quoteText(source.pays ?? 'nothing')} as pays, ${told.join(', ')}
       from staged_row.${quoteName(table)}`,
    );
  }
  await warehouse.run('create schema if not exists link');
  await warehouse.run(
    `create or replace table link.observation as
     select *, false as is_repaired from (${parts.join('\nunion all\n')})`,
  );
  await applyRepairs(warehouse, repairs);
}

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
    update link.observation as observation
    set resident_id = repair.resident_id, is_repaired = true
    from link.confirmed_repair as repair
    where observation.resident_id_cleaned = repair.damaged and observation.name = repair.name
        and observation.resident_id is distinct from repair.resident_id`);
}
