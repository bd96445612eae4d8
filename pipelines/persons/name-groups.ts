import { compareKeys, isSpellingOf, type NameLevel, namesCompatible } from '../../core/names/compare.ts';
import { nameKey } from '../../core/names/key.ts';
import { BIGINT, BOOLEAN, ColumnWriter, VARCHAR, type Warehouse } from '../../storage/warehouse/database.ts';

interface NameUse {
  resident_id: string;
  name: string;
  row_count: number;
  /** Rows by which the fund pays a pension under this name, and rows by which it pays anything. */
  pension_count: number;
  paid_count: number;
}

type Alias = readonly [string, string];

/**
 * Under each valid number, puts the names that count as variants of one another into one group: tables
 * `link.name_group (resident_id, name, name_group, row_count, is_other_name)`. Nearly all numbers carry one name, need no comparing
 * and are not in it. A group is named after its most frequent name, the first by code point among equals. `is_other_name` are
 * those that are no spelling of a name under which the fund pays: a sister's as much as a slip of the pen.
 */
export async function groupNames(warehouse: Warehouse): Promise<void> {
  await warehouse.run(`
    create or replace temp table name_use as
    select
        resident_id, name, sum(row_count) as row_count,
        coalesce(sum(row_count) filter (where pays = 'pension'), 0) as pension_count,
        coalesce(sum(row_count) filter (where pays <> 'nothing'), 0) as paid_count
    from link.told
    where resident_id is not null and name is not null
    group by resident_id, name;

    -- a former name in the household register is the same person's
    create or replace temp table name_alias as
    select distinct resident_id, name, former_name
    from link.told
    where resident_id is not null and name is not null and former_name is not null and former_name <> name;

    create or replace temp table contested_id as
    select resident_id from name_use group by resident_id having count(*) > 1;

    create or replace table link.name_group (
        resident_id varchar, name varchar, name_group varchar, row_count bigint, is_other_name boolean)`);
  const contested = await warehouse.rows<NameUse>(`
    select * from name_use semi join contested_id using (resident_id)
    order by resident_id, row_count desc, name`);
  const aliases = await warehouse.rows<{ resident_id: string; name: string; former_name: string }>(
    'select * from name_alias semi join contested_id using (resident_id)',
  );
  await warehouse.run('drop table name_use; drop table name_alias; drop table contested_id');
  const aliasesOf = Map.groupBy(aliases, ({ resident_id }) => resident_id);
  const writer = new ColumnWriter([VARCHAR, VARCHAR, VARCHAR, BIGINT, BOOLEAN]);
  for (const [residentId, uses] of Map.groupBy(contested, ({ resident_id }) => resident_id)) {
    const pairs = (aliasesOf.get(residentId) ?? []).map(
      ({ name, former_name }) => [name, former_name] as const,
    );
    const paid = paidNames(uses);
    for (const group of groupsOf(
      uses.map(({ name }) => name),
      pairs,
    )) {
      const countOf = new Map(uses.map(({ name, row_count }) => [name, row_count]));
      for (const name of group) {
        const isOther = paid.length > 0 && !paid.some((own) => isOneName(name, own, pairs));
        writer.add(residentId, name, group[0] ?? name, BigInt(countOf.get(name) ?? 0), isOther);
      }
    }
  }
  await warehouse.appendColumns('link', 'name_group', writer);
}

/** Groups names by compatibility, carried over from one to the next; the first name of a group leads it. */
export function groupsOf(names: readonly string[], aliases: readonly Alias[]): string[][] {
  const groups: string[][] = [];
  for (const name of names) {
    const near = groups.filter((group) => group.some((other) => areOne(name, other, aliases)));
    const [first, ...rest] = near;
    if (!first) {
      groups.push([name]);
      continue;
    }
    first.push(name, ...rest.flat());
    for (const merged of rest) groups.splice(groups.indexOf(merged), 1);
  }
  return groups;
}

/** The names under which the fund pays the pension of a number; without a pension those of its other payments. */
function paidNames(uses: readonly NameUse[]): string[] {
  const pensions = uses.filter((use) => use.pension_count > 0);
  return (pensions.length > 0 ? pensions : uses.filter((use) => use.paid_count > 0)).map(({ name }) => name);
}

function areOne(left: string, right: string, aliases: readonly Alias[]): boolean {
  return namesCompatible(left, right) || areJoined(left, right, aliases, namesCompatible);
}

function isOneName(left: string, right: string, aliases: readonly Alias[]): boolean {
  return isSpellingOf(left, right) || areJoined(left, right, aliases, isSpellingOf);
}

function areJoined(
  left: string,
  right: string,
  aliases: readonly Alias[],
  isLike: (one: string, other: string) => boolean,
): boolean {
  return aliases.some(
    ([name, former]) =>
      (isLike(left, name) && isLike(right, former)) || (isLike(right, name) && isLike(left, former)),
  );
}

/**
 * Holder and beneficiary have no number in common to bear out their names: here only a spelling of the same name
 * counts, not a shared surname and one shared character, which brothers and sisters have too.
 */
const HOLDER_LEVEL: NameLevel = 3;

export function isHolderVariant(name: string, holder: string): boolean {
  return (
    name === holder ||
    isCutShort(name, holder) ||
    isMaskOf(name, holder) ||
    compareKeys(nameKey(name), nameKey(holder)) >= HOLDER_LEVEL
  );
}

/** Banks cut long names: the first four characters and more of a name with dots in it are that name. */
function isCutShort(name: string, holder: string): boolean {
  return /[·•.．]/.test(name) && [...holder].length >= 4 && name.startsWith(holder);
}

/** A holder of whom a bank shows the surname alone is nobody else: 李* may be 李明. */
function isMaskOf(name: string, holder: string): boolean {
  const shown = [...holder];
  const own = [...name];
  return (
    shown.includes('?') &&
    shown.length === own.length &&
    shown.every((character, index) => character === '?' || character === own[index])
  );
}
