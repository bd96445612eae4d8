import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { fileOf, Office, type PublishedFinding } from './office.ts';
import { csv, type Line, POLICE_LIST, payee, policeList, roster, rosterName } from './small-office.ts';
import { appoint } from './supervisor.ts';

const who = (index: number): Line => [payee(index).name, payee(index).residentId];

/** One night over lists of the second pack as another office lays them out. */
let office: Office;
let summary: NightSummary;
let found: PublishedFinding[];

beforeAll(async () => {
  office = new Office();
  appoint(office, { chen: 'supervisor' });
  for (const month of [202204, 202205, 202206]) office.put(rosterName(month), roster(month));
  office.put(POLICE_LIST, policeList([0, 1].map((index) => ({ person: payee(index), on: '20210510' }))));
  // what stood in the account at the award alone, and what was paid in after it: 100.00 a month each
  office.put(
    '待遇核定表.csv',
    csv([
      ['城乡居民养老保险个人账户台账（待遇核定）'],
      ['姓名', '身份证号', '待遇开始年月', '核定时个人账户储存额', '核定后补缴', '记账日期'],
      [...who(2), '2013-01', '13900.00', '', '2012-12-31'],
      [...who(3), '2013-01', '12510.00', '1390.00', '2012-12-31'],
      [...who(4), '2013-01', '12510.00', '', '2012-12-31'],
    ]),
  );
  office.put(
    '个人账户台账2022年6月.csv',
    csv([
      ['个人账户台账（截至2022年6月30日）'],
      ['姓名', '身份证号', '账户余额', '其中：政府补贴'],
      [...who(0), '1000.00', '100.00'],
      [...who(1), '2000.00', '200.00'],
    ]),
  );
  office.put(
    '2022年退保人员花名册.csv',
    csv([
      ['姓名', '身份证号', '退保原因', '退保金额', '退还日期', '备注'],
      [...who(0), '死亡', '1026.00', '2022-10-20', '本金1,000元，利息26元'],
      [...who(1), '死亡', '2026.00', '2022-10-20', '本金2,026元'],
    ]),
  );
  office.put(
    '民政丧葬补贴.csv',
    csv([
      ['弥勒市惠民殡葬补贴发放名单'],
      ['姓名', '身份证号', '死亡日期', '补贴金额', '发放日期', '补贴类型'],
      [...who(0), '2021-05-10', '500', '2021-08-10', '火化补贴'],
    ]),
  );
  office.put(
    '丧葬补助金发放表.csv',
    csv([
      ['姓名', '身份证号', '死亡日期', '丧葬补助金', '发放日期', '发放状态'],
      [...who(0), '2021-05-10', '1356', '2021-07-10', '已发放'],
      [...who(1), '2021-05-10', '0', '2021-07-10', '不予发放'],
    ]),
  );
  office.put(
    '被征地农民身份认定花名册.csv',
    csv([
      ['姓名', '身份证号', '征地项目名称', '认定批次', '认定结果', '应补助标准（元）', '应兑现时间'],
      [...who(5), '弥蒙铁路', '二批', '符合', '5000', '2021-12-31'],
      [...who(6), '弥蒙铁路', '二批', '符合', '5000', '2021-12-31'],
    ]),
  );
  office.put(
    '被征地农民补助兑现.csv',
    csv([
      ['被征地农民养老保险参保补助兑现花名册'],
      ['姓名', '身份证号', '项目', '补助金额', '兑现时间'],
      [...who(5), '弥蒙铁路', '2500.00', '2021-12-20'],
      [...who(5), '弥蒙铁路', '2500.00', '2022-06-20'],
      [...who(6), '弥蒙铁路', '3000.00', '2021-12-20'],
    ]),
  );
  office.put(
    '一卡通社保卡信息.csv',
    csv([
      ['姓名', '身份证号', '社保卡卡号', '卡状态', '金融功能是否激活', '备注'],
      [...who(7), '6231900000000000011', '正常', '未激活', ''],
      [...who(8), '', '未制卡', '', '持有外省社保卡'],
      [...who(9), '6231900000000000037', '已补换', '是', ''],
    ]),
  );
  office.put(
    '业务操作日志.csv',
    csv([
      ['系统业务操作日志'],
      ['业务编号', '业务类型', '姓名', '身份证号', '录入人', '录入时间', '复核人', '支付人'],
      ['Y1', '待遇核定', ...who(2), 'cz01', '2022-01-05', 'cz01', 'cz01'],
      ['Y2', '待遇核定', ...who(3), 'cz01', '2022-01-05', 'cz02', 'cz01'],
    ]),
  );
  const months = Array.from({ length: 12 }, (_, index) => `${index + 1}月`);
  office.put(
    '重残补助2021.csv',
    csv([
      ['2021年重度残疾人养老补助发放表'],
      ['姓名', '身份证号', ...months, '合计'],
      [...who(0), ...months.map(() => '113.00'), '1356.00'],
      [...who(5), ...months.map((_, index) => (index < 6 ? '113.00' : '')), '678.00'],
      [...who(6), ...months.map(() => '108.00'), '1296.00'],
    ]),
  );
  summary = await office.night('2022-12-28');
  found = await office.standing();
}, 120_000);
afterAll(() => office.remove());

