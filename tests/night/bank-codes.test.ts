import { expect, test } from 'vitest';
import { fileOf, Office } from './office.ts';
import { csv, payee, roster, rosterName } from './small-office.ts';

test('a code of the bank that nobody knows is understood by the reason of failure beside it, and waits without one', async () => {
  const office = new Office();
  const [told, untold] = [payee(0), payee(1)];
  const bank = '信用社代发退票202205.csv';
  try {
    for (const month of [202204, 202205, 202206]) office.put(rosterName(month), roster(month));
    office.put(
      bank,
      csv([
        ['账号', '户名', '金额', '发放年月', '返回码', '返回说明'],
        [told.account, told.name, '218.00', 202205, 'E002', '账户已销户'],
        [untold.account, untold.name, '218.00', 202205, 'E117', ''],
      ]),
    );
    office.put(
      '公安死亡名单.csv',
      csv([
        ['姓名', '身份证号码', '死亡日期', '注销原因'],
        [told.name, told.residentId, '22.4.20', '死亡'],
      ]),
    );
    expect(fileOf(await office.night('2022-07-10'), bank).held).toBe(1);
    expect(
      await office.read("select first_month, months from result.finding where rule_id like 'deceased/paid%'"),
    ).toEqual([{ first_month: 202206, months: 1 }]);
  } finally {
    office.remove();
  }
});
