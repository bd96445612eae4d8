import { expect, test } from 'vitest';
import { addMonths } from '../../core/month.ts';
import { Office } from './office.ts';
import { csv, payee, roster, rosterName } from './small-office.ts';

test('a row that says of somebody free on probation or parole, and neither from when nor of which case, leaves the sentence uncertain', async () => {
  const office = new Office();
  try {
    for (let month = 202201; month <= 202208; month = addMonths(month, 1))
      office.put(rosterName(month), roster(month));
    const rows: [place: number, ...cells: string[]][] = [
      [0, '有期徒刑', '2022-03-01', '2022-07-31', ''],
      [0, '缓刑', '', '', ''],
      [1, '有期徒刑', '2022-03-01', '2022-07-31', ''],
      [1, '假释', '', '', '2022-05-10'],
      [2, '有期徒刑', '2022-03-01', '2022-07-31', ''],
    ];
    office.put(
      '法院服刑人员名单.csv',
      csv([
        ['姓名', '身份证号码', '刑种', '刑期起', '刑期止', '释放日期'],
        ...rows.map(([place, ...cells]) => [payee(place).name, payee(place).residentId, ...cells]),
      ]),
    );
    await office.night();
    const found = await office.read<{
      name: string;
      first_month: number;
      last_month: number;
      match_strength: string;
    }>(
      `select person.name, first_month, last_month, match_strength
       from result.finding inner join canonical.person using (person_id)
       where rule_id = 'imprisonment/paid-while-imprisoned' order by first_month`,
    );
    const of = (place: number) =>
      found
        .filter(({ name }) => name === payee(place).name)
        .map(({ first_month, last_month, match_strength }) => [first_month, last_month, match_strength]);
    expect(of(0)).toEqual([[202204, 202207, 'possible']]);
    expect(of(1)).toEqual([
      [202204, 202205, 'confirmed'],
      [202206, 202207, 'possible'],
    ]);
    expect(of(2)).toEqual([[202204, 202207, 'confirmed']]);
  } finally {
    office.remove();
  }
});