const amountsOf = (rule: string): Record<string, number | null> =>
  Object.fromEntries(
    found.filter(({ rule_id }) => rule_id === rule).map(({ name, amount_fen }) => [name, amount_fen]),
  );

describe('lists of the second pack by another hand', () => {
  test('a list of awards states no balance of today, and what was paid in after an award is no error of it', async () => {
    expect(fileOf(summary, '待遇核定表.csv').source).toBe('account-ledger');
    expect(amountsOf('eligibility/account-pension-wrong')).toEqual({ [payee(4).name]: 3 * 1_000 });
    expect(
      await office.read('select count(*)::integer as n from canonical.account_balance where is_month_end'),
    ).toEqual([{ n: 2 }]);
  });

  test('a year of allowances with a column for each month is read month by month', () => {
    const { source, used } = fileOf(summary, '重残补助2021.csv');
    expect([source, used]).toEqual(['severe-disability-allowance', 30]);
    // dead in May; five yuan short in each of twelve months; paid for six months alone
    expect(amountsOf('disability-allowance/not-entitled')).toEqual({ [payee(0).name]: 7 * 11_300 });
    expect(amountsOf('disability-allowance/wrong-amount')).toEqual({ [payee(6).name]: 12 * 500 });
  });

  test('interest that a remark states is due beside the balance', () => {
    expect(amountsOf('account/settled-wrong')).toEqual({ [payee(1).name]: 2_600 });
  });

  test('a subsidy of the place for burials is no second grant, and a grant refused is none that is owed', () => {
    expect(fileOf(summary, '民政丧葬补贴.csv').reason).toContain('惠民殡葬');
    expect(found.filter(({ rule_id }) => rule_id.startsWith('funeral-grant/'))).toEqual([]);
  });

  test('instalments up to what an identification states are one subsidy, whatever its column is called', () => {
    expect(amountsOf('land-loss/paid-twice')).toEqual({});
    expect(amountsOf('land-loss/short-paid')).toEqual({ [payee(6).name]: 200_000 });
  });

  test('a card held in another province and one that was replaced are not asked about, an account not opened is', () => {
    expect(Object.keys(amountsOf('card/unfit'))).toEqual([payee(7).name]);
  });

  test('a log with a column for each hand tells who entered, checked and paid', async () => {
    const { stdout } = await office.run('insider', '--json', '--as', 'chen');
    const { findings } = JSON.parse(stdout) as { findings: { rule_id: string; name: string }[] };
    expect(findings.map(({ rule_id, name }) => [rule_id, name])).toEqual([
      ['insider/one-hand', payee(2).name],
    ]);
  });
});
