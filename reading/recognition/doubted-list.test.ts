import { expect, test } from 'vitest';
import { type Cells, TestFolder } from '../../tests/support/test-files.ts';
import { tryFile } from '../try-file.ts';

const folder = new TestFolder();
const ID = '532526195001019967';

const DEATHS: Cells[] = [
  ['姓名', '身份证号', '死亡日期', '注销日期', '注销原因'],
  ['普美英', ID, '2022-03-05', '2022-03-09', '死亡'],
];
const SENTENCES: Cells[] = [
  ['姓名', '身份证号', '判决书文号', '刑种', '刑期起', '刑期止'],
  ['普美英', ID, '(2021)1', '有期徒刑', '2022-01-05', '2022-10-04'],
];
const ROSTER: Cells[] = [
  ['姓名', '身份证号', '所属期', '基础养老金', '个人账户养老金', '合计'],
  ['普美英', ID, '2022-05', 118, 100, 218],
];

const CERTIFIED: Cells[] = [
  ['姓名', '身份证号', '认证日期', '认证方式'],
  ['普美英', ID, '2022-09-05', '手机APP'],
];
const CONTRIBUTED: Cells[] = [
  ['姓名', '身份证号', '缴费年度', '缴费档次', '政府缴费补贴'],
  ['普美英', ID, '2022', 200, 40],
];

const recognise = (name: string, rows: readonly Cells[], sheet = 'Sheet1') =>
  tryFile(folder.workbook(name, { [sheet]: rows }));

test.each([
  ['误报', '公安死亡误报名单.xlsx', DEATHS, 'Sheet1'],
  ['误报', '公安死亡名单.xlsx', DEATHS, '误报名单'],
  ['健在', '公安死亡名单1.xlsx', [['以下人员已核实健在'], ...DEATHS], 'Sheet1'],
  ['误报', '公安死亡名单2.xlsx', [...DEATHS, ['注：以上人员系误报']], 'Sheet1'],
  ['缓刑', '法院刑事判决（缓刑）.xlsx', SENTENCES, 'Sheet1'],
  ['退票', '2022年5月待遇发放退票名单.xlsx', ROSTER, 'Sheet1'],
  ['停发', '2022年5月待遇发放名单.xlsx', ROSTER, '停发'],
  ['未通过', '2022年9月认证未通过人员.xlsx', CERTIFIED, 'Sheet1'],
  ['未缴', '2022年居保未缴费人员.xlsx', CONTRIBUTED, 'Sheet1'],
] as const)('a list that calls its rows %s in %s is asked about', async (phrase, name, rows, sheet) => {
  const { refusal } = await recognise(name, rows, sheet);
  expect(refusal?.code).toBe('source-ambiguous');
  expect(refusal?.zh).toContain(`“${phrase}”`);
});

test.each([
  ['服刑人员名单（不含缓刑、监外执行）.xlsx', SENTENCES],
  ['2022年5月待遇发放退票重发名单.xlsx', ROSTER],
  ['公安死亡名单（更正）.xlsx', DEATHS],
  [
    '2022年9月认证未通过和通过人员.xlsx',
    CERTIFIED.map((row, index) => [...row, index === 0 ? '认证结果' : '通过']),
  ],
  ['公安死亡误报名单3.xlsx', DEATHS.map((row, index) => [...row, index === 0 ? '是否撤销' : '是'])],
])('what is left out, issued again, corrected or said row by row doubts no list: %s', async (name, rows) => {
  const { sheets } = await recognise(name, rows);
  expect(sheets.map(({ status }) => status)).toEqual(['recognised']);
});
