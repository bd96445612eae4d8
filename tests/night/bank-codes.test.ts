import { expect, test } from 'vitest';
import { fileOf, Office } from './office.ts';
import { csv, payee, roster, rosterName } from './small-office.ts';

test('a code of the bank that nobody knows is understood by the reason of failure beside it, and without one waits and leaves its payment in doubt', async () => {
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
        [untold.name, untold.residentId, '22.4.20', '死亡'],
      ]),
    );
    const line = fileOf(await office.night('2022-07-10'), bank);
    expect(line.held).toBe(1);
    expect(line.reason).toContain('只算“可能”，不计入合计');
    expect(
      await office.read(`
        select person.name, first_month, months, finding.match_strength from result.finding
        inner join canonical.person as person using (person_id)
        where rule_id like 'deceased/paid%' order by first_month, months`),
    ).toEqual([
      { name: untold.name, first_month: 202205, months: 1, match_strength: 'possible' },
      { name: told.name, first_month: 202206, months: 1, match_strength: 'confirmed' },
      { name: untold.name, first_month: 202206, months: 1, match_strength: 'confirmed' },
    ]);
  } finally {
    office.remove();
  }
});

test('in a list of failures the line that gives no reason is neither paid nor returned: its payment is in doubt', async () => {
  const office = new Office();
  const [one, other, silent] = [payee(0), payee(1), payee(2)];
  try {
    for (const month of [202204, 202205]) office.put(rosterName(month), roster(month));
    office.put(
      '信用社代发退票202205.csv',
      csv([
        ['账号', '户名', '金额', '发放年月', '失败原因'],
        [one.account, one.name, '218.00', 202205, '账户已销户'],
        [other.account, other.name, '218.00', 202205, '户名不符'],
        [silent.account, silent.name, '218.00', 202205, ''],
      ]),
    );
    await office.night('2022-07-10');
    expect(
      await office.read(
        'select distinct state, is_contested from canonical.benefit_payment where month = 202205 order by all',
      ),
    ).toEqual([
      { state: 'paid', is_contested: false },
      { state: 'paid', is_contested: true },
      { state: 'returned', is_contested: false },
    ]);
  } finally {
    office.remove();
  }
});
