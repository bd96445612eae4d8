import { expect, test } from 'vitest';
import { Office } from './office.ts';
import { csv, payee } from './small-office.ts';

const HEADER = ['姓名', '身份证号码', '业务年月', '基础养老金', '加发基础养老金', '实发合计', '备注'];
const line = (place: number, month: number, remark = '') => {
  const { name, residentId } = payee(place);
  return [name, residentId, month, '113.00', '5.00', '118.00', remark];
};

test('a line that makes good the month in its column, in a roster of a later month, is that month’s payment', async () => {
  const office = new Office();
  try {
    office.put('2022年3月发放花名册.csv', csv([HEADER, line(0, 202203), line(1, 202203)]));
    office.put(
      '2022年6月发放花名册.csv',
      csv([HEADER, line(0, 202206), line(0, 202204, '补发'), line(0, 202205, '补发'), line(1, 202206)]),
    );
    // somebody left out for three months, in a list of nothing but what makes good
    office.put(
      '2022年7月补发花名册.csv',
      csv([HEADER, line(1, 202204, '补发'), line(1, 202205, '补发'), line(2, 202206, '补发')]),
    );
    await office.night();
    const months = await office.read<{ name: string; month: number; is_arrears: boolean }>(
      `select name, month, is_arrears
       from canonical.benefit_payment inner join canonical.person using (person_id)
       where amount_fen = 11800 order by name, month`,
    );
    const of = (place: number) =>
      months
        .filter(({ name }) => name === payee(place).name)
        .map(({ month, is_arrears }) => [month, is_arrears]);
    expect(of(0)).toEqual([
      [202203, false],
      [202204, true],
      [202205, true],
      [202206, false],
    ]);
    expect(of(1)).toEqual([
      [202203, false],
      [202204, true],
      [202205, true],
      [202206, false],
    ]);
    // of one line alone nobody knows whether its month is the one made good or the one it was paid in
    expect(of(2)).toEqual([[null, true]]);
  } finally {
    office.remove();
  }
});
