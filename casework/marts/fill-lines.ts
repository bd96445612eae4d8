import type { Warehouse } from '../../storage/warehouse/database.ts';
import { type CarriedType, sqlType } from './tables.ts';

/**
 * Puts rows into a table, each a list in JSON on a line of its own. As one text from engine to engine a hundred thousand cases
 * pass in a quarter of the time that rows would take.
 */
export async function fillLines(
  warehouse: Warehouse,
  into: string,
  columns: readonly { name: string; type: CarriedType }[],
  lines: string,
): Promise<void> {
  if (lines === '') return;
  const cells = columns.map(({ name, type }, place) => `cell[${place + 1}]::${sqlType(type)} as ${name}`);
  await warehouse.run(
    `insert into ${into} by name
     select ${cells.join(', ')}
     from (select from_json(unnest(string_split($lines, chr(10))), '["VARCHAR"]') as cell)`,
    { lines },
  );
}
