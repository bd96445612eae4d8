import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadMapping } from '../../reading/recognition/mapping.ts';
import { prepareKnowledge } from '../../reading/recognition/recognise-sheet.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import type { FileReading } from '../../reading/staging/reading-result.ts';
import { stageFile } from '../../reading/staging/stage-file.ts';
import { quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import { TestFolder } from '../support/test-files.ts';

const folder = new TestFolder();
const HEADER = [
  '姓名',
  '身份证号码',
  '待遇所属期',
  '实发金额',
  '补发金额',
  '银行账号',
  '支付状态',
  '乡镇',
  '基础养老金',
];

interface Staged {
  reading: FileReading;
  rows: Record<string, unknown>[];
}

let engine: Warehouse;
beforeAll(async () => {
  engine = await Warehouse.open(':memory:');
});
afterAll(() => engine.close());

const sources = loadSources();
const known = {
  knowledge: prepareKnowledge(sources, loadMapping(null, sources)),
  sources: new Map(sources.map((source) => [source.source, source])),
};

async function stage(name: string, path: string): Promise<Staged> {
  const into = join(folder.path, `${name}.staged`);
  mkdirSync(into, { recursive: true });
  const reading = await stageFile({ path, name, ...known }, into);
  const rows = await engine.rows(
    `select name, township, paid_fen, arrears_fen from read_parquet(${quoteText(join(into, 'staged.*.parquet'))})
     where refused_code is null order by row_no`,
  );
  return { reading, rows };
}

const person = (
  name: string,
  paid: string | number,
  arrears: string | number = '',
  township = '弥阳街道',
) => [name, '532526195001019967', '202206', paid, arrears, '6228480119480722994', '支付成功', township];
const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  `${rows.map((row) => row.join(',')).join('\n')}\n`;

describe('staged rows', () => {
  test.each(['\\N', 'null', 'nan', 'None', '#N/A', '-', ''])(
    'the word %j in an optional money column is nothing',
    async (word) => {
      const path = folder.write('发放花名册-words.csv', csv([HEADER, person('普美英', '118.00', word)]));
      const { rows } = await stage('发放花名册-words.csv', path);
      expect(rows).toEqual([{ name: '普美英', township: '弥阳街道', paid_fen: 11_800, arrears_fen: null }]);
    },
  );

  test('a value that begins with a byte-order mark is the value', async () => {
    const path = folder.write('发放花名册-mark.csv', csv([HEADER, person('普美英', '\ufeff１１８.００')]));
    expect((await stage('发放花名册-mark.csv', path)).rows.map(({ paid_fen: total }) => total)).toEqual([
      11_800,
    ]);
  });

  test('a township merged over several rows holds for each of them, an amount for none unless each cell has it', async () => {
    const sheetjs = await import('@e965/xlsx');
    const sheet = sheetjs.utils.aoa_to_sheet([
      HEADER,
      person('普美英', 118),
      person('李云', 118, '', ''),
      person('张丽', 118, '', '新哨镇'),
      person('何芬', '', '', '新哨镇'),
      person('孙强', 118, '', '新哨镇'),
      person('杨光', 118, '', '新哨镇'),
    ]);
    sheet['!merges'] = [
      { s: { r: 5, c: 3 }, e: { r: 6, c: 3 } },
      { s: { r: 1, c: 7 }, e: { r: 2, c: 7 } },
      { s: { r: 3, c: 3 }, e: { r: 4, c: 3 } },
    ];
    const book = sheetjs.utils.book_new();
    sheetjs.utils.book_append_sheet(book, sheet, '名册');
    const path = folder.write(
      '发放花名册-merged.xlsx',
      sheetjs.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer,
    );
    const { reading, rows } = await stage('发放花名册-merged.xlsx', path);
    expect(rows.map(({ name, township }) => [name, township])).toEqual([
      ['普美英', '弥阳街道'],
      ['李云', '弥阳街道'],
      ['孙强', '新哨镇'],
      ['杨光', '新哨镇'],
    ]);
    expect(reading.counts).toEqual({ received: 6, used: 4, refused: 2, ignored: 0 });
  });

  test('a bare number of days is none in a workbook that counts from 1904; a date of its own is what it shows', async () => {
    const sheetjs = await import('@e965/xlsx');
    const rows = [HEADER, person('普美英', 118), person('李云', 118)];
    const sheet = sheetjs.utils.aoa_to_sheet(rows);
    sheet.C2 = { t: 'n', v: 43_251 };
    sheet.C3 = { t: 'n', v: 43_251, z: 'yyyy"年"m"月"' };
    const book = sheetjs.utils.book_new();
    sheetjs.utils.book_append_sheet(book, sheet, '名册');
    book.Workbook = { WBProps: { date1904: true } };
    for (const bookType of ['xlsx', 'biff8', 'xlsb'] as const) {
      const name = `发放花名册-1904.${bookType}`;
      const path = folder.write(name, sheetjs.write(book, { type: 'buffer', bookType }) as Buffer);
      const { reading, rows: used } = await stage(name, path);
      expect([reading.counts.refused, used.map((row) => row.name)]).toEqual([1, ['李云']]);
    }
  });

  test('a large sheet that nobody knows is refused in seconds', async () => {
    const known = [HEADER, person('普美英', 118)];
    const unknown = [
      ['代码', '说明', '甲', '乙', '姓名'],
      ...Array.from({ length: 60_000 }, (_, index) => [index, 'x', index, '532526195001019967', '某某']),
    ];
    const path = folder.workbook('发放花名册-unknown.xlsx', { 名册: known, 其他: unknown });
    const begun = process.hrtime.bigint();
    const { reading } = await stage('发放花名册-unknown.xlsx', path);
    expect(reading.counts).toMatchObject({ used: 1, refused: 60_001 });
    // one statement a row took half a minute on a quiet machine
    expect(Number(process.hrtime.bigint() - begun) / 1e9).toBeLessThan(60);
  });

  test('a note below a long list that doubts its rows is seen, and the list is asked about as a short one is', async () => {
    const deaths = (below: readonly string[][]): string =>
      csv([
        ['姓名', '身份证号', '死亡日期', '注销日期', '注销原因'],
        ...Array.from({ length: 400 }, () => [
          '普美英',
          '532526195001019967',
          '2022-03-05',
          '2022-03-09',
          '死亡',
        ]),
        ...below,
      ]);
    const name = '公安死亡注销.csv';
    let files = 0;
    const read = async (...below: string[][]) => {
      files += 1;
      const into = join(folder.path, `note ${files}`);
      mkdirSync(into);
      return stageFile({ path: folder.write(`note ${files}.csv`, deaths(below)), name, ...known }, into);
    };
    const notes = [
      [['说明：以上人员系误报', '', '', '', '']],
      [['以上人员系误报', '', '', '', '']],
      [['以上人员系误报']],
      [[''], ['', '以上人员系误报']],
    ];
    for (const below of notes) {
      const doubted = await read(...below);
      expect(doubted).toMatchObject({ status: 'refused', code: 'source-ambiguous', counts: { used: 0 } });
      expect(doubted.layouts).toMatchObject([
        { asks: 'source-ambiguous', doubted: '误报', near: ['police-death'] },
      ]);
    }
    expect(await read(['说明：以上人员由派出所报送', '', '', '', ''])).toMatchObject({
      status: 'used',
      counts: { used: 400 },
    });
  });
});
