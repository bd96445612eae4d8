import { lineIdSql } from '../../core/row-number.ts';
import { BIGINT, BOOLEAN, ColumnWriter, VARCHAR, type Warehouse } from '../../storage/warehouse/database.ts';
import { isHolderVariant } from './name-groups.ts';

interface HolderUse {
  person_id: string;
  name: string;
  account_no: string;
  holder_name: string;
  line_id: number;
  match_strength: string;
}

/**
 * Fills `canonical.holder_name_check`: for each person and account with a named holder, whether the holder's name is
 * the person's. Holders come from the roster and, by the account, from the bank.
 */
export async function checkHolderNames(warehouse: Warehouse): Promise<void> {
  const uses = await warehouse.rows<HolderUse>(`
    with lone_payee as (
        select account_no, min(person_id) as person_id
        from canonical.roster_line
        where account_no in (select account_no from canonical.bank_result where holder_name is not null)
        group by account_no
        having count(distinct person_id) = 1 and count(holder_name) = 0
    ),
    person_name as (
        select distinct observation.person_id, observation.name
        from link.observation
        where observation.pays = 'pension' and observation.name is not null
    ),
    holder as (
        -- nearly every line names its own person as the holder, who has no other name
        select account_no, holder_name, person_id
        from canonical.roster_line
        where holder_name is not null
            and (
                holder_name is distinct from name
                or person_id in (select person_id from person_name group by person_id having count(*) > 1)
            )
        union
        -- the bank's word where the roster names no holder, and only for an account that pays one person
        select bank_result.account_no, bank_result.holder_name, lone_payee.person_id
        from canonical.bank_result
        inner join lone_payee on lone_payee.account_no = bank_result.account_no
        where bank_result.holder_name is not null
    ),
    other_name as (
        select holder.person_id, person_name.name, holder.account_no, holder.holder_name
        from holder
        inner join person_name on person_name.person_id = holder.person_id
        where person_name.name <> holder.holder_name
    ),
    line as (
        select person_id, account_no, ${lineIdSql('max(row_id)')} as line_id, min(match_strength) as match_strength
        from canonical.roster_line
        where account_no in (select account_no from other_name)
        group by person_id, account_no
    )
    select other_name.*, line.line_id, line.match_strength
    from other_name
    inner join line on line.person_id = other_name.person_id and line.account_no = other_name.account_no
    order by all`);
  const writer = new ColumnWriter([VARCHAR, VARCHAR, VARCHAR, BOOLEAN, BIGINT, VARCHAR]);
  const key = (use: HolderUse): string => `${use.person_id}|${use.account_no}|${use.holder_name}`;
  const other = uses.length === 0 ? new Map<string, string[]>() : await otherNames(warehouse, uses);
  for (const group of Map.groupBy(uses, key).values()) {
    const [use] = group;
    if (!use) continue;
    const names = [...group.map(({ name }) => name), ...(other.get(use.person_id) ?? [])];
    const isVariant = names.some((name) => isHolderVariant(name, use.holder_name));
    writer.add(
      use.person_id,
      use.account_no,
      use.holder_name,
      isVariant,
      BigInt(use.line_id),
      use.match_strength,
    );
  }
  await warehouse.appendColumns('canonical', 'holder_name_check', writer);
}

/**
 * Other names that make no other holder: what the register calls the person, now or formerly, the members of the same
 * household, who draw for one another, and whoever a roster has down as guardian or as drawing for the person.
 */
async function otherNames(warehouse: Warehouse, uses: readonly HolderUse[]): Promise<Map<string, string[]>> {
  await warehouse.run('create or replace temp table held_by_other (person_id varchar)');
  const writer = new ColumnWriter([VARCHAR]);
  for (const person of new Set(uses.map(({ person_id }) => person_id))) writer.add(person);
  await warehouse.appendColumns(null, 'held_by_other', writer);
  const rows = await warehouse.rows<{ person_id: string; name: string }>(`
    select person_id, former_name as name from canonical.household_member
    semi join held_by_other using (person_id) where former_name is not null
    union
    select household_member.person_id, registered.name
    from canonical.household_member
    semi join held_by_other using (person_id)
    inner join staged_row.household as registered
        on registered.household_no = household_member.household_no
    where registered.name is not null
    union
    -- 李明（长子）, 李明、李强
    select roster_line.person_id,
        trim(regexp_replace(unnest(regexp_split_to_array(listed.guardian_name, '[、,，;；/]')), '[（(].*$', '')) as name
    from staged_row.payout_roster as listed
    inner join canonical.roster_line as roster_line on roster_line.row_id = listed.row_id
    inner join held_by_other on held_by_other.person_id = roster_line.person_id
    where listed.guardian_name is not null`);
  const names = new Map<string, string[]>();
  for (const { person_id, name } of rows) names.set(person_id, [...(names.get(person_id) ?? []), name]);
  return names;
}
