import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { Office } from './office.ts';
import { csv, PAYEES, POLICE_LIST, payee, policeList } from './small-office.ts';

let office: Office;
let summary: NightSummary;
beforeAll(async () => {
  office = new Office();
  const people = PAYEES.map(({ name, residentId }) => [name, residentId] as const);
  office.put(
    '养老金发放202204.csv',
    csv([
      ['姓名', '身份证号码', '发放年月', '实发金额(分)'],
      ...people.map((who) => [...who, 202204, '21800']),
    ]),
  );
  office.put(
    '养老金发放5月.csv',
    csv([
      ['城乡居民养老金发放名册', '', ''],
      ['二〇二二年五月', '', '单位：分'],
      ['姓名', '身份证号码', '实发金额'],
      ...people.map((who, at) => [...who, at === 1 ? '218.00' : '21800']),
    ]),
  );
  office.put(POLICE_LIST, policeList([{ person: payee(0), on: '2022-03-20' }]));
  summary = await office.night('2022-07-31');
});
afterAll(() => office.remove());

test('amounts are taken in the unit that their header or the title states', async () => {
  expect(
    await office.read(
      'select name, cast(amount_fen as integer) as amount_fen from result.finding where amount_fen is not null',
    ),
  ).toEqual([{ name: payee(0).name, amount_fen: 43_600 }]);
});

test('an amount that contradicts its unit is refused with its row', () => {
  const may = summary.files.find(({ file }) => file.includes('5月'));
  expect(may).toMatchObject({ used: PAYEES.length - 1, refused: 1 });
});
