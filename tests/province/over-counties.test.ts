import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadRules } from '../../casework/rule-pack/load.ts';
import { type ProvinceResult, runProvince } from '../../pipelines/province/run-province.ts';
import { readNumberKey } from '../../pipelines/publication/number-key.ts';
import { csv, PAYEES, POLICE_LIST, payee, policeList } from '../night/small-office.ts';
import { rostersOf, SmallProvince } from './small-counties.ts';

const MONTHS = [202201, 202202, 202203, 202204, 202205, 202206];
const since = (person: (typeof PAYEES)[number], month: number, account = person.account) => ({
  ...{ ...person, account },
  since: month,
});
const OWN = '6231911111111111';

const [both, dead, moved, handedOver, renamed, damaged, nameOnly] = PAYEES;
if (!both || !dead || !moved || !handedOver || !renamed || !damaged || !nameOnly) throw new Error('too few');

/** What lies in the inbox of three counties. */
const MILE = {
  ...rostersOf(MONTHS, [
    since(both, 202001),
    since(dead, 202001),
    since(moved, 202001),
    { ...since(handedOver, 202001), until: 202204 },
    since(renamed, 202001),
    since(damaged, 202001),
    since(nameOnly, 202001),
    since(payee(7), 202001, OWN),
  ]),
};
const LUXI = {
  ...rostersOf(MONTHS, [
    since(both, 202204, `${OWN}201`),
    since(moved, 202203, `${OWN}202`),
    since(handedOver, 202204, `${OWN}203`),
    { ...since(renamed, 202001, `${OWN}204`), name: '吴秉德' },
    { ...since(damaged, 202001, `${OWN}205`), residentId: `${damaged.residentId.slice(0, 17)}0` },
    since(payee(8), 202001, OWN),
  ]),
  [POLICE_LIST]: policeList([{ person: dead, on: '20220310' }]),
  '关系转入台账.csv': csv([
    ['姓名', '身份证号', '转出地', '转入地', '转入日期', '转移状态'],
    [moved.name, moved.residentId, '弥勒市', '泸西县', '2022-03-05', '已完成'],
  ]),
};
const SHIPING = {
  ...rostersOf(MONTHS, [since(payee(9), 202001, OWN)]),
  // a name without a number is nobody's
  '殡仪馆火化登记表.csv': csv([
    ['姓名', '身份证号', '性别', '火化日期', '火化编号'],
    [nameOnly.name, '', '男', '2022-01-05', '1'],
  ]),
};

let province: SmallProvince;
let result: ProvinceResult;

const leadsOf = ({ leads }: ProvinceResult) =>
  leads
    .map(({ rule_id, county, name, months, first_month, last_month, amount_fen, known_by }) => ({
      ...{ rule_id, county, name, months, first_month, last_month, amount_fen, known_by },
    }))
    .sort((one, other) => (`${one.rule_id}${one.name}` < `${other.rule_id}${other.name}` ? -1 : 1));

beforeAll(async () => {
  province = new SmallProvince();
  await province.publishCounty('弥勒市', MILE);
  await province.publishCounty('泸西县', LUXI);
  await province.publishCounty('石屏县', SHIPING);
  result = await runProvince({ settings: province.office.workspace.settings, from: province.folders });
});
afterAll(() => province.remove());

test('a rule that is asked over counties never argues from what is missing', () => {
  const asked = loadRules().filter(({ over_counties }) => over_counties !== undefined);
  expect(asked.length).toBeGreaterThan(5);
  expect(
    asked.filter(({ absence_of, argues_from }) => absence_of.length > 0 || argues_from !== undefined),
  ).toEqual([]);
  expect(new Set(asked.map(({ line_of }) => line_of))).toEqual(new Set(['benefit_payment', 'funeral_grant']));
});

