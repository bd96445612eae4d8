import { expect, test } from 'vitest';
import { type Cells, TestFolder } from '../../tests/support/test-files.ts';
import { tryFile } from '../try-file.ts';
import type { FileRecognition } from './recognise-file.ts';

const folder = new TestFolder();
const ID = '532526195001019967';

async function sheetOf(name: string, rows: readonly Cells[]): Promise<FileRecognition['sheets'][number]> {
  const [sheet] = (await tryFile(folder.workbook(name, { Sheet1: rows }))).sheets;
  return sheet!;
}

const pensioners = (start: string, end: string): Cells[] => [
  ['姓名', '身份证号', '险种', '退休类别', '待遇开始年月', '终止年月', '月养老金'],
  ['普美英', ID, '城镇职工基本养老保险', '正常退休', start, end, 3200],
];

test('a start whose year alone is written in characters is asked about: a term without one is no term', async () => {
  const sheet = await sheetOf('服刑人员名单.xlsx', [
    ['姓名', '身份证号', '刑罚种类', '刑期起', '刑期止', '判决生效日期'],
    ['普美英', ID, '有期徒刑', '二〇二二', '2024-05-01', '2022-06-01'],
  ]);
  expect(sheet).toMatchObject({ status: 'refused', refusal: { code: 'columns-unclear' } });
  expect(sheet.status === 'refused' && sheet.refusal.zh).toContain('刑期起');
});

test('an end full of words is asked about, and one that has not come yet is not', async () => {
  expect(
    await sheetOf('企业职工养老保险待遇人员.xlsx', pensioners('202001', '随子女迁居后停')),
  ).toMatchObject({
    status: 'refused',
    refusal: { code: 'columns-unclear' },
  });
  for (const open of ['至今', '长期', '尚未停发', ''])
    expect((await sheetOf('企业职工养老保险待遇人员.xlsx', pensioners('202001', open))).status, open).toBe(
      'recognised',
    );
});

test('the few ends in a column of 至今 are read', async () => {
  const rows = [
    ...pensioners('202001', '至今'),
    ...Array.from({ length: 9 }, () => pensioners('202001', '至今')[1]!),
    pensioners('202001', '202203')[1]!,
  ];
  const sheet = await sheetOf('企业职工养老保险待遇人员.xlsx', rows);
  expect(sheet.status === 'recognised' && sheet.recognition.columns.map(({ field }) => field)).toContain(
    'end_month',
  );
});

test('a birth that cannot be read concludes nothing: it is told, and the list is read', async () => {
  const sheet = await sheetOf('企业职工养老保险待遇人员.xlsx', [
    ['姓名', '身份证号', '出生日期', '退休类别', '待遇开始年月', '月养老金'],
    ['普美英', ID, '属虎', '正常退休', '202001', 3200],
  ]);
  expect(sheet.status === 'recognised' && sheet.recognition.unused).toMatchObject([
    { header: '出生日期', reason: 'values-do-not-fit' },
  ]);
});

const STATED = ['姓名', '身份证号', '险种', '待遇状态', '待遇开始年月', '月养老金'];
const statedRow = ['普美英', ID, '城镇职工基本养老保险', '正常领取', '202001', 3200];

test.each([
  ['与参保人关系', '配偶', '本人'],
  ['停止时间', '2021年底', '至今'],
  ['人员去向', '调出', '正常'],
  ['核对结果', '不一致', '一致'],
  ['受益类别', '子女', '本人'],
])(
  'a header nobody knows over what may change who, when or whether is asked about: %s %s, not %s',
  async (header, word, same) => {
    const read = (cell: string) =>
      sheetOf('企业职工养老保险待遇人员.xlsx', [
        [...STATED, header],
        [...statedRow, cell],
      ]);
    const asked = await read(word);
    expect(asked).toMatchObject({ status: 'refused', refusal: { code: 'columns-unclear' } });
    expect(asked.status === 'refused' && asked.refusal.zh).toContain(header);
    expect(await read(same)).toMatchObject({ status: 'recognised' });
  },
);

test.each([
  ['联系人与本人关系', '子女'],
  ['与户主关系', '配偶'],
  ['婚姻状况', '丧偶'],
  ['参保单位电话', '0873-6122001'],
])('what says nothing of the person is left alone: %s %s', async (header, word) => {
  const rows: Cells[] = [
    [...STATED, header],
    [...statedRow, word],
  ];
  expect(await sheetOf('企业职工养老保险待遇人员.xlsx', rows)).toMatchObject({ status: 'recognised' });
});
