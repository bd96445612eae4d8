import { afterAll, beforeAll, expect, test } from 'vitest';
import { Office } from './office.ts';
import { csv, payee, roster, rosterName } from './small-office.ts';

const [NOT_ARRIVED, UNSAID, PAID, RETIRED_UNPAID, RETIRED_UNSAID, RETIRED] = [0, 1, 2, 3, 4, 5].map(payee);

let office: Office;
beforeAll(async () => {
  office = new Office();
  for (const month of [202204, 202205, 202206]) office.put(rosterName(month), roster(month));
  office.put(
    '财政供养人员工资202205.csv',
    csv([
      ['姓名', '身份证号', '人员性质', '工资月份', '应发工资', '实发工资', '到账金额'],
      [NOT_ARRIVED!.name, NOT_ARRIVED!.residentId, '退休教师', '202205', '4100.00', '4000.00', '0'],
      [UNSAID!.name, UNSAID!.residentId, '退休教师', '202205', '4100.00', '4000.00', ''],
      [PAID!.name, PAID!.residentId, '退休教师', '202205', '4100.00', '4000.00', '4000.00'],
    ]),
  );
  office.put(
    '职工养老保险待遇发放202205.csv',
    csv([
      ['姓名', '身份证号码', '险种', '待遇状态', '发放年月', '应发金额', '实发金额'],
      [
        RETIRED_UNPAID!.name,
        RETIRED_UNPAID!.residentId,
        '企业职工基本养老保险',
        '正常领取',
        '202205',
        '2600',
        '0',
      ],
      [
        RETIRED_UNSAID!.name,
        RETIRED_UNSAID!.residentId,
        '企业职工基本养老保险',
        '正常领取',
        '202205',
        '2600',
        '',
      ],
      [RETIRED!.name, RETIRED!.residentId, '企业职工基本养老保险', '正常领取', '202205', '2600', '2600'],
    ]),
  );
  await office.night();
});
afterAll(() => office.remove());

test('other pay counts as drawn only where it arrived: not what was due or sent off, and what nobody says is asked', async () => {
  const told = (await office.standing()).map(({ rule_id, name }) => [rule_id, name]);
  expect(told.toSorted()).toEqual([
    ['dual-benefit/employee-pension', RETIRED!.name],
    ['eligibility/other-public-pay', PAID!.name],
  ]);
  const held = await office.read('select source, field from held order by source, field');
  expect(held).toEqual([
    { source: 'employee-pension', field: 'paid_fen' },
    { source: 'public-payroll', field: 'paid_fen' },
  ]);
});
