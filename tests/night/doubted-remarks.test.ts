import { afterAll, beforeAll, expect, test } from 'vitest';
import { Office } from './office.ts';
import { csv, payee, residentIdOf, roster, rosterName } from './small-office.ts';

const [LIVING, DEAD, NAMESAKE, RETIRED, STAYED, LEFT] = [0, 1, 2, 3, 4, 5].map(payee);

const [AT_HOME, ABROAD] = ['19620305', '19620306'].map((born) => residentIdOf(born, 996));

let office: Office;
beforeAll(async () => {
  office = new Office();
  for (const month of [202204, 202205, 202206]) office.put(rosterName(month), roster(month));
  office.put(
    '户籍登记.csv',
    csv([
      ['户号', '姓名', '身份证号', '与户主关系', '户籍状态', '注销日期', '备注'],
      ['53001', LIVING!.name, LIVING!.residentId, '户主', '死亡', '2022-03-05', '误报死亡，本人健在'],
      ['53002', DEAD!.name, DEAD!.residentId, '户主', '死亡', '2022-03-05', ''],
      ['53003', '沐文明', AT_HOME!, '户主', '正常', '', ''],
      ['53004', '沐文才', ABROAD!, '户主', '出国定居', '', ''],
    ]),
  );
  office.put(
    '参保花名册.csv',
    csv([
      ['姓名', '身份证号', '参保状态', '首次参保日期', '累计缴费年限'],
      ['沐文明', AT_HOME!, '正常参保', '2011-07-01', '15'],
      ['沐文才', ABROAD!, '正常参保', '2011-07-01', '15'],
    ]),
  );
  office.put(
    '职工养老保险待遇领取名单.csv',
    csv([
      ['姓名', '身份证号码', '险种', '待遇状态', '待遇起始年月', '备注'],
      [NAMESAKE!.name, NAMESAKE!.residentId, '企业职工基本养老保险', '正常领取', '202001', '系同名，非本人'],
      [RETIRED!.name, RETIRED!.residentId, '企业职工基本养老保险', '正常领取', '202001', ''],
    ]),
  );
  office.put(
    '关系转移.csv',
    csv([
      ['姓名', '身份证号', '转移方向', '转出日期', '转入地', '备注'],
      [STAYED!.name, STAYED!.residentId, '转出', '2022-03-05', '昆明市', '转移未成功'],
      [LEFT!.name, LEFT!.residentId, '转出', '2022-03-05', '昆明市', ''],
    ]),
  );
  await office.night();
});
afterAll(() => office.remove());

test('a row that its own remark calls wrong accuses nobody until somebody says what the remark means', async () => {
  const told = (await office.standing())
    .filter(({ rule_id }) => rule_id !== 'eligibility/entitled-not-paid')
    .map(({ rule_id, name }) => [rule_id, name]);
  expect(told.toSorted()).toEqual([
    ['deceased/paid-after-death', DEAD!.name],
    ['dual-benefit/employee-pension', RETIRED!.name],
    ['transfer/paid-after-leaving', LEFT!.name],
  ]);
});

test('whoever the register calls settled abroad is owed no pension, though it says of no day since when', async () => {
  const owed = (await office.standing()).filter(({ rule_id }) => rule_id === 'eligibility/entitled-not-paid');
  expect(owed.map(({ name }) => name)).toEqual(['沐文明']);
});
