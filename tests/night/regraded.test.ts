import { afterAll, beforeAll, expect, test } from 'vitest';
import { monthsFromTo } from '../../pipelines/generate/calendar.ts';
import { Office } from './office.ts';
import { csv, type Line, payee, roster, rosterName } from './small-office.ts';

const who = (index: number): Line => [payee(index).name, payee(index).residentId];
const [CANCELLED, REGRADED, TWICE_DISABLED, RENEWED, UNKNOWN, HELD_ON] = [0, 1, 2, 3, 4, 5] as const;
const ALL = [CANCELLED, REGRADED, TWICE_DISABLED, RENEWED, UNKNOWN, HELD_ON];

let office: Office;
beforeAll(async () => {
  office = new Office();
  office.put(rosterName(202205), roster(202205));
  office.put(
    '残联持证残疾人名单2022年6月.csv',
    csv([
      ['姓名', '身份证号', '残疾类别', '残疾等级', '评定日期', '证件状态'],
      [...who(CANCELLED), '肢体', '一级', '2015-03-10', '注销'],
      [...who(REGRADED), '肢体', '二级', '2015-03-10', '有效'],
      [...who(REGRADED), '肢体', '三级', '2022-04-20', '有效'],
      [...who(TWICE_DISABLED), '肢体', '二级', '2015-03-10', '有效'],
      [...who(TWICE_DISABLED), '视力', '三级', '2022-04-20', '有效'],
      [...who(RENEWED), '肢体', '二级', '2012-03-10', '注销'],
      [...who(RENEWED), '肢体', '二级', '2022-03-10', '有效'],
      [...who(UNKNOWN), '肢体', '二级', '2015-03-10', '冻结'],
      [...who(HELD_ON), '肢体', '二级', '2015-03-10', '有效'],
    ]),
  );
  for (const month of monthsFromTo(202203, 202209))
    office.put(
      `重度残疾人养老补助发放表${month}.csv`,
      csv([
        ['姓名', '身份证号', '发放年月', '补助金额', '发放状态'],
        ...ALL.map((index) => [...who(index), month, '113.00', '已支付']),
      ]),
    );
  await office.night();
}, 120_000);
afterAll(() => office.remove());

test('a severe grade ends with the lesser one that follows it, and a cancelled certificate on the day of the list', async () => {
  const found = (await office.standing()).filter(
    ({ rule_id }) => rule_id === 'disability-allowance/not-entitled',
  );
  expect(
    found.map(({ name, amount_fen, first_month, last_month }) => [name, amount_fen, first_month, last_month]),
  ).toEqual([
    [payee(CANCELLED).name, 3 * 11_300, 202207, 202209],
    [payee(REGRADED).name, 5 * 11_300, 202205, 202209],
  ]);
});

test('a state of the certificate that nobody knows is asked about', async () => {
  const { waiting } = await office.json<{ waiting: { word: string }[] }>('words', 'list');
  expect(waiting.map(({ word }) => word)).toEqual(['冻结']);
});
