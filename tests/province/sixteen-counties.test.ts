import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { monthsFromTo } from '../../pipelines/generate/calendar.ts';
import { basicParts, type County, lineOf, regularLine } from '../../pipelines/generate/county.ts';
import { generateCounty } from '../../pipelines/generate/generate.ts';
import { type Beneficiary, lineTotal } from '../../pipelines/generate/model.ts';
import { type ProvinceResult, runProvince } from '../../pipelines/province/run-province.ts';
import { Office } from '../night/office.ts';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.ts';
import { asksWholeSpark, SPARK_SQL, WITHOUT_WHOLE } from '../support/spark.ts';
import { SmallProvince } from './small-counties.ts';

/** Counties by their region codes; the last is the province's own office with the lists that it holds. */
const COUNTIES: readonly (readonly [name: string, region: string])[] = [
  ...([
    ['安宁市', '530181'],
    ['富民县', '530124'],
    ['宜良县', '530125'],
    ['石林彝族自治县', '530126'],
  ] as const),
  ...([
    ['嵩明县', '530127'],
    ['陆良县', '530322'],
    ['师宗县', '530323'],
    ['罗平县', '530324'],
  ] as const),
  ...([
    ['富源县', '530325'],
    ['会泽县', '530326'],
    ['宣威市', '530381'],
    ['通海县', '530423'],
  ] as const),
  ...([
    ['华宁县', '530424'],
    ['易门县', '530425'],
    ['泸西县', '532527'],
    ['云南省', '532525'],
  ] as const),
];
const PEOPLE = 60;

/** Somebody of one county as another's roster has them, with an account and a village of that county. */
function alsoDraws(
  county: County,
  { person, from, name }: { person: Beneficiary; from: number; name?: string },
): Beneficiary {
  const there: Beneficiary = {
    ...person,
    ...{ account: county.registry.newAccount(), household_no: county.registry.newHousehold() },
    ...{ start_month: from, roster_name: name ?? person.roster_name },
    certifications: county.certifyEvery(from),
  };
  there.lines = monthsFromTo(from, county.last_month).map((month) => regularLine(there, month));
  county.beneficiaries.push(there);
  return there;
}

const sum = (person: Beneficiary, from: number, of = lineTotal): number =>
  monthsFromTo(from, 202212).reduce((fen, month) => fen + of(lineOf(person, month)), 0);

interface Expected {
  rule_id: string;
  county: string;
  name: string;
  amount_fen: number | null;
}

const expected: Expected[] = [];
const innocent: string[] = [];
const drawn = new Map<string, Beneficiary>();

/** What is planted into each county, in order: what one leaves behind the next may take up. */
const PLANTS: Record<string, (county: County) => void> = {
  安宁市: (county) => {
    drawn.set('both', county.draw({ key: 'both', start_month: 201801 }));
    drawn.set('other name', county.draw({ key: 'other-name' }));
  },
  富民县: (county) => {
    const there = alsoDraws(county, { person: drawn.get('both')!, from: 202205 });
    expected.push({
      rule_id: 'transfer/two-places',
      county: '530124',
      name: there.roster_name,
      amount_fen: sum(there, 202205),
    });
    alsoDraws(county, { person: drawn.get('other name')!, from: 202201, name: '欧阳若兰' });
    innocent.push('欧阳若兰', drawn.get('other name')!.name);
  },
  宜良县: (county) => {
    const dead = county.draw({ key: 'dead', certified: [] });
    drawn.set('dead', dead);
    expected.push({
      rule_id: 'deceased/paid-after-death',
      county: '530125',
      name: dead.name,
      amount_fen: sum(dead, 202207),
    });
  },
  石林彝族自治县: (county) => county.policeDeath(drawn.get('dead')!, '2022-06-10'),
  嵩明县: (county) => {
    const prisoner = county.draw({ key: 'prisoner', sex: 'male' });
    drawn.set('prisoner', prisoner);
    expected.push({
      rule_id: 'imprisonment/paid-while-imprisoned',
      county: '530127',
      name: prisoner.name,
      amount_fen: sum(prisoner, 202204),
    });
  },
  陆良县: (county) =>
    county.sentences.push({
      ...{ who: drawn.get('prisoner')!, penalty: '有期徒刑', term: '三年', execution: '监禁' },
      ...{ starts_on: '2022-03-15', ends_on: '2025-03-14', released_on: null, note: '' },
    }),
  师宗县: (county) => {
    const account = county.registry.newAccount();
    for (const at of [1, 2, 3]) {
      const person = county.draw({ key: `account ${at}`, account });
      drawn.set(`account ${at}`, person);
    }
    // three of one county are that county's own finding
    county.beneficiaries.splice(county.beneficiaries.indexOf(drawn.get('account 2')!), 1);
    county.beneficiaries.splice(county.beneficiaries.indexOf(drawn.get('account 3')!), 1);
    drawn.set('employee', county.draw({ key: 'employee' }));
    const employee = drawn.get('employee')!;
    expected.push({
      rule_id: 'dual-benefit/employee-pension',
      county: '530323',
      name: employee.name,
      amount_fen: sum(employee, 202209, basicParts),
    });
  },
  罗平县: (county) => void county.beneficiaries.push(drawn.get('account 2')!),
  富源县: (county) => void county.beneficiaries.push(drawn.get('account 3')!),
  会泽县: (county) => void drawn.set('handed over', county.draw({ key: 'handed-over', to: 202206 })),
  宣威市: (county) => {
    const there = alsoDraws(county, { person: drawn.get('handed over')!, from: 202206 });
    innocent.push(there.name);
  },
  云南省: (county) =>
    county.employees.push({
      ...{ who: drawn.get('employee')!, status: '正常待遇', start_month: 202209 },
      ...{ end_month: null, monthly_fen: 310_000 },
    }),
};

