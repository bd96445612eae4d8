import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sheetjs from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { businessDay } from '../../casework/business-day.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import type { CountyTotals } from '../../casework/province/county-totals.ts';
import { loadRules } from '../../casework/rule-pack/load.ts';
import { regionIn } from '../../core/resident-id/regions.ts';
import { addCalendarDays } from '../../core/working-days.ts';
import type { HandedDown } from '../../pipelines/province/hand-down-leads.ts';
import { type ProvinceResult, runProvince } from '../../pipelines/province/run-province.ts';
import { readNumberKey } from '../../pipelines/publication/number-key.ts';
import { readFirstSheet } from '../../reading/sheet-rows.ts';
import { readStreams } from '../../storage/ledger/journal.ts';
import { Office } from '../night/office.ts';
import { csv, PAYEES, POLICE_LIST, payee, policeList, workbook } from '../night/small-office.ts';
import { appointSupervisor } from '../night/supervisor.ts';
import { rostersOf, SmallProvince } from './small-counties.ts';

const MONTHS = [202201, 202202, 202203, 202204, 202205, 202206];
const since = (person: (typeof PAYEES)[number], month: number, account = person.account) => ({
  ...{ ...person, account, since: month },
});
const OWN = '6231911111111111';

const [both, dead, moved, handedOver, renamed, damaged, nameOnly] = PAYEES;
if (!both || !dead || !moved || !handedOver || !renamed || !damaged || !nameOnly) throw new Error('too few');

/** What lies in the inbox of three counties. */
const MILE = rostersOf(MONTHS, [
  since(both, 202001),
  since(dead, 202001),
  since(moved, 202001),
  { ...since(handedOver, 202001), until: 202204 },
  since(renamed, 202001),
  since(damaged, 202001),
  since(nameOnly, 202001),
  since(payee(7), 202001, OWN),
]);
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

const codeOf = (name: string): number => Number(regionIn(name)?.code);

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
    asked.filter(({ absence_of, argues_from }) => absence_of.length > 0 || argues_from === 'absence'),
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

