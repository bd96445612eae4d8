import { plainCounty } from '../../reading/deliveries/whose-roster.ts';
import {
  ColumnWriter,
  INTEGER,
  quoteText,
  VARCHAR,
  type Warehouse,
} from '../../storage/warehouse/database.ts';
import { groupsOf } from '../persons/name-groups.ts';
import { fileOf } from './county-world.ts';
import type { PublishedCounty } from './read-counties.ts';

/** Who was not compared over counties, because nobody can say who they are. */
export interface NotCompared {
  /** Payees without a valid number: a name alone, or what is left of a number, makes nobody the same. */
  unnumbered: number;
  /** Valid numbers under names of different people in different counties. */
  names_differ: number;
}

/**
 * Leaves `pool.crossing (county_no, person_id, person)`: everybody of a county who stands in another's lists under the same valid
 * number and a variant of the same name, under one name for all counties; and whoever draws on an account on which people of
 * another county draw. `pool.beside (county_no, person)`: whose rows stand in the world of each county.
 */
export async function findCrossingPeople(
  warehouse: Warehouse,
  counties: readonly PublishedCounty[],
): Promise<NotCompared> {
  await warehouse.run(`
    attach ':memory:' as pool;
    create table pool.county (county_no integer, name varchar, place varchar);
    -- millions of people are looked at once: in a database of their own, which goes when it is known who crosses
    attach ':memory:' as everybody;
    create table everybody.told (
        county_no integer, person_id varchar, resident_id varchar, resident_id_raw varchar, name varchar, township varchar,
        is_payee boolean);
    create table everybody.account (county_no integer, account_no varchar, person_id varchar);
    create table pool.crossing (county_no integer, person_id varchar, person varchar)`);
  for (const county of counties) {
    await warehouse.run(`
      insert into pool.county
      select ${county.no}, ${quoteText(county.name)}, ${plainCounty(quoteText(county.name))};
      insert into everybody.told
      select ${county.no}, person_id, resident_id, resident_id_raw, name, township, is_payee
      from ${fileOf(county, 'canonical.person')};
      insert into everybody.account
      select distinct ${county.no}, account_no, person_id
      from ${fileOf(county, 'canonical.roster_line')}
      where account_no is not null`);
  }
  const names_differ = await joinByNumber(warehouse);
  await joinByAccount(warehouse);
  const unnumbered = await warehouse.first<{ n: number }>(
    'select count(*)::integer as n from everybody.told where is_payee and resident_id is null',
  );
  await warehouse.run(`
    create table pool.told as
    select * from everybody.told semi join pool.crossing using (county_no, person_id);
    detach database everybody`);
  return { names_differ, unnumbered: unnumbered?.n ?? 0 };
}

interface Use {
  county_no: number;
  person_id: string;
  resident_id: string;
  name: string;
}

/** Returns how many numbers several counties use for people of different names. */
async function joinByNumber(warehouse: Warehouse): Promise<number> {
  const shared = await warehouse.rows<Use>(`
    select told.county_no, told.person_id, told.resident_id, told.name
    from everybody.told
    semi join (
        select resident_id
        from everybody.told
        where resident_id is not null
        group by resident_id
        having count(distinct county_no) > 1 and bool_or(is_payee)
    ) as several using (resident_id)
    order by told.resident_id, told.name, told.county_no, told.person_id`);
  const writer = new ColumnWriter([INTEGER, VARCHAR, VARCHAR]);
  let differing = 0;
  for (const [number, uses] of Map.groupBy(shared, ({ resident_id }) => resident_id)) {
    const groups = groupsOf([...new Set(uses.map(({ name }) => name))], []);
    if (groups.length > 1) differing += 1;
    for (const [place, group] of groups.entries()) {
      const own = uses.filter(({ name }) => group.includes(name));
      if (new Set(own.map(({ county_no }) => county_no)).size < 2) continue;
      for (const { county_no, person_id } of own) writer.add(county_no, person_id, `${number}/${place}`);
    }
  }
  await warehouse.run(
    'create or replace temp table joined (county_no integer, person_id varchar, person varchar)',
  );
  await warehouse.appendColumns(null, 'joined', writer);
  await warehouse.run('insert into pool.crossing from joined; drop table joined');
  return differing;
}

async function joinByAccount(warehouse: Warehouse): Promise<void> {
  await warehouse.run(`
    insert into pool.crossing
    select distinct account.county_no, account.person_id, account.county_no || ':' || account.person_id
    from everybody.account as account
    semi join (
        select account_no from everybody.account group by account_no having count(distinct county_no) > 1
    ) as several using (account_no)
    anti join pool.crossing as known
        on known.county_no = account.county_no and known.person_id = account.person_id;
    -- whose rows a county is asked about: its own people who cross, and whoever draws on an account with them
    create table pool.beside as
    select distinct county_no, person from pool.crossing
    union
    select own.county_no, crossing.person
    from everybody.account as own
    inner join everybody.account as other on other.account_no = own.account_no and other.county_no <> own.county_no
    inner join pool.crossing as crossing
        on crossing.county_no = other.county_no and crossing.person_id = other.person_id`);
}
