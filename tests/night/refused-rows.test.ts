import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileOf, Office } from './office.ts';
import { csv, PAYEES, payee, roster, rosterName } from './small-office.ts';

/** One was certified on a day that cannot be, one on a day that cannot be read under a number that cannot be, one not at all. */
const [FUTURE, UNREADABLE, ABSENT] = [payee(0), payee(1), payee(2)];

let office: Office;
let refused: number;
beforeAll(async () => {
  office = new Office();
  for (const month of [202208, 202210, 202211]) office.put(rosterName(month), roster(month));
  office.put(
    '2022年9月待遇领取资格认证记录.csv',
    csv([
      ['姓名', '身份证号码', '认证方式', '认证日期', '认证结果'],
      ...PAYEES.slice(3).map(({ name, residentId }) => [
        ...[name, residentId, '入户认证', '2022-09-20', '认证通过'],
      ]),
      [FUTURE.name, FUTURE.residentId, '入户认证', '2032-09-20', '认证通过'],
      [UNREADABLE.name, '53252619', '入户认证', '九月某日', '认证通过'],
    ]),
  );
  const night = await office.night();
  refused = fileOf(night, '2022年9月待遇领取资格认证记录.csv').refused;
});
afterAll(() => office.remove());

test('whoever a refused certification names is not overdue; whoever no row names is', async () => {
  expect(refused).toBe(2);
  const found = await office.read<{ name: string }>(
    "select name from result.finding where rule_id = 'certification/overdue-still-paid'",
  );
  expect(found).toEqual([{ name: ABSENT.name }]);
});