describe('what was found is handed down and answered', () => {
  const term = addCalendarDays(businessDay(new Date().toISOString()), 30).on;
  const handDown = async () => {
    const told = await province.office.run(
      ...['--json', 'province', 'run', '--from', ...province.folders],
      ...['--reply-due-on', term, '--as', 'li'],
    );
    expect(told.stderr).not.toContain('/');
    return (JSON.parse(told.stdout) as { handed_down: HandedDown }).handed_down;
  };
  const totals = () =>
    province.office.json<{ counties: CountyTotals[]; total: CountyTotals }>('province', 'totals');
  /** The table as a county sends it back: cells by item number and header. */
  const answered = (
    path: string,
    cells: Record<number, Record<string, string>>,
    name = '答复.xlsx',
    rearranged: (rows: string[][]) => string[][] = (rows) => rows,
  ): string => {
    const book = sheetjs.read(readFileSync(path));
    const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
    const rows = sheetjs.utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' });
    const header = rows[0] ?? [];
    const filled = rows.map((row) => {
      const own = cells[Number(row[0])] ?? {};
      return header.map((title, at) => own[title] ?? row[at] ?? '');
    });
    const out = join(province.root, name);
    writeFileSync(out, workbook({ 答复: [header, ...rearranged(filled.slice(1))] }));
    return out;
  };
  const take = (path: string) => province.office.run('--json', 'province', 'answers', path, '--as', 'li');
  let mile: HandedDown['batches'][number];
  let places: Record<string, number>;

  beforeAll(async () => {
    appointSupervisor(province.office);
    const { batches } = await handDown();
    expect(batches.map(({ county, items, again }) => ({ county, items, again }))).toEqual([
      { county: '弥勒市', items: 3, again: 0 },
      { county: '石屏县', items: 1, again: 0 },
      { county: '泸西县', items: 2, again: 0 },
    ]);
    mile = batches[0] ?? expect.unreachable();
    const { rows } = await readFirstSheet(mile.path);
    places = Object.fromEntries(rows.slice(1).map(({ cells }) => [cells[5] ?? '', Number(cells[0])]));
  });

  test('in one numbered table per county, which the county can register as it is', async () => {
    expect(mile.batch_id).toMatch(/^跨县\d{4}-532504-01$/);
    const county = new Office({ root: join(province.root, '弥勒市') });
    appointSupervisor(county);
    const done = await county.run(
      ...['--json', 'batch', 'receive', mile.path, '--as', 'li', '--id', mile.batch_id],
    );
    expect([done.code, JSON.parse(done.stdout)]).toMatchObject([0, { items: 3 }]);
    using ledger = openOfficeLedger(openOffice(province.office.home), 'read');
    const left = [...readStreams(ledger, ['access'])];
    expect(left).toMatchObject([
      { type: 'DataExported', actor: 'li', payload: { rows: 6, reason: '下发跨县疑点' } },
    ]);
  });

  test('and not again while the county is looking into it', async () => {
    expect(await handDown()).toEqual({ batches: [], not_asked: 6 });
  });

  test('answers are checked, summed by county, and what contradicts itself goes back and is asked again', async () => {
    const [died = 0, left = 0] = [places[dead.name], places[moved.name]];
    const file = answered(mile.path, {
      [died]: {
        是否属实: '属实',
        核查结论: '家属冒领',
        是否健在: '否',
        核实死亡日期: '202203',
        违规金额: '654.00',
        追回金额: '200.00',
      },
      [left]: { 是否属实: '不属实', 违规金额: '10.00' },
    });
    const done = await take(file);
    expect(done.code).toBe(4);
    expect(JSON.parse(done.stdout)).toMatchObject({
      tables: [{ county: '弥勒市', answered: 1, open: 1, strange: [], returned: [{ item_number: left }] }],
    });
    const { counties, total } = await totals();
    expect(counties.find(({ name }) => name === '弥勒市')).toMatchObject({
      ...{ issued: 3, answered: 1, supported: 1, returned: 1, open: 1, overdue: 0 },
      ...{ suspected_fen: 2 * 65_400, found_fen: 65_400, recovered_fen: 20_000 },
    });
    for (const one of [...counties, total]) expect(one.issued).toBe(one.answered + one.returned + one.open);
    const summed = (key: 'issued' | 'answered' | 'recovered_fen' | 'suspected_fen'): number =>
      counties.reduce((sum, one) => sum + one[key], 0);
    for (const key of ['issued', 'answered', 'recovered_fen', 'suspected_fen'] as const)
      expect(summed(key)).toBe(total[key]);
    const again = await handDown();
    expect(again).toMatchObject({ batches: [{ county: '弥勒市', items: 1, again: 1 }], not_asked: 5 });
    expect((await totals()).total).toMatchObject({ issued: 6, answered: 1, returned: 0, open: 5 });
  });

  test('a table of another’s batch, the same one again, or another person’s row is not taken for an answer', async () => {
    const died = places[dead.name] ?? 0;
    const fill = { 是否属实: '无法核实', 核查结论: '查无此人' };
    const wrong = await take(join(province.root, '答复.xlsx'));
    expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { code: 'answers-taken-before' } });
    const all = Object.fromEntries([1, 2, 3].map((at) => [at, { 批次: '别处-01' }]));
    const none = await take(answered(mile.path, all, '别的批次.xlsx'));
    expect(JSON.parse(none.stdout)).toMatchObject({ error: { code: 'answers-of-no-batch' } });
    const other = await take(answered(mile.path, { [died]: { ...fill, 姓名: '王老五' } }, '换人.xlsx'));
    expect(JSON.parse(other.stdout)).toMatchObject({
      tables: [{ answered: 0, returned: [{ item_number: died }] }],
    });
  });

  test('an answer that holds is not undone by a row that contradicts itself, is of another item, or stands twice', async () => {
    const { counties: before } = await totals();
    const [died = 0, left = 0] = [places[dead.name], places[moved.name]];
    const wrong = answered(
      mile.path,
      { [died]: { 是否属实: '属实', 疑点类型: '同时在两地领取待遇' } },
      '重新排序.xlsx',
    );
    const done = await take(wrong);
    expect(done.code).toBe(4);
    expect(JSON.parse(done.stdout)).toMatchObject({
      tables: [
        { answered: 0, returned: [{ item_number: died, mistakes: [{ zh: '疑点类型与下发的不一致' }, {}] }] },
      ],
    });
    expect((await totals()).counties).toEqual(before);
    const yes = { 是否属实: '属实', 核查结论: '冒领', 违规金额: '100.00' };
    const twice = answered(mile.path, { [left]: yes }, '两行.xlsx', (rows) =>
      rows.flatMap((row) => [row, row.map((cell) => (cell === '100.00' ? '200.00' : cell))]),
    );
    expect(JSON.parse((await take(twice)).stdout)).toMatchObject({
      tables: [
        { answered: 0, returned: [{ item_number: left, mistakes: [{ zh: '同一序号填了两行，内容不同' }] }] },
      ],
    });
  });

  test('tables are taken one by one: what was taken before, or is none, keeps no other one out', async () => {
    const fresh = answered(mile.path, {}, '第二次.xlsx', (rows) => rows.slice(1));
    const none = join(province.root, '说明.txt');
    writeFileSync(none, '尚未核实');
    const files = [join(province.root, '答复.xlsx'), none, fresh];
    const told = await province.office.run('--json', 'province', 'answers', ...files, '--as', 'li');
    expect(told.code).toBe(3);
    expect(JSON.parse(told.stdout)).toMatchObject({
      refused: [{ file: '答复.xlsx', code: 'answers-taken-before' }, { file: '说明.txt' }],
      tables: [{ file: '第二次.xlsx', answered: 0, returned: [], strange: [] }],
    });
  });

  test('nothing is handed down without a term and a name', async () => {
    const told = await province.office.run(
      ...['--json', 'province', 'run', '--from', ...province.folders, '--reply-due-on', term],
    );
    expect(told.code).toBeGreaterThan(1);
    expect(JSON.parse(told.stdout)).toHaveProperty('error');
  });
});
