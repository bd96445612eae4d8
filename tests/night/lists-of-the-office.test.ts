import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { Office, type PublishedFinding } from './office.ts';
import { csv, type Line, POLICE_LIST, payee, policeList, roster, rosterName } from './small-office.ts';

const who = (index: number): Line => [payee(index).name, payee(index).residentId];

/** One night over what the office's own systems and its neighbours print, each list with who is concerned and who is not. */
let office: Office;
let summary: NightSummary;
let found: PublishedFinding[];

beforeAll(async () => {
  office = new Office();
  for (const month of [202204, 202205, 202206]) office.put(rosterName(month), roster(month));
  office.put(
    POLICE_LIST,
    policeList([0, 1, 2, 3].map((index) => ({ person: payee(index), on: '20210510' }))),
  );
  office.put(
    '个人账户明细账.csv',
    csv([
      ['姓名', '身份证号', '记账日期', '摘要', '账户余额', '备注'],
      [...who(0), '2022-06-30', '结息', '1,030.00', ''],
      [...who(0), '2022-06-21', '记账更正', '995.50', ''],
      [...who(1), '2022-06-21', '结息', '1200.00', ''],
      [...who(1), '2022-06-30', '死亡清退', '0', ''],
      [...who(2), '2022-06-30', '结息', '500.00', ''],
      [...who(2), '2022-06-30', '补记', '520.00', ''],
      [...who(3), '2022-06-30', '结息', '700.00', '子女之间有纠纷，暂缓支付'],
    ]),
  );
  office.put(
    '财政供养人员信息表.csv',
    csv([
      ['姓名', '身份证号', '人员身份', '人员状态', '起薪年月', '停薪年月'],
      [...who(4), '事业', '退休', '2018-04', ''],
      [...who(5), '事业', '离职', '1999-07', ''],
      [...who(6), '公务员', '调出', '1999-07', '2022-05'],
      [...who(7), '临时工', '在职', '2015-01', ''],
    ]),
  );
  office.put(
    '关系转移接续台账.csv',
    csv([
      ['姓名', '身份证号', '转移类型', '转出地', '转入地', '办结日期', '办理结果'],
      [...who(8), '转出', '弥勒市', '昆明市', '2022-05-15', '资金已划转'],
      [...who(9), '转出', '弥勒市', '昆明市', '2022-05-15', '对方退回'],
    ]),
  );
  office.put(
    '惠农一卡通持卡人名单.csv',
    csv([
      ['姓名', '身份证号', '社保卡号', '卡状态'],
      [...who(8), '6231900000000000029', '已注销'],
      [...who(8), '6231900000000000037', '挂失'],
      [...who(8), '6231900000000000045', '正常'],
      [...who(9), '6231900000000000052', '已注销'],
    ]),
  );
  office.put(
    '不需参保人员名单.csv',
    csv([
      ['姓名', '身份证号', '原因'],
      [...who(9), '在校学生'],
    ]),
  );
  office.put(
    '2022年第二季度重度残疾人养老补助发放表.csv',
    csv([
      ['姓名', '身份证号', '残疾等级', '补助所属期', '补助金额', '发放日期'],
      [...who(6), '一级', '2022年4-6月', '339.00', '2022-06-20'],
      [...who(7), '二级', '2022年4月至6月', '349.00', '2022-06-20'],
    ]),
  );
  office.put(
    '被征地农民身份认定花名册.csv',
    csv([
      ['姓名', '身份证号', '认定批次', '征地项目', '认定结果', '应补助金额', '应兑现日期'],
      [...who(8), '一批', '弥玉', '符合', '5000', '2021-12'],
      [...who(9), '一批', '弥玉', '符合', '5000', '2021-12'],
      [...who(9), '二批', '弥玉', '符合', '5000', '2021-12'],
    ]),
  );
  office.put(
    '被征地农民养老补助兑现表.csv',
    csv([
      ['姓名', '身份证号', '征地项目', '补助金额', '兑现日期'],
      [...who(8), '弥玉', '2500', '2021-12-20'],
      [...who(8), '弥玉', '2500', '2022-05-20'],
      [...who(9), '弥玉', '5000', '2021-12-20'],
    ]),
  );
  office.put(
    '机关事业单位养老金发放明细.csv',
    csv([
      ['红河州机关事业单位养老保险待遇支付明细表'],
      ['支付月份：2022年5月'],
      ['单位名称', '姓名', '身份证号', '人员状态', '待遇项目', '支付金额'],
      ['市一中', ...who(9), '退休', '基本养老金', '3,210.00'],
      ['市一中', ...who(9), '退休', '过渡性养老金', '210.00'],
      ['市一中', ...who(8), '遗属', '遗属补助', '510.00'],
    ]),
  );
  office.put(
    '居保缴费补贴台账2021年度.csv',
    csv([
      ['城乡居民养老保险缴费补贴台账'],
      ['姓名', '身份证号', '年度', '档次', '缴费金额', '补贴金额', '缴费时间'],
      ...[5, 6, 7, 8].map((index): Line => [...who(index), '2021', '500', '500', '70', '2021-06-01']),
    ]),
  );
  office.put(
    '企业职工养老保险参保名单.csv',
    csv([
      ['企业职工基本养老保险参保人员名单（截至2022年6月）'],
      ['姓名', '身份证号', '参保状态', '参保时间', '停保时间', '单位名称'],
      [...who(5), '正常参保', '2020-05', '', '某公司'],
      [...who(6), '暂停参保', '2019-05', '2021-06', '某公司'],
      [...who(7), '停保', '2018-05', '', '某公司'],
      [...who(8), '正常参保', '2021-03', '', '某公司'],
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

describe('what the office’s own lists say', () => {
  test('the balance of an account is the last one of the month, whichever way a book of movements runs; heirs in dispute wait', async () => {
    expect(amountsOf('account/unsettled-after-death')).toEqual({ [payee(0).name]: 103_000 });
    expect(
      await office.read("select word from canonical.held_row where table_name = 'account_balance'"),
    ).toEqual([{ word: '子女之间有纠纷，暂缓支付' }]);
  });

  test('whoever left the public service is claimed up to the month stated, and not at all where none is', () => {
    expect(amountsOf('eligibility/other-public-pay')).toEqual({
      [payee(4).name]: 3 * 11_800,
      [payee(6).name]: 2 * 11_800,
    });
  });

  test('a transfer says how it ended under whatever the column of it is called', () => {
    expect(amountsOf('transfer/paid-after-leaving')).toEqual({ [payee(8).name]: 21_800 });
  });

  test('cards that were replaced are no fault where one is in use', () => {
    expect(amountsOf('card/unfit')).toEqual({ [payee(9).name]: null });
  });

  test('a quarter of allowances in one line is three months', () => {
    expect(amountsOf('disability-allowance/wrong-amount')).toEqual({ [payee(7).name]: 1_000 });
  });

  test('what the identification states may be paid in instalments, and once to whoever was identified twice', () => {
    expect(amountsOf('land-loss/paid-twice')).toEqual({});
    expect(amountsOf('land-loss/short-paid')).toEqual({});
  });

  test('a list of pensions is for the month of its title, whatever it says of people’s states', () => {
    expect(amountsOf('dual-benefit/employee-pension')).toEqual({ [payee(9).name]: 11_800 });
  });

  test('whoever is insured elsewhere still is told apart from whoever stopped, by the months stated', () => {
    const claimed = found.filter(({ rule_id }) => rule_id === 'contribution/after-end');
    expect(claimed.map(({ name, amount_fen }) => [name, amount_fen]).sort()).toEqual([
      [payee(5).name, 50_000],
      [payee(5).name, 7_000],
    ]);
  });

  test('every list is taken for what it is called', () => {
    expect(summary.files.filter(({ status }) => status !== 'used')).toEqual([]);
  });
});
