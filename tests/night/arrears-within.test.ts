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
