import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Linker } from '../../pipelines/linking/linker.ts';
import { quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import { f1, percent, printTable, SCORE_HEADING, type Score, scoreRow } from './figures.ts';

const FILES = ['payouts', 'deaths', 'household', 'suspects', 'truth'] as const;

/** Links the labelled county and prints how well each tier does, against the joins an office would try first. */
export async function scoreLabelledCounty(folder: string): Promise<void> {
  if (!existsSync(join(folder, 'truth.csv'))) {
    console.log(`labelled county: skipped, ${folder} is not here`);
    return;
  }
  const warehouse = await Warehouse.open(':memory:');
  try {
    await readCounty(warehouse, folder);
    const linker = await Linker.open(warehouse);
    await linker.prepare({ roster: 'roster', death: 'death', household: 'household' });
    await linker.link({ left: 'roster', right: 'death', register: 'household', output: 'linked' });
    await linker.link({ left: 'roster', right: 'death', output: 'linked_alone' });
    await judge(warehouse);
  } finally {
    warehouse.close();
  }
}

async function readCounty(warehouse: Warehouse, folder: string): Promise<void> {
  for (const file of FILES) {
    const path = quoteText(join(folder, `${file}.csv`));
    await warehouse.run(
      `create table ${file === 'household' ? 'household_file' : file} as select *, row_number() over () as row_no
       from read_csv(${path}, all_varchar = true, header = true)`,
    );
  }
  await warehouse.run(
    `create view roster as select row_no as row_id, name, id_number as id_raw, birth as birth_raw, sex, township,
         village, bank_account as account from payouts;
     create view death as select row_no as row_id, name, id_number as id_raw, birth as birth_raw, sex, township,
         address, age, death_date as age_on from deaths;
     create view household as select row_number() over () as row_id, name, former_name, id_number as id_raw,
         former_id, birth as birth_raw, sex, township, address, household_no from household_file`,
  );
}

async function judge(warehouse: Warehouse): Promise<void> {
  await warehouse.run(
    `create table label as select row_id, record_id, is_match = '1' as is_match, error_type, expected_tier
     from truth where register = 'deaths'`,
  );
  const labelled = (table: string) => `
    select payouts.row_id, deaths.death_id as record_id, ${table}.strength
    from ${table} inner join payouts on payouts.row_no = ${table}.left_row
    inner join deaths on deaths.row_no = ${table}.right_row`;
  await warehouse.run(
    `create table link as ${labelled('linked')}; create table link_alone as ${labelled('linked_alone')}`,
  );
  await naiveJoins(warehouse);

  const rows: string[][] = [[...SCORE_HEADING]];
  let best = 0;
  for (const name of ['naive_a', 'naive_b', 'naive_c0', 'naive_c'] as const) {
    const score = await scoreOf(warehouse, `select row_id, record_id from ${name}`);
    best = Math.max(best, name === 'naive_c' ? f1(score) : 0);
    rows.push(scoreRow(NAIVE[name], score));
  }
  for (const [table, title] of [
    ['link', ''],
    ['link_alone', ', no register'],
  ] as const) {
    for (const [tier, strengths] of TIERS) {
      const score = await scoreOf(
        warehouse,
        `select row_id, record_id from ${table} where strength in (${strengths})`,
      );
      rows.push(scoreRow(tier + title, score));
      if (tier === 'confirmed + probable' && table === 'link') {
        rows.push(['  points of F1 over (c)', '', '', '', '', percent(f1(score) - best)]);
      }
    }
  }
  printTable('Labelled county: roster against deaths', rows);
  await printExpectations(warehouse);
  await printErrorTypes(warehouse);
}

const TIERS = [
  ['confirmed', "'confirmed'"],
  ['confirmed + probable', "'confirmed', 'probable'"],
  ['all tiers', "'confirmed', 'probable', 'possible'"],
] as const;

const NAIVE = {
  naive_a: '(a) number as written',
  naive_b: '(b) number as written, or name and birth',
  naive_c0: '(c0) cleaned number',
  naive_c: '(c) cleaned number, or name and birth',
} as const;

async function naiveJoins(warehouse: Warehouse): Promise<void> {
  await warehouse.run(
    `create table keyed as
     select 'payout' as side, payouts.row_id as id, payouts.name, payouts.id_number as raw_number,
         case when person.number_kind = 1 then person.digits end as valid_id,
         coalesce(person.birth_on, person.number_birth_on) as birth_on
     from payouts inner join linking.person_roster as person on person.row_id = payouts.row_no
     union all
     select 'death', deaths.death_id, deaths.name, deaths.id_number,
         case when person.number_kind = 1 then person.digits end,
         coalesce(person.birth_on, person.number_birth_on)
     from deaths inner join linking.person_death as person on person.row_id = deaths.row_no`,
  );
  const join_ = (on: string) =>
    `select payout.id as row_id, death.id as record_id from keyed as payout inner join keyed as death on ${on}
     where payout.side = 'payout' and death.side = 'death'`;
  const written = join_('payout.raw_number = death.raw_number and length(payout.raw_number) >= 15');
  const cleaned = join_('payout.valid_id = death.valid_id');
  const named = join_('payout.name = death.name and payout.birth_on = death.birth_on');
  await warehouse.run(
    `create table naive_a as ${written}; create table naive_b as ${written} union ${named};
     create table naive_c0 as ${cleaned}; create table naive_c as ${cleaned} union ${named}`,
  );
}

async function scoreOf(warehouse: Warehouse, links: string): Promise<Score> {
  const row = await warehouse.first<{ found: number; correct: number; expected: number }>(
    `select count(*) as found, count(*) filter (where is_match) as correct,
         (select count(*) from label where is_match) as expected
     from (${links}) as found_link left join label using (row_id, record_id)`,
  );
  return { found: row?.found ?? 0, correct: row?.correct ?? 0, expected: row?.expected ?? 0 };
}

async function printExpectations(warehouse: Warehouse): Promise<void> {
  const rows = await warehouse.rows<{ expected_tier: string; n: number; there: number; anywhere: number }>(
    `select expected_tier, count(*) as n,
         avg((case expected_tier when 'confirmed' then strength = 'confirmed'
             when 'probable' then strength in ('confirmed', 'probable') else strength <> 'id_conflict' end)::integer) as there,
         avg((strength is not null and strength <> 'id_conflict')::integer) as anywhere
     from (select label.expected_tier, coalesce(link.strength, 'id_conflict') as strength
           from label left join link using (row_id, record_id) where is_match)
     group by expected_tier order by expected_tier`,
  );
  const conflict = await warehouse.first<{ share: number }>(
    `select avg((coalesce(link.strength, '') = 'id_conflict')::integer) as share
     from label left join link using (row_id, record_id)
     where error_type in ('decoy:reused_id', 'decoy:death_wrong_id')`,
  );
  printTable('True pairs by the tier expected of them', [
    ['expected', 'pairs', 'found there or better %', 'found at all %'],
    ...rows.map((row) => [row.expected_tier, String(row.n), percent(row.there), percent(row.anywhere)]),
    ['one number, two people', '', `${percent(conflict?.share ?? 0)} reported as id_conflict`, ''],
  ]);
}

async function printErrorTypes(warehouse: Warehouse): Promise<void> {
  const rows = await warehouse.rows<{ error_type: string; n: number; found: number; links: string }>(
    `select error_type, count(*) as n, count(*) filter (where link.strength <> 'id_conflict') as found,
         string_agg(distinct link.strength, ' ' order by link.strength) as links
     from label left join link using (row_id, record_id) group by error_type, is_match order by is_match desc, n desc`,
  );
  printTable('By kind of damage (decoys: links that should not be)', [
    ['kind', 'pairs', 'linked', 'as'],
    ...rows.map((row) => [row.error_type, String(row.n), String(row.found), row.links ?? '']),
  ]);
}