let province: SmallProvince;
let result: ProvinceResult;

beforeAll(async () => {
  province = new SmallProvince();
  for (const [place, [name, region]] of COUNTIES.entries()) {
    const office = new Office({ root: join(province.root, name) });
    const { as_of } = generateCounty({
      ...{ out: office.root, people: PEOPLE, months: 12, seed: 700 + place, format: 'csv' },
      mark: { region, branch: String(place + 1).padStart(5, '0') },
      ...(PLANTS[name] === undefined ? {} : { furnish: PLANTS[name] }),
    });
    office.settle('office: 云南省社会保险局\n');
    await office.night(as_of);
    await province.publishOffice(office, name);
  }
  for (const at of [1, 2, 3]) {
    const county = ['530323', '530324', '530325'][at - 1] ?? '';
    expected.push({
      rule_id: 'account/shared-account',
      county,
      name: drawn.get(`account ${at}`)!.name,
      amount_fen: null,
    });
  }
  result = await runProvince({ settings: province.office.workspace.settings, from: province.folders });
}, 900_000);
afterAll(() => province.remove());

const inWords = ({ rule_id, county, name, amount_fen }: Expected): string =>
  [rule_id, county, name, amount_fen].join(' ');

test('sixteen counties give what their own nights found, to the fen', () => {
  expect(result.counties).toHaveLength(16);
  for (const { name, rules, claimed_fen, stated_claimed_fen } of result.counties) {
    expect([name, rules.filter(({ stated, agrees }) => stated === null || !agrees)]).toEqual([name, []]);
    expect([name, claimed_fen]).toEqual([name, stated_claimed_fen]);
  }
  expect(result.counties.reduce((fen, one) => fen + one.claimed_fen, 0)).toBeGreaterThan(1_000_000);
});

test('every pair that was planted over a border is found at the county it concerns, and nobody else', () => {
  expect(result.leads.map(inWords).sort()).toEqual(expected.map(inWords).sort());
});

test('innocent neighbours over a border are left alone', () => {
  const named = new Set(result.leads.map(({ name }) => name));
  expect(innocent.filter((name) => named.has(name))).toEqual([]);
  expect(result.not_compared.names_differ).toBeGreaterThan(0);
  expect(result.not_compared.unnumbered).toBeGreaterThan(0);
});

describe.skipIf(!hasPostgres)(`on PostgreSQL${hasPostgres ? '' : ' (skipped: not installed)'}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());

  test('sixteen counties give what they give on DuckDB, finding by finding and lead by lead', async () => {
    province.office.settle(`engines:\n  postgres:\n    url: ${server.url}\n`);
    const { settings } = province.office.workspace;
    expect(await runProvince({ settings, from: province.folders, engine: 'postgres' })).toEqual(result);
  });
});

describe.skipIf(!asksWholeSpark)(`on Spark${asksWholeSpark ? '' : ` (${WITHOUT_WHOLE})`}`, () => {
  test('four counties give what they give on DuckDB, finding by finding and lead by lead', async () => {
    province.office.settle(`engines:\n  spark:\n    command: ${SPARK_SQL}\n    master: local[2]\n`);
    const { settings } = province.office.workspace;
    const from = province.folders.slice(0, 4);
    const found = await runProvince({ settings, from, engine: 'spark' });
    expect(found).toEqual(await runProvince({ settings, from }));
    expect(new Set(found.leads.map(({ rule_id }) => rule_id))).toEqual(
      new Set(['transfer/two-places', 'deceased/paid-after-death']),
    );
  }, 3_600_000);
});

test('an engine that nobody knows, or of which the settings say nothing, is refused before anything is asked', async () => {
  const { settings } = province.office.workspace;
  province.office.settle('office: 云南省社会保险局\n');
  const ask = (engine: string) => runProvince({ settings, from: province.folders, engine });
  await expect(ask('oracle')).rejects.toMatchObject({ code: 'engine-unknown' });
  await expect(ask('postgres')).rejects.toMatchObject({ code: 'engine-unnamed' });
});
