import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import { bareWorkbook, TestFolder } from '../../tests/support/test-files.ts';
import { prepareKnowledge } from '../recognition/recognise-sheet.ts';
import { loadSources } from '../sources/load-sources.ts';
import { stageFile } from './stage-file.ts';

const folder = new TestFolder();
const sources = loadSources();
const known = {
  knowledge: prepareKnowledge(sources),
  sources: new Map(sources.map((source) => [source.source, source])),
};

let engine: Warehouse;
beforeAll(async () => {
  engine = await Warehouse.open(':memory:');
});
afterAll(() => engine.close());

/** What of a sheet is used, as name, month, amount and township, and why its other rows are not. */
async function stage(
  name: string,
  content: Buffer | readonly (readonly string[])[],
  knowledge = known.knowledge,
) {
  const into = join(folder.path, `${name}.staged`);
  mkdirSync(into, { recursive: true });
  const text = Buffer.isBuffer(content) ? content : `${content.map((cells) => cells.join(',')).join('\n')}\n`;
  const path = folder.write(name, text);
  const { status, code, counts, sheets } = await stageFile({ path, name, ...known, knowledge }, into);
  // no number was lost that anybody could send again
  const lost = sheets.flatMap(({ lost_digits }) => lost_digits);
  expect(lost.filter(({ of }) => of !== 'formula')).toEqual([]);
  if (status === 'refused') return { code };
  const read = (columns: string, file: string) =>
    engine.rows(
      `select ${columns} from read_parquet(${quoteText(join(into, file))}) where refused_code is null order by row_no`,
    );
  const used = await read('name, month, paid_fen, township', 'staged.*.parquet');
  const refused =
    counts.refused === 0
      ? []
      : await engine.rows(`select code from read_parquet(${quoteText(join(into, 'refused.parquet'))})`);
  expect(counts.received).toBe(counts.used + counts.refused + counts.ignored);
  return { used: used.map((row) => Object.values(row)), refused: refused.map((row) => row.code) };
}

const HEADER = ['姓名', '身份证号码', '乡镇', '待遇所属期', '应发金额', '实发金额'];
const person = (name: string, due = '200.00', paid = '118.00') => [
  name,
  '532526195001019967',
  '弥阳镇',
  '202206',
  due,
  paid,
];
const paid = (name: string, fen = 11_800) => [name, 202206, fen, '弥阳镇'];

test('a month without a year is of the year that the list names, and of none where it names several', async () => {
  const header = ['姓名', '身份证号码', '乡镇', '月份', '基础养老金', '实发金额'];
  const row = (name: string, month: string) => person(name).with(3, month);
  const rows = [header, row('普美英', '6月'), row('李云', '10月份'), row('孙强', '2021年12月')];
  const title = (text: string) => [[text, '', '', '', '', ''], ...rows];
  expect((await stage('养老金发放-年.csv', title('2022年养老金发放花名册'))).used).toEqual([
    ['普美英', 202206, 11_800, '弥阳镇'],
    ['李云', 202210, 11_800, '弥阳镇'],
    ['孙强', 202112, 11_800, '弥阳镇'],
  ]);
  expect(await stage('养老金发放-两年.csv', title('2021年至2022年养老金发放花名册'))).toMatchObject({
    used: [['孙强', 202112, 11_800, '弥阳镇']],
    refused: ['unreadable:month', 'unreadable:month'],
  });
});

test('a year beside a month makes it one, and nothing else does', async () => {
  const header = ['姓名', '身份证号码', '乡镇', '年度', '月份', '实发金额'];
  const row = (name: string, year: string, month: string) => [
    ...[name, '532526195001019967', '弥阳镇', year, month, '118.00'],
  ];
  const rows = [header, row('普美英', '2022', '6'), row('李云', '2022年', '12月'), row('孙强', '', '7')];
  expect(await stage('养老金发放-年月两列.csv', rows.slice(0, 3))).toMatchObject({
    used: [paid('普美英'), ['李云', 202212, 11_800, '弥阳镇']],
  });
  // whose year is not written is of none, whatever the title says
  const title = ['2021年养老金发放花名册', '', '', '', '', ''];
  expect(await stage('养老金发放-年月缺.csv', [title, ...rows])).toMatchObject({
    refused: ['unreadable:month'],
  });
  const grouped = [
    ['姓名', '身份证号码', '乡镇', '待遇所属期', '', '实发金额'],
    ['', '', '', '年', '月', ''],
    ...rows.slice(1, 3),
  ];
  expect((await stage('养老金发放-年月组.csv', grouped)).used?.[0]).toEqual(paid('普美英'));
  const turned = rows.slice(0, 3).map((cells) => [...cells.slice(0, 3), cells[4]!, cells[3]!, cells[5]!]);
  expect((await stage('养老金发放-月年.csv', turned)).used?.[0]).toEqual(paid('普美英'));
});

