import { expect, test } from 'vitest';
import { type Cells, TestFolder } from '../../tests/support/test-files.ts';
import { readRowsAt } from '../sheet-rows.ts';
import { tryFile } from '../try-file.ts';

const folder = new TestFolder();
const [ONE, OTHER] = ['532526195001019967', '532526195202029960'];
const TITLE: Cells = ['2022年重度残疾人养老补助发放表'];
const HEADER: Cells = ['序号', '姓名', '身份证号', '1月', '2月', '3月', '合计'];
const ROWS: Cells[] = [
  [1, '普美英', ONE, 113, 113, '', 226],
  [2, '昂桂英', OTHER, '-', 113, 113, 226],
  ['合计', '', '', 113, 226, 113, 452],
];

async function tried(title: Cells, header: Cells, ...rows: Cells[]) {
  const { sheets, refusal } = await tryFile(folder.workbook('名单.xlsx', { 名单: [title, header, ...rows] }));
  const read = sheets.flatMap((sheet) =>
    sheet.status === 'recognised' ? [[sheet.name, sheet.recognition.source]] : [],
  );
  return { read, refusal };
}

test('a list of a year with a column for each month is a list for each month in which anybody was paid', async () => {
  const { read } = await tried(TITLE, HEADER, ...ROWS);
  expect(read).toEqual([1, 2, 3].map((month) => [`名单 2022年${month}月`, 'severe-disability-allowance']));
});

test('months in words, with their year, or of a roster of pensions are months', async () => {
  const words = await tried(TITLE, ['姓名', '身份证号', '一月', '十二月份'], ['普美英', ONE, 113, 113]);
  expect(words.read.map(([name]) => name)).toEqual(['名单 2022年1月', '名单 2022年12月']);
  const years = await tried(
    ['城乡居民养老保险待遇发放花名册'],
    ['姓名', '身份证号', '2021年12月', '2022年1月'],
    ['普美英', ONE, 118, 118],
  );
  expect(years.read).toEqual([
    ['名单 2021年12月', 'payout-roster'],
    ['名单 2022年1月', 'payout-roster'],
  ]);
});

test.each([
  ['nothing says the year', ['重度残疾人养老补助发放表'], HEADER, ROWS],
  ['the sum of a year is another', TITLE, HEADER, [[1, '普美英', ONE, 113, 113, '', 227]]],
  ['a month is no amount', TITLE, HEADER, [[1, '普美英', ONE, 113, '已发', '', '']]],
  ['a month stands twice', TITLE, ['姓名', '身份证号', '1月', '1月'], [['普美英', ONE, 113, 113]]],
  [
    'another sum stands beside the months',
    ['2022年城乡居民养老保险待遇发放花名册'],
    ['姓名', '身份证号', '补发金额', '1月', '2月'],
    [['普美英', ONE, 50, 118, 118]],
  ],
  ['it is of no source', ['2022年村组补贴'], HEADER, ROWS],
] as [string, Cells, Cells, Cells[]][])(
  'nothing is made of months side by side where %s',
  async (_, title, header, rows) => {
    const { read, refusal } = await tried(title, header, ...rows);
    expect(read).toEqual([]);
    expect(refusal?.zh).toContain('各月各占一列');
  },
);

test('a row of such a month is shown as it was sent, with its month', async () => {
  const path = folder.workbook('名单.xlsx', { 名单: [TITLE, HEADER, ...ROWS] });
  expect(await readRowsAt({ path, name: '名单.xlsx', sheet: '名单 2022年3月', rows: [4] })).toEqual([
    { row: 4, cells: ['2', '昂桂英', OTHER, '2022-03', '113'] },
  ]);
});
