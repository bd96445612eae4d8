import { afterAll, beforeAll, expect, test } from 'vitest';
import { Office } from './office.ts';
import { csv, PAYEES, payee, policeList, rosterRows } from './small-office.ts';

const STOPPED = payee(0);
const STOPPED_ON_THE_ROSTER = payee(1);
const PENSIONER = payee(2);
const PAID = PAYEES.filter((one) => one !== STOPPED && one !== STOPPED_ON_THE_ROSTER);

let office: Office;
beforeAll(async () => {
  office = new Office();
  for (const month of [202204, 202205, 202206]) {
    office.put(`${month}待遇发放花名册.csv`, csv(rosterRows(month, PAID)));
    office.put(
      `${month}居保待遇停发人员名单.csv`,
      csv([
        ['姓名', '身份证号码', '待遇所属期', '基础养老金', '合计', '停发原因'],
        [STOPPED.name, STOPPED.residentId, month, '113.00', '113.00', '死亡'],
      ]),
    );
    office.put(
      `东山镇${month}居保待遇发放.csv`,
      csv([
        ['姓名', '身份证号码', '待遇所属期', '基础养老金', '合计', '停发原因'],
        [STOPPED_ON_THE_ROSTER.name, STOPPED_ON_THE_ROSTER.residentId, month, '113.00', '113.00', '死亡'],
        ['山月英', '532526195001019932', month, '113.00', '113.00', ''],
      ]),
    );
  }
  office.put(
    '公安局户籍注销人员名单.csv',
    policeList([STOPPED, STOPPED_ON_THE_ROSTER].map((person) => ({ person, on: '20220302' }))),
  );
  office.put(
    '企业职工养老待遇名单（截至2022年6月30日）.csv',
    csv([
      ['姓名', '社会保障号码', '险种', '人员状态', '待遇起始年月', '停发年月'],
      [PENSIONER.name, PENSIONER.residentId, '企业职工', '待遇终止', '2021-01', '2022-06'],
    ]),
  );
  await office.night();
});
afterAll(() => office.remove());

test('an amount beside a reason for stopping was not paid, on a list of its own or on a roster without states', async () => {
  const found = await office.read<{ name: string }>(
    "select name from result.finding where rule_id = 'deceased/paid-after-death'",
  );
  expect(found).toEqual([]);
});

test('the month from which another pension is stopped is the first without it', async () => {
  const found = await office.read<{ last_month: number }>(
    "select last_month from result.finding where rule_id = 'dual-benefit/employee-pension'",
  );
  expect(found).toEqual([{ last_month: 202205 }]);
});