test('a month by its number alone is the list’s own, and asked about where the list does not name it', async () => {
  const header = ['姓名', '身份证号码', '乡镇', '月份', '基础养老金', '实发金额'];
  const row = (name: string, month: string) => person(name).with(3, month);
  const under = (title: string, ...months: string[]) => [
    [title, '', '', '', '', ''],
    header,
    ...months.map((month) => row('普美英', month)),
  ];
  expect((await stage('养老金发放-月号.csv', under('2022年6月养老金发放花名册', '6', '06'))).used).toEqual([
    paid('普美英'),
    paid('普美英'),
  ]);
  // how many months, perhaps
  for (const [title, month] of [
    ['2022年度养老金发放花名册', '12'],
    ['2022年6月养老金发放花名册', '3'],
    ['养老金发放花名册', '6'],
  ] as const)
    expect(await stage(`养老金发放-${title}.csv`, under(title, month))).toEqual({ code: 'columns-unclear' });
  const taught = prepareKnowledge(sources, [
    {
      ...{ source: 'payout-roster', by: 'li', columns: { 月份: 'month' }, despite: [] },
      match: { headers: header },
    },
  ]);
  const rows = under('2022年度养老金发放花名册', '6', '7');
  expect(await stage('养老金发放-教.csv', rows, taught)).toMatchObject({
    used: [paid('普美英'), ['普美英', 202207, 11_800, '弥阳镇']],
  });
  expect(await stage('养老金发放-无年.csv', under('养老金发放花名册', '6'), taught)).toMatchObject({
    refused: ['unreadable:month'],
  });
});