describe('a province of three counties', () => {
  test('finds of each county what its own night found, to the fen', () => {
    expect(result.counties.map(({ name }) => name)).toEqual(
      ['石屏县', '弥勒市', '泸西县'].sort((a, b) => codeOf(a) - codeOf(b)),
    );
    for (const { rules, claimed_fen, stated_claimed_fen } of result.counties) {
      expect(rules.every(({ stated, agrees }) => stated !== null && agrees)).toBe(true);
      expect(claimed_fen).toBe(stated_claimed_fen);
    }
  });

  test('finds what no county sees alone, and each at the county whose payments are in question', () => {
    const shared = { rule_id: 'account/shared-account', months: 0, amount_fen: null };
    expect(leadsOf(result)).toMatchObject([
      shared,
      shared,
      shared,
      {
        ...{ rule_id: 'deceased/paid-after-death', county: '532504', name: dead.name, known_by: ['泸西县'] },
        ...{ months: 3, first_month: 202204, last_month: 202206, amount_fen: 3 * 21_800 },
      },
      // whoever was taken over is owed by the new place, and stopped by the old one
      {
        ...{
          rule_id: 'transfer/paid-after-leaving',
          county: '532504',
          name: moved.name,
          known_by: ['泸西县'],
        },
        ...{ months: 3, first_month: 202204, last_month: 202206, amount_fen: 3 * 21_800 },
      },
      {
        ...{ rule_id: 'transfer/two-places', county: '532527', name: both.name, known_by: ['弥勒市'] },
        ...{ months: 3, first_month: 202204, last_month: 202206, amount_fen: 3 * 21_800 },
      },
    ]);
    expect(
      result.leads
        .filter(({ rule_id }) => rule_id === shared.rule_id)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([payee(7).name, payee(8).name, payee(9).name].sort());
  });

  test('accuses nobody on a name alone, on a damaged number, or on a number under two people’s names', () => {
    const named = new Set(result.leads.map(({ name }) => name));
    for (const { name } of [renamed, damaged, nameOnly, handedOver]) expect(named).not.toContain(name);
    expect(result.not_compared).toMatchObject({ names_differ: 1, unnumbered: 1 });
  });

  test('finds the same under the key of the province, without a number', async () => {
    const path = join(province.root, 'province.key');
    writeFileSync(path, randomBytes(32));
    const key = readNumberKey(path, []);
    const keyed = new SmallProvince();
    await keyed.publishCounty('弥勒市', MILE, key);
    await keyed.publishCounty('泸西县', LUXI, key);
    await keyed.publishCounty('石屏县', SHIPING, key);
    const { settings } = keyed.office.workspace;
    const found = await runProvince({ settings, from: keyed.folders });
    expect(leadsOf(found)).toEqual(leadsOf(result));
    expect(
      found.leads.every(({ resident_id }) => resident_id === null || /^H[0-9a-f]{32}$/.test(resident_id)),
    ).toBe(true);
    const mixed = [keyed.folders[0] ?? '', ...province.folders.slice(1)];
    await expect(runProvince({ settings, from: mixed })).rejects.toMatchObject({ code: 'keys-differ' });
    keyed.remove();
  });

  test('is told by the command line without naming anybody', async () => {
    const told = await province.office.run('province', 'run', '--from', ...province.folders);
    expect(told.code).toBe(0);
    expect(told.stdout).toContain('跨县 over counties 异地登记死亡后继续领取待遇: 1 条，654.00 元');
    for (const { name, residentId } of PAYEES) {
      expect(told.stdout).not.toContain(name);
      expect(told.stdout).not.toContain(residentId);
    }
  });

  test('is not run on a county that came twice', async () => {
    const { settings } = province.office.workspace;
    const [first = ''] = province.folders;
    await expect(runProvince({ settings, from: [first, first] })).rejects.toMatchObject({
      code: 'county-twice',
    });
  });
});

const codeOf = (name: string): number => ({ 弥勒市: 532504, 泸西县: 532527, 石屏县: 532525 })[name] ?? 0;
