import { expect, test } from 'vitest';
import { type Cells, TestFolder } from '../../tests/support/test-files.ts';
import { tryFile } from '../try-file.ts';

const folder = new TestFolder();
const ID = '532526195001019967';

async function verdictOf(...rows: Cells[]): Promise<string | undefined> {
  const { sheets, refusal } = await tryFile(folder.workbook('被征地农民补贴.xlsx', { 名单: rows }));
  return sheets[0]?.status === 'recognised' ? sheets[0].recognition.source : refusal?.code;
}

test('a file called after land loss that gives only an area and an amount is asked about: farm subsidies look the same', async () => {
  const rows: Cells[] = [
    ['姓名', '身份证号', '面积', '补贴金额'],
    ['普美英', ID, 3.2, 313.6],
  ];
  expect(await verdictOf(...rows)).toBe('source-ambiguous');
  expect(await verdictOf(...rows.map((row) => row.filter((_, at) => at !== 2)))).toBe('source-ambiguous');
});

test('what a list says of land loss in its title or its headers makes it one', async () => {
  const row: Cells = ['普美英', ID, 3.2, 313.6];
  expect(
    await verdictOf(['弥勒市被征地农民养老补贴发放表'], ['姓名', '身份证号', '面积', '补贴金额'], row),
  ).toBe('land-loss-subsidy');
  expect(await verdictOf(['姓名', '身份证号', '征地面积', '补贴金额'], row)).toBe('land-loss-subsidy');
});

test('a list that calls itself one source is not another for want of a column: somebody is asked, or told what it lacks', async () => {
  const rows: Cells[] = [
    ['城乡居民养老保险个人账户台账'],
    ['姓名', '身份证号', '个人缴费额', '记账日期'],
    ['普美英', ID, 13900, '2012-12-31'],
  ];
  const tried = async (...of: Cells[]) => {
    const { sheets, refusal } = await tryFile(folder.workbook('核定表.xlsx', { 名单: of }));
    return { source: sheets[0]?.status === 'recognised' ? sheets[0].recognition.source : null, refusal };
  };
  expect(await tried(...rows)).toMatchObject({ source: null, refusal: { code: 'source-ambiguous' } });
  const { source, refusal } = await tried(
    ['系统业务操作日志'],
    ['业务编号', '姓名', '身份证号', '支付时间'],
    ['Y1', '普美英', ID, '2022-01-06'],
  );
  expect(source).toBeNull();
  expect(refusal?.code).toBe('source-unknown');
  expect(refusal?.zh).toContain('最接近：业务操作日志（缺少');
});
