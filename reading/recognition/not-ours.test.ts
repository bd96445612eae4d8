import { describe, expect, test } from 'vitest';
import { TestFolder } from '../../tests/support/test-files.ts';
import { tryFile } from '../try-file.ts';

const folder = new TestFolder();
const ID = '532526195001019967';

async function verdictOf(name: string, rows: readonly (string | number)[][]): Promise<string> {
  const report = await tryFile(folder.workbook(name, { 名单: rows }));
  const [sheet] = report.sheets;
  return sheet?.status === 'recognised' ? sheet.recognition.source : (report.refusal?.code ?? 'none');
}

describe('lists that lie close to ours', () => {
  test.each([
    [
      '困难残疾人生活补贴.xlsx',
      ['姓名', '证件号码', '残疾等级', '月补贴标准', '实发'],
      ['普美英', ID, '二级', 90, 90],
    ],
    ['困难群众代缴电视费.xlsx', ['姓名', '身份证号', '代缴金额', '年度'], ['普美英', ID, 96, 2023]],
    ['居家养老补贴.xlsx', ['姓名', '身份证号', '发放年月', '发放金额'], ['普美英', ID, 202205, 200]],
  ])('%s is refused by its own name', async (name, header, row) => {
    expect(await verdictOf(name, [header, row])).toBe('source-neighbour');
  });

  test.each([
    ['红旗村集体养老金发放表.xlsx', ['姓名', '身份证号', '发放月份', '金额'], ['普美英', ID, 202206, 100]],
    ['退休人员报名.xlsx', ['姓名', '身份证号', '单位', '退休时间'], ['普美英', ID, '某厂', '2010-06']],
    [
      '征地社会保障费.xlsx',
      ['姓名', '身份证号', '征地批次', '缴费金额', '缴费日期'],
      ['普美英', ID, '高铁', 5000, '2022-05-20'],
    ],
  ])('%s says nothing that makes it ours, and is asked about', async (name, header, row) => {
    expect(await verdictOf(name, [header, row])).toMatch(/^source-(?:ambiguous|unknown)$/);
  });
});
