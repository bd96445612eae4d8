import { Warehouse } from '../../storage/warehouse/database.ts';
import { Linker } from './linker.ts';

const dir = process.argv[2] ?? '/work/shared/linkage-dev';
const noReg = process.argv.includes('--noreg');
const verbose = process.argv.includes('-v');
const w = await Warehouse.open(':memory:');
let t = performance.now();
const lap = (n: string) => {
  console.log(n, Math.round(performance.now() - t));
  t = performance.now();
};
for (const f of ['deaths', 'household', 'payouts', 'suspects', 'truth'])
  await w.run(
    `create table ${f} as select *, row_number() over () as rn from read_csv('${dir}/${f}.csv', all_varchar=true, header=true)`,
  );
await w.run(`create view l as select rn as row_id, name, id_number as id_raw, birth as birth_raw, sex, township, village, bank_account as account from payouts;
create view r as select rn as row_id, name, id_number as id_raw, birth as birth_raw, sex, township, address, age, death_date as age_on from deaths;
create view s as select rn as row_id, name, id_number as id_raw, birth as birth_raw, sex, township, bank_account as account from suspects;
create view h as select rn as row_id, name, former_name, id_number as id_raw, former_id, birth as birth_raw, sex, township, address, household_no from household`);
if (process.argv.includes('--thin')) await w.run(`delete from household where hash(hh_id) % 10 < 3`);
if (process.argv.includes('--spoil'))
  await w.run(
    `update household set id_number = (select any_value(id_number) from household h2 where h2.rn = (household.rn * 7919) % 25069 + 1) where hash(hh_id) % 100 = 0`,
  );
if (process.argv.includes('--spoil2'))
  await w
    .run(`update household set id_number = overlay_digit where false`)
    .catch(() =>
      w.run(`update household set id_number = substr(id_number,1,14)||'9999' where hash(hh_id) % 50 = 0`),
    );
if (process.argv.includes('--notown'))
  await w.run(`update payouts set township=null, village=null; update deaths set township=null,address=null`);
lap('read');
const linker = await Linker.open(w);
await linker.prepare('roster', 'l');
lap('roster');
await linker.prepare('death', 'r');
lap('death');
await linker.prepare('household', 'h');
lap('household');
const rep = await linker.link({
  left: 'roster',
  right: 'death',
  ...(noReg ? {} : { register: 'household' }),
});
lap('link');
console.log(JSON.stringify(rep), Math.round(process.memoryUsage().rss / 1e6));
await w.run(`create table res as select p.row_id pid, d.death_id did, k.* from linking.link_pair k join payouts p on p.rn=left_row join deaths d on d.rn=right_row;
create table ev as select coalesce(t.row_id, res.pid) pid, coalesce(t.record_id, res.did) did, coalesce(t.is_match,'0')='1' m, t.error_type, t.expected_tier, res.strength, res.basis, res.weight, res.name_level,res.number_level,res.birth_level,res.place_level,res.sex_level from (select * from truth where register='deaths') t full join res on res.pid=t.row_id and res.did=t.record_id`);
const q = async (s: string) => {
  const rows = await w.rows(s);
  for (const r of rows) console.log(Object.values(r).join(' | '));
};
await q(
  `select 'confirmed P', round(100*avg(m::int),2), 'R', round(100.0*sum(m::int)/(select count(*) from ev where m),2), 'expected found', (select round(100*avg((strength='confirmed')::int),2) from ev where m and expected_tier='confirmed') from ev where strength='confirmed'`,
);
await q(
  `select 'conf+prob P', round(100*avg(m::int),2), 'R', round(100.0*sum(m::int)/(select count(*) from ev where m),2), 'expected prob+', (select round(100*avg((coalesce(strength,'') in ('confirmed','probable'))::int),2) from ev where m and expected_tier='probable') from ev where strength in ('confirmed','probable')`,
);
await q(
  `select 'all P', round(100*avg(m::int),2), 'R', round(100.0*sum(m::int)/(select count(*) from ev where m),2) from ev where strength in ('confirmed','probable','possible')`,
);
await q(
  `select 'id_conflict of reused/wrong', round(100*avg((coalesce(strength,'')='id_conflict')::int),1), (select count(*) from ev where m and strength='id_conflict') from ev where error_type in ('decoy:reused_id','decoy:death_wrong_id')`,
);
if (verbose) {
  await q(
    `select 'FALSE', strength, basis, coalesce(error_type,'unlisted'), count(*) from ev where not m and strength<>'id_conflict' group by all order by 2,5 desc`,
  );
  await q(
    `select 'MISS', error_type, expected_tier, coalesce(strength,'-'), count(*) from ev where m and (strength is null or strength='id_conflict' or (expected_tier='confirmed' and strength<>'confirmed') or (expected_tier='probable' and strength='possible')) group by all order by 5 desc`,
  );
  await w.run(
    `create table weak as select ev.* from ev where m and (strength is null or strength='id_conflict' or (expected_tier='confirmed' and strength<>'confirmed') or (expected_tier='probable' and strength='possible'))`,
  );
  await q(
    `select error_type, expected_tier, strength, basis, 'N'||name_level,'I'||number_level,'B'||birth_level,'P'||place_level,'S'||sex_level, p.name,p.id_number,p.birth,p.sex,p.township,p.village,'//',d.name,d.id_number,d.birth,d.sex,d.age,d.township,d.address from weak join payouts p on p.row_id=pid join deaths d on death_id=did order by 1 limit 60`,
  );
}

await q(
  `select any_value(reason), basis, any_value(weight), count(*), count(proposed_id), count(damaged_side) from linking.link_pair group by basis order by 2`,
);
await q(
  `select strength, min(weight), quantile_cont(weight,0.1), quantile_cont(weight,0.5) from linking.link_pair group by 1`,
);
await q(
  `select count(*) from linking.link_pair where weight <> prior_weight+name_weight+frequency_weight+number_weight+birth_weight+sex_weight+place_weight+contact_weight`,
);

if (process.argv.includes('--train')) {
  const m = await linker.train(
    { left: 'roster', right: 'death', register: 'household' },
    'default-2026-11-22',
  );
  const { writeFileSync } = await import('node:fs');
  writeFileSync('/tmp/lk/model.json', JSON.stringify(m, null, 1));
  for (const [f, l] of Object.entries(m.fields))
    console.log(
      f,
      Object.entries(l)
        .map(([k, v]) => `${k}: m ${v.m} u ${v.u} ${Math.log2(v.m / v.u).toFixed(1)}`)
        .join(' · '),
    );
}
