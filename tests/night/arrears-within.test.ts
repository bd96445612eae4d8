import { expect, test } from 'vitest';
import { Office } from './office.ts';
import { csv, payee, policeList } from './small-office.ts';

test('a payment that says that it holds arrears holds the month’s own benefit as well', async () => {
  const office = new Office();
  try {
    const { name, residentId } = payee(0);
    const roster = (month: number, fen: string, remark: string) =>
      csv([
        ['姓名', '身份证号码', '待遇所属期', '实发金额', '备注'],
        [name, residentId, month, fen, remark],
      ]);
    office.put('2022年5月待遇发放花名册.csv', roster(202205, '118.00', ''));
    office.put('2022年8月待遇发放花名册.csv', roster(202208, '354.00', '含补发6-7月'));
    office.put('公安局户籍注销人员名单.csv', policeList([{ person: payee(0), on: '20220620' }]));
    await office.night();
    expect(
      await office.read('select month, amount_fen from canonical.benefit_payment order by month'),
    ).toEqual([
      { month: 202205, amount_fen: 11_800 },
      { month: 202206, amount_fen: 11_800 },
      { month: 202207, amount_fen: 11_800 },
      { month: 202208, amount_fen: 11_800 },
    ]);
  } finally {
    office.remove();
  }
});

test('a line whose own parts make up its total, or that cannot be divided, stays with its month whatever arrears it says it holds', async () => {
  const office = new Office();
  try {
    const roster = (month: number, remark: string) =>
      csv([
        ['姓名', '身份证号码', '待遇所属期', '基础养老金', '个人账户养老金', '合计', '备注'],
        [payee(0).name, payee(0).residentId, month, '113.00', '37.50', '150.50', remark],
        [payee(1).name, payee(1).residentId, month, '', '', '150.50', remark],
        // parts of the month and what is left beside them
        [payee(2).name, payee(2).residentId, month, '113.00', '37.50', remark ? '451.50' : '150.50', remark],
      ]);
    for (const month of [202208, 202209]) office.put(`${month}待遇发放花名册.csv`, roster(month, ''));
    office.put('2022年10月待遇发放花名册.csv', roster(202210, '含补发8-9月'));
    await office.night();
    const paid = async (place: number) =>
      (
        await office.read<{ month: number; fen: number }>(
          `select month, sum(amount_fen)::integer as fen from canonical.benefit_payment
           where person_id = (select person_id from canonical.person where name = '${payee(place).name}')
           group by month order by month`,
        )
      ).map(({ month, fen }) => [month, fen]);
    const own = [202208, 202209, 202210].map((month) => [month, 15_050]);
    expect(await paid(0)).toEqual(own);
    expect(await paid(1)).toEqual(own);
    expect(await paid(2)).toEqual([
      [202208, 30_100],
      [202209, 30_100],
      [202210, 15_050],
    ]);
  } finally {
    office.remove();
  }
});
