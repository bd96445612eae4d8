import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { Linker, type LinkReport } from '../linking/linker.ts';
import type { LinkModel } from '../linking/model.ts';

const PERSON_SQL = join(import.meta.dirname, '../../sql/matching/persons');

/**
 * Links what an equality of numbers leaves over: rows with a damaged or missing number to the people whom the fund pays,
 * and payees with a damaged number to the register and the other offices' records. Leaves `link.link_pair` (every link
 * with its reason) and `link.pair_alias` (the ones that were taken). Returns null where nothing was left over.
 */
export async function linkLeftovers(
  warehouse: Warehouse,
  model: LinkModel | null,
): Promise<LinkReport | null> {
  await runFile(warehouse, '12-leftover.sql');
  const sides = await warehouse.first<{ left: number; right: number; register: number }>(`
    select (select count(*) from link.side_left) as "left", (select count(*) from link.side_right) as "right",
        (select count(*) from link.register_input) as register`);
  await warehouse.run(NO_LINK);
  if (!sides || sides.left === 0 || sides.right === 0) return null;
  const linker = await Linker.open(warehouse);
  await linker.prepare({
    payee: 'link.left_input',
    leftover: 'link.right_input',
    ...(sides.register > 0 ? { household: 'link.register_input' } : {}),
  });
  const report = await linker.link({
    left: 'payee',
    right: 'leftover',
    output: 'link.link_pair',
    ...(sides.register > 0 ? { register: 'household' } : {}),
    ...(model ? { model } : {}),
  });
  await linker.drop();
  await runFile(warehouse, '14-alias.sql');
  return report;
}

/** Readers join these tables by name: where nothing was left over they are there all the same, empty. */
const NO_LINK = `
  create or replace table link.link_pair (
      left_row bigint, right_row bigint, strength varchar, basis varchar, reason varchar, proposed_id varchar);
  create or replace table link.pair_alias (
      alias_key varchar, person_key varchar, match_strength varchar, basis varchar, left_row bigint, right_row bigint)`;

async function runFile(warehouse: Warehouse, name: string): Promise<void> {
  await warehouse.run(readFileSync(join(PERSON_SQL, name), 'utf8'));
}
