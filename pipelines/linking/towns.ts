import { quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { sqlStep } from './sql-steps.ts';

/** Writes `linking.town_group`: townships that the files themselves show to be one place, under one number. */
export async function joinTowns(
  warehouse: Warehouse,
  left: string,
  right: string,
  register: string,
): Promise<void> {
  await warehouse.run(sqlStep('20-side', { left, right, register }));
  const pairs = await warehouse.rows<{ town: string; other_town: string }>(
    'select town::varchar as town, other_town::varchar as other_town from linking.town_alias',
  );
  const groups = groupTowns(pairs.map((pair): [string, string] => [pair.town, pair.other_town]));
  await warehouse.run('create or replace table linking.town_group (town ubigint, town_group ubigint)');
  if (groups.size === 0) return;
  const rows = [...groups].map(
    ([town, group]) => `(${quoteText(town)}::ubigint, ${quoteText(group)}::ubigint)`,
  );
  await warehouse.run(`insert into linking.town_group values ${rows.join(', ')}`);
}

/** Every town of the pairs with the one that stands for all it is joined to, directly or through others. */
export function groupTowns(pairs: readonly (readonly [string, string])[]): Map<string, string> {
  const above = new Map<string, string>();
  const head = (town: string): string => {
    const next = above.get(town);
    return next === undefined || next === town ? town : head(next);
  };
  for (const [town, other] of pairs) {
    if (!above.has(town)) above.set(town, town);
    if (!above.has(other)) above.set(other, other);
    above.set(head(town), head(other));
  }
  return new Map([...above.keys()].map((town) => [town, head(town)]));
}
