import { describe, expect, test } from 'vitest';
import { TestFolder } from '../../tests/support/test-files.ts';
import { verdictIn } from '../../tests/support/verdict-in.ts';

const folder = new TestFolder();
const verdictOf = verdictIn(folder);
const ID = '532526195001019967';

describe('whose a number is in a row that names two people', () => {
  test.each([
    [
      '死亡人员亲属.xlsx',
      ['姓名', '身份证号', '与死者关系', '死者姓名', '死亡日期'],
      ['普美英', ID, '妻', '李有福', '2022-05-01'],
    ],
    [
      '死亡登记.xlsx',
      ['姓名', '身份证号', '与死者关系', '死亡日期', '注销日期'],
      ['普美英', ID, '妻', '2022-05-01', '2022-05-09'],
    ],
    ['火化名单.xlsx', ['姓名', '身份证号', '火化日期', '逝者姓名'], ['普美英', ID, '2022-05-01', '李有福']],
    [
      '丧葬补助发放.xlsx',
      ['申领人', '身份证号', '死者姓名', '丧葬补助金', '支付日期'],
      ['普美英', ID, '李有福', '1356', '2022-05-01'],
    ],
    [
      '服刑人员帮扶.xlsx',
      ['姓名', '身份证号', '服刑人员姓名', '刑期起', '刑期止', '刑种'],
      ['普美英', ID, '李有福', '2021-05-01', '2025-05-01', '有期徒刑'],
    ],
    [
      '火化补贴发放名册.xlsx',
      ['姓名', '身份证号', '火化日期', '补贴金额', '账号'],
      ['普美英', ID, '2022-05-01', '800', '6228480119480722994'],
    ],
    ['火化登记表.xlsx', ['主人姓名', '身份证号', '火化日期'], ['普美英', ID, '2022-05-01']],
    ['死亡人员家属.xlsx', ['姓名', '身份证号', '死亡日期', '电话'], ['普美英', ID, '2022-05-01', '138']],
    [
      '服刑人员子女救助名单.xlsx',
      ['姓名', '身份证号', '刑种', '刑期起', '刑期止', '就读学校'],
      ['普美英', ID, '有期徒刑', '2021-05-01', '2025-05-01', '一中'],
    ],
  ])('%s: it may be that of whoever lives and is free, and is asked about', async (name, header, row) => {
    expect(await verdictOf(name, [header, row])).toBe('columns-unclear');
  });

  test.each([
    [
      '死亡证明领取.xlsx',
      ['领取人姓名', '身份证号', '死亡证编号', '死亡日期'],
      ['普美英', ID, 'D1', '2022-05-01'],
    ],
    [
      '死亡人员遗属.xlsx',
      ['遗属姓名', '遗属身份证号', '死亡人员', '死亡时间'],
      ['普美英', ID, '李有福', '2022-05-01'],
    ],
  ])('%s gives no number of the dead at all', async (name, header, row) => {
    expect(await verdictOf(name, [header, row])).toMatch(/^source-(?:unknown|ambiguous)$/);
  });

  test.each([
    [
      'funeral-grant',
      '丧葬补助发放.xlsx',
      ['死者姓名', '性别', '身份证号', '死亡日期', '丧葬补助金', '申领人', '与死者关系'],
      ['普美英', '女', ID, '2022-05-01', '1356', '李有福', '子'],
    ],
    [
      'funeral-grant',
      '丧葬补助台账.xlsx',
      ['申领人', '死者姓名', '死者身份证号', '丧葬补助金'],
      ['李有福', '普美英', ID, '1356'],
    ],
    [
      'police-death',
      '公安死亡名单.xlsx',
      ['身份证号', '姓名', '死亡日期', '注销日期', '申报人', '与死者关系'],
      [ID, '普美英', '2022-05-01', '2022-05-09', '李有福', '子'],
    ],
    [
      'cremation',
      '火化登记.xlsx',
      ['逝者姓名', '证件号码', '火化日期', '家属姓名', '联系电话'],
      ['普美英', ID, '2022-05-01', '李有福', '13800000000'],
    ],
    [
      'cremation',
      '惠民殡葬减免.xlsx',
      ['姓名', '身份证号', '火化日期', '减免金额', '家属姓名'],
      ['普美英', ID, '2022-05-01', '800', '李有福'],
    ],
    [
      'imprisonment',
      '法院判决.xlsx',
      ['案号', '审判员', '被告人姓名', '身份证号码', '主刑', '刑期起', '刑期止'],
      ['1号', '李有福', '普美英', ID, '有期徒刑', '2021-05-01', '2022-05-01'],
    ],
  ])('%s is read where it stands beside whom the list is about', async (source, name, header, row) => {
    expect(await verdictOf(name, [header, row])).toBe(source);
  });
});