test('a formula whose result was never stored is no nothing', async () => {
  const text = (cell: string) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`;
  const formula = '<c><f>SUM(D2:E2)</f><v></v></c>';
  const row = (cells: readonly string[]) => `<row>${cells.join('')}</row>`;
  const cells = (name: string) => person(name).map(text);
  const sheet = [
    row(HEADER.map(text)),
    row(cells('普美英')),
    row(cells('李云').with(5, formula)),
    row(cells('孙强').with(1, formula)),
    row(cells('杨光').with(2, formula)),
    // a text may come to nothing, and formulas may wait below for rows to come
    row(cells('何芬').with(2, '<c t="str"><f>T(A1)</f><v></v></c>')),
    row(HEADER.map(() => formula)),
  ];
  const book = bareWorkbook(`<worksheet><sheetData>${sheet.join('')}</sheetData></worksheet>`);
  expect(await stage('养老金发放-公式.xlsx', book)).toEqual({
    used: [paid('普美英'), ['杨光', 202206, 11_800, null], ['何芬', 202206, 11_800, null]],
    refused: ['unreadable:paid_fen', 'unreadable:resident_id'],
  });
});

test('what was paid before, or in a year, is no amount of the month', async () => {
  const under = (...amounts: string[]) => [
    ['姓名', '身份证号码', '乡镇', '待遇所属期', ...amounts],
    ['普美英', '532526195001019967', '弥阳镇', '202206', '708.00', '118.00'].slice(0, 4 + amounts.length),
  ];
  for (const header of ['累计实发金额', '年发放金额', '上月实发金额'])
    expect(await stage(`养老金发放-${header}.csv`, under(header)), header).toHaveProperty('code');
  expect((await stage('养老金发放-本月.csv', under('累计实发金额', '本月实发金额'))).used).toEqual([
    paid('普美英'),
  ]);
});

test('an amount in columns of 元 and 角 is not taken for its yuan', async () => {
  const rows = [
    ['姓名', '身份证号码', '待遇所属期', '实发金额', '', ''],
    ['', '', '', '元', '角', '分'],
    ...['普美英', '李云'].map((name) => [name, '532526195001019967', '202206', '118', '7', '6']),
  ];
  expect(await stage('养老金发放-角分.csv', rows)).toEqual({ code: 'columns-unclear' });
});

test('a row of two people in one cell is nobody’s', async () => {
  const rows = [
    ...[
      HEADER,
      person('普美英'),
      person('张三、李四'),
      person('张三').with(1, '532526195001019967/532526195001019967'),
    ],
    ...[person('买买提·艾力'), person('欧阳 修文')],
  ];
  expect(await stage('养老金发放-两人.csv', rows)).toEqual({
    used: [paid('普美英'), paid('买买提艾力'), paid('欧阳修文')],
    refused: ['unreadable:name', 'unreadable:resident_id'],
  });
});

test('a name and a number in each other’s place, one in the other’s cell, or a sample are nobody’s', async () => {
  const id = '532526195001019967';
  const rows = [
    ...[HEADER, person('普美英'), person(id).with(1, '李云'), person(`李云 ${id}`).with(1, '')],
    ...[
      person('示例：张三'),
      person('测试'),
      person('').with(1, '李云'),
      person('孙强（532526195001019967）'),
    ],
  ];
  expect(await stage('养老金发放-错位.csv', rows)).toEqual({
    used: [paid('普美英'), paid('孙强')],
    refused: [...Array(4).fill('unreadable:name'), 'missing:resident_id+name'],
  });
});

test('what refers to the row above is no township and no name', async () => {
  const rows = [HEADER, person('普美英'), person('李云').with(2, '〃'), person('同上').with(2, '同上')];
  expect((await stage('养老金发放-同上.csv', rows)).used).toEqual([
    paid('普美英'),
    ['李云', 202206, 11_800, null],
    [null, 202206, 11_800, null],
  ]);
});

describe('a sheet with more than one table', () => {
  test('the header again, as on every page, begins no other table', async () => {
    const rows = [HEADER, person('普美英'), ['第1页', '', '', '', '', ''], HEADER, person('李云')];
    expect(await stage('养老金发放-页.csv', rows)).toEqual({
      used: [paid('普美英'), paid('李云')],
      refused: [],
    });
  });

  test('a second line of the header in codes begins none where they say what its columns are called', async () => {
    const codes = ['XM', 'SFZH', 'AAF101', 'AAE003', 'AAE019', 'AAE019'];
    const rows = [HEADER, codes, person('普美英'), person('李云')];
    expect((await stage('养老金发放-代码.csv', rows)).used).toEqual([paid('普美英'), paid('李云')]);
    const named = ['姓名', '身份证', '乡镇', '所属期', '应发', '实发'];
    expect((await stage('养老金发放-简称.csv', [HEADER, named, person('普美英')])).used).toHaveLength(1);
    const turned = ['姓名', '身份证', '乡镇', '所属期', '实发', '应发'];
    expect((await stage('养老金发放-代码换.csv', [HEADER, turned, person('普美英')])).refused).toEqual([
      'other-table',
    ]);
  });

  test('columns in another order below a further header are not read by the first one', async () => {
    const turned = [...HEADER.slice(0, 4), '实发金额', '应发金额'];
    const rows = [HEADER, person('普美英'), turned, person('李云'), HEADER, person('孙强')];
    expect(await stage('养老金发放-对调.csv', rows)).toEqual({
      used: [paid('普美英'), paid('孙强')],
      refused: ['other-table'],
    });
  });

  test('who stands below as stopped is not taken for paid', async () => {
    const stopped = ['姓名', '身份证号码', '乡镇', '停发年月', '停发金额', '停发原因'];
    const below = ['李云', '532526195001019967', '弥阳镇', '202206', '118.00', '死亡'];
    const used = { used: [paid('普美英')], refused: ['other-table'] };
    expect(await stage('养老金发放-停发表.csv', [HEADER, person('普美英'), stopped, below])).toEqual(used);
    const heading = ['二、停发人员', '', '', '', '', ''];
    expect(await stage('养老金发放-停发.csv', [HEADER, person('普美英'), heading, person('李云')])).toEqual(
      used,
    );
  });

  test('people above the header of a larger table are refused, not taken for its title', async () => {
    const rows = [
      ['人员', '号码', '', '', '', ''],
      ['李云', '532526195001019967', '118.00', '', '', ''],
      HEADER,
      person('普美英'),
    ];
    expect(await stage('养老金发放-上表.csv', rows)).toEqual({
      used: [paid('普美英')],
      refused: ['other-table'],
    });
  });

  test('blocks are of the month and the township that their own titles name', async () => {
    const header = ['姓名', '身份证号码', '实发金额', '备注'];
    const title = (text: string) => [text, '', '', ''];
    const row = (name: string) => [name, '532526195001019967', '118.00', ''];
    const rows = [
      ...[title('弥阳镇2022年5月养老金发放花名册'), header, row('普美英')],
      ...[title('制表日期：2022年6月1日'), title('弥阳镇2022年5月养老金发放花名册'), header, row('李云')],
      ...[title('新哨镇2022年6月养老金发放花名册'), header, row('孙强')],
      // without a header below it a title may be a remark
      ...[title('新哨镇2022年7月养老金发放花名册'), row('杨光')],
    ];
    expect(await stage('养老金发放-分块.csv', rows)).toEqual({
      used: [
        ['普美英', 202205, 11_800, '弥阳镇'],
        ['李云', 202205, 11_800, '弥阳镇'],
        ['孙强', 202206, 11_800, '新哨镇'],
      ],
      refused: ['other-table'],
    });
  });

  test('a township over rows is theirs, and a month alone over rows leaves them, lest it be that of a signature', async () => {
    const header = ['姓名', '身份证号码', '实发金额', '备注'];
    const alone = (text: string) => [text, '', '', ''];
    const row = (name: string) => [name, '532526195001019967', '118.00', ''];
    const rows = [
      ...[alone('弥阳镇2022年5月养老金发放花名册'), header, row('普美英')],
      ...[alone('新哨镇'), row('李云'), alone('2022年5月'), row('孙强')],
      ...[alone('2022年6月'), header, row('杨光')],
    ];
    expect(await stage('养老金发放-小标题.csv', rows)).toEqual({
      used: [
        ['普美英', 202205, 11_800, '弥阳镇'],
        ['李云', 202205, 11_800, '新哨镇'],
        ['孙强', 202205, 11_800, '新哨镇'],
      ],
      refused: ['other-table'],
    });
  });

  test('the unit in a line below the header is that of its column', async () => {
    const unit = ['', '', '', '', '(万元)', '(万元)'];
    const rows = [HEADER, unit, person('普美英', '0.0200', '0.0118'), person('李云', '0.0200', '0.0118')];
    expect((await stage('养老金发放-单位.csv', rows)).used).toEqual([paid('普美英'), paid('李云')]);
  });

  test('a person written into one cell is refused and not passed over as a note', async () => {
    const rows = [
      HEADER,
      person('普美英'),
      ['', '另：李云 532526195001019967 202206 118.00元', '', '', '', ''],
    ];
    const { used, refused } = await stage('养老金发放-一格.csv', rows);
    expect([used?.length, refused?.length]).toEqual([1, 1]);
  });

  test('a table of townships beside the list is not told of its first people', async () => {
    const header = ['姓名', '身份证号码', '待遇所属期', '实发金额', '', '乡镇', '人数'];
    const row = (name: string, ...beside: string[]) => [
      ...[name, '532526195001019967', '202206', '118.00', ''],
      ...[...beside, '', ''].slice(0, 2),
    ];
    const beside = [row('普美英', '新哨镇', '2'), row('李云', '虹溪镇', '1'), row('孙强')];
    expect(await stage('养老金发放-旁边.csv', [header, ...beside])).toEqual({ code: 'columns-unclear' });
    const own = [row('普美英', '新哨镇', '2'), row('李云'), row('孙强', '虹溪镇', '1')];
    expect((await stage('养老金发放-自己.csv', [header, ...own])).used).toHaveLength(3);
  });
});
