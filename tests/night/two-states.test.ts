import { afterAll, beforeAll, expect, test } from 'vitest';
import { Office } from './office.ts';
import { csv, payee, roster, rosterName } from './small-office.ts';
import { appointSupervisor } from './supervisor.ts';

const DEAD = payee(0)!;

let office: Office;
beforeAll(async () => {
  office = new Office();
  appointSupervisor(office);
  for (const month of [202204, 202205]) office.put(rosterName(month), roster(month));
  office.put(
    '养老金发放花名册202206.csv',
    csv([
      ['姓名', '身份证号码', '所属年月', '支付金额', '支付状态', '银行反馈'],
      ...[0, 1, 2].map((index) => {
        const { name, residentId } = payee(index)!;
        return [name, residentId, '202206', '118', '成功', index === 0 ? '户名不符' : '入账成功'];
      }),
    ]),
  );
  office.put(
    '公安死亡注销.csv',
    csv([
      ['姓名', '身份证号', '死亡日期', '注销日期', '注销原因'],
      [DEAD.name, DEAD.residentId, '2022-03-05', '2022-03-20', '死亡'],
    ]),
  );
  await office.night();
});
afterAll(() => office.remove());

const lastMonth = async (): Promise<(number | null)[]> =>
  (await office.standing())
    .filter(({ rule_id, name }) => rule_id === 'deceased/paid-after-death' && name === DEAD.name)
    .map(({ last_month }) => last_month);

test('a month that the office calls paid and the bank sent back is claimed of nobody until somebody says which holds', async () => {
  expect(await lastMonth()).toEqual([202205]);
  const { waiting } = await office.json<{ waiting: { field: string; word: string }[] }>('words', 'list');
  expect(waiting.map(({ field, word }) => [field, word])).toEqual([['state', '成功；户名不符']]);
});

test("once somebody has said that the bank is right, that month is nobody's debt, and nothing waits", async () => {
  const taught = await office.run(
    ...['words', 'teach', 'payout-roster', 'state', '成功；户名不符', 'failed', '--save'],
    ...['--reason', '以银行为准', '--as', 'li'],
  );
  expect(taught.code).toBe(0);
  await office.night();
  expect(await lastMonth()).toEqual([202205]);
  expect((await office.json<{ waiting: unknown[] }>('words', 'list')).waiting).toEqual([]);
});
