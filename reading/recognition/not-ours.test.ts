import { describe, expect, test } from 'vitest';
import { TestFolder } from '../../tests/support/test-files.ts';
import { verdictIn } from '../../tests/support/verdict-in.ts';

const folder = new TestFolder();
const verdictOf = verdictIn(folder);
const ID = '532526195001019967';

describe('lists that lie close to ours', () => {
  test.each([
    [
      '困难残疾人生活补贴.xlsx',
      ['姓名', '证件号码', '残疾等级', '月补贴标准', '实发'],
      ['普美英', ID, '二级', 90, 90],
    ],
    ['宠物火化登记.xlsx', ['姓名', '身份证号', '火化日期'], ['普美英', ID, '2022-05-01']],
    ['困难群众代缴电视费.xlsx', ['姓名', '身份证号', '代缴金额', '年度'], ['普美英', ID, 96, 2023]],
    ['居家养老补贴.xlsx', ['姓名', '身份证号', '发放年月', '发放金额'], ['普美英', ID, 202205, 200]],
  ])('%s is refused by its own name', async (name, header, row) => {
    expect(await verdictOf(name, [header, row])).toBe('source-neighbour');
  });

  test.each([
    [
      'paid-on-behalf',
      '2023年财政代缴养老保险费明细.xlsx',
      ['姓名', '身份证号', '代缴金额', '年度'],
      ['普美英', ID, 200, 2023],
    ],
    [
      'transfers',
      '职工与居民养老关系转移.xlsx',
      ['姓名', '身份证号', '转出地', '转入地', '转移日期'],
      ['普美英', ID, '弥勒', '昆明', '2023-02-01'],
    ],
    [
      'certification',
      '城乡居民养老资格认证（社保卡）.xlsx',
      ['姓名', '身份证号', '认证方式', '认证日期'],
      ['普美英', ID, '人脸', '2023-02-01'],
    ],
  ])('a list of %s keeps its name beside words of others: %s', async (source, name, header, row) => {
    expect(await verdictOf(name, [header, row])).toBe(source);
  });

  test.each([
    ['红旗村集体养老金发放表.xlsx', ['姓名', '身份证号', '发放月份', '金额'], ['普美英', ID, 202206, 100]],
    ['退休人员报名.xlsx', ['姓名', '身份证号', '单位', '退休时间'], ['普美英', ID, '某厂', '2010-06']],
    [
      '征地社会保障费.xlsx',
      ['姓名', '身份证号', '征地批次', '缴费金额', '缴费日期'],
      ['普美英', ID, '高铁', 5000, '2022-05-20'],
    ],
    ['名单一.xlsx', ['姓名', '身份证号', '代缴金额', '年度'], ['普美英', ID, 180, 2023]],
    [
      '名单二.xlsx',
      ['姓名', '身份证号', '转出地', '转入地', '转移日期'],
      ['普美英', ID, '弥勒', '昆明', '2023-02-01'],
    ],
    ['政府代缴农房保险.xlsx', ['姓名', '身份证号', '代缴金额', '年度'], ['普美英', ID, 20, 2023]],
    ['村委会代缴公墓费.xlsx', ['姓名', '身份证号', '代缴金额', '日期'], ['普美英', ID, 50, '2023-02-01']],
    [
      '党组织关系转移.xlsx',
      ['姓名', '身份证号', '转出支部', '转入支部', '转移日期'],
      ['普美英', ID, '一', '二', '2023-02-01'],
    ],
    [
      '职工养老转移接续联系函.xlsx',
      ['姓名', '身份证号', '转出地', '转入地', '转移日期'],
      ['普美英', ID, '弥勒', '昆明', '2023-02-01'],
    ],
    [
      '社保卡资格认证激活.xlsx',
      ['姓名', '身份证号', '认证方式', '认证日期'],
      ['普美英', ID, '人脸', '2023-02-01'],
    ],
    ['残疾人辅具适配.xlsx', ['姓名', '身份证号', '残疾等级', '辅具'], ['普美英', ID, '二级', '轮椅']],
    ['住房公积金.xlsx', ['姓名', '身份证号', '账户余额', '年度'], ['普美英', ID, 30_000, 2023]],
  ])('%s says nothing that makes it ours, and is asked about', async (name, header, row) => {
    expect(await verdictOf(name, [header, row])).toMatch(/^source-(?:ambiguous|unknown)$/);
  });
});
