import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import type { Office } from './office.ts';

/** What a night says of the night before, and what follows from it: a night from nothing has none before it. */
const OF_THE_LAST = ['link.person_row', 'result.finding', 'result.night'];

/** Runs a night, and the same once more in a copy of the office whose builds are gone; names the tables that differ. */
export async function differsFromScratch(office: Office, day: string): Promise<string[]> {
  const scratch = office.copy();
  try {
    rmSync(scratch.workspace.builds, { recursive: true, force: true });
    await office.night(day);
    await scratch.night(day);
    return await differingTables(scratch, office);
  } finally {
    scratch.remove();
  }
}

const pathOf = (office: Office): string =>
  quoteText(join(office.workspace.builds, office.currentBuild(), 'warehouse.duckdb'));

async function differingTables(one: Office, other: Office): Promise<string[]> {
  const warehouse = await Warehouse.open(':memory:');
  try {
    await warehouse.run(
      `attach ${pathOf(one)} as one (read_only); attach ${pathOf(other)} as other (read_only)`,
    );
    const tables = await warehouse.rows<{ name: string; columns: string }>(`
      select schema_name || '.' || table_name as name, string_agg('"' || column_name || '"', ', ' order by column_index) as columns
      from duckdb_columns() where database_name in ('one', 'other') and column_name <> 'received_at' and schema_name in ('main', 'canonical', 'link', 'detection')
      group by database_name, name`);
    const differing = new Set<string>();
    for (const [name, [first, second]] of Map.groupBy(tables, (table) => table.name)) {
      if (OF_THE_LAST.includes(name)) continue;
      if (first?.columns !== second?.columns) differing.add(name);
      else if (
        await isOther(
          warehouse,
          `select ${first?.columns} from one.${name}`,
          `select ${first?.columns} from other.${name}`,
        )
      )
        differing.add(name);
    }
    const found = (build: string): string => `
      select finding_key, amount_fen, direction, match_strength, lines, facts, evidence, grounds, reason
      from ${build}.result.finding where status <> 'withdrawn'`;
    if (await isOther(warehouse, found('one'), found('other'))) differing.add('result.finding');
    if (tables.length < 100) throw new Error(`only ${tables.length} tables were compared`);
    return [...differing].sort();
  } finally {
    warehouse.close();
  }
}

async function isOther(warehouse: Warehouse, one: string, other: string): Promise<boolean> {
  const row = await warehouse.first<{ n: number }>(
    `select count(*) as n from ((${one} except all ${other}) union all (${other} except all ${one}))`,
  );
  return row?.n !== 0;
}

/** The tables whose rows the last night took over, with how many came, went or changed. */
export const takenOver = (office: Office): Record<string, number> => saidOfLast(office).taken ?? {};

/** What sources put into tables that the last night left as it was, as source/table. */
export const leftWhole = (office: Office): string[] => saidOfLast(office).whole ?? [];

function saidOfLast(office: Office): { taken?: Record<string, number>; whole?: string[] } {
  const lines = readFileSync(join(office.workspace.log, 'hedui.log'), 'utf8').trim().split('\n');
  return JSON.parse(lines.findLast((line) => line.includes('"rows taken over"')) ?? '{}');
}
