import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { loadRules } from '../../casework/rule-pack/load.ts';
import { askedOf } from '../../pipelines/province/county-rules.ts';
import { emptyWorld, fillFromFile } from '../../pipelines/province/county-world.ts';
import type { PublishedCounty } from '../../pipelines/province/read-counties.ts';
import { readPublication } from '../../pipelines/publication/read-publication.ts';
import { deriveTables } from '../../pipelines/steps/unify.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';

export interface Partitioned {
  /** Rules that were asked. */
  asked: number;
  /** Lines they name, asked of all people at once. */
  lines: number;
  /** Rules whose lines are others when people are divided: they look at several people at once. */
  crossing: { rule_id: string; lines: number; divided: number }[];
}

/**
 * Asks every rule of a published county once of all its people, and once of each of so many partitions by the hash of the person,
 * whose tables are derived by themselves; tells the rules that do not name the very same lines.
 */
export async function askByPartition(folder: string, partitions: number): Promise<Partitioned> {
  const publication = readPublication(folder);
  const county: PublishedCounty = {
    ...{ no: 1, publication, manifest: publication.manifest },
    ...publication.manifest.county,
  };
  const rules = askedOf(county, loadRules());
  const whole = await linesOf(county, rules, null);
  const divided = new Map<string, string[]>(rules.map(({ rule_id }) => [rule_id, []]));
  for (let at = 0; at < partitions; at += 1) {
    const some = await linesOf(county, rules, `where hash(person_id) % ${partitions} = ${at}`);
    for (const [rule, lines] of some) divided.get(rule)?.push(...lines);
  }
  const crossing = [...whole]
    .map(([rule_id, lines]) => ({ rule_id, lines, divided: divided.get(rule_id) ?? [] }))
    .filter(({ lines, divided: others }) => lines.toSorted().join('\n') !== others.toSorted().join('\n'))
    .map(({ rule_id, lines, divided: others }) => ({ rule_id, lines: lines.length, divided: others.length }));
  const lines = [...whole.values()].reduce((sum, some) => sum + some.length, 0);
  return { asked: rules.length, lines, crossing };
}

async function linesOf(
  county: PublishedCounty,
  rules: readonly RuleDefinition[],
  which: string | null,
): Promise<Map<string, string[]>> {
  const warehouse = await Warehouse.open(':memory:');
  try {
    await emptyWorld(warehouse);
    for (const { table, columns } of county.manifest.tables) {
      const isOfPeople = table.startsWith('canonical.') && columns.some(({ name }) => name === 'person_id');
      await fillFromFile(warehouse, county, table, which !== null && isOfPeople ? which : '');
    }
    await deriveTables(warehouse);
    const found = new Map<string, string[]>();
    for (const { rule_id, sql } of rules) {
      const rows = await warehouse.rows(sql);
      found.set(
        rule_id,
        rows.map((row) => JSON.stringify(row)),
      );
    }
    return found;
  } finally {
    warehouse.close();
  }
}
