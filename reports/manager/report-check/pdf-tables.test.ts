import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadFonts } from '../../fonts/fonts.ts';
import type { PrintParagraph } from '../../notices/pdf/page.ts';
import { Typesetter } from '../../notices/pdf/typesetter.ts';
import { checkReport } from './check-report.ts';
import { type Piece, readPdfTables } from './read-pdf-tables.ts';

let folder: string;
let typesetter: Typesetter;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hedui-pdf-tables-'));
  typesetter = new Typesetter(loadFonts());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const line = (text: string): PrintParagraph => ({
  ...{ type: 'paragraph', align: 'left', firstLine: 0, right: 0, before: 0, line: 22, keepsWithNext: false },
  runs: text === '' ? [] : [{ text, size: 12, isBold: false, colour: null }],
});

/** What does not add up in a PDF with this table between two paragraphs. */
async function wrong(rows: readonly (readonly string[])[]): Promise<string[]> {
  const path = join(folder, 'a.pdf');
  const table = rows.map((row, at) => ({
    isHeader: at === 0,
    keepsWithNext: false,
    cells: row.map((text) => [line(text)]),
  }));
  const widths = (rows[0] ?? []).map(() => 90);
  const pdf = typesetter.pdf({
    ...{ margins: { top: 60, right: 60, bottom: 60, left: 60 }, isDraft: false, header: [] },
    body: [line('各乡镇追缴情况如下：'), { type: 'table', widths, rows: table }, line('以上款项均已入账。')],
  });
  writeFileSync(path, pdf);
  const { claims } = await checkReport(path);
  return claims.filter(({ verdict }) => verdict === 'differs').map(({ says }) => says);
}

const HEAD = ['乡镇', '追缴人数（人）', '追缴金额（元）', '备注'];
const rows = Array.from({ length: 60 }, (_, at) => [
  `第${at + 1}村`,
  '2',
  `${1_000 + at}.00`,
  at % 2 === 0 ? '' : '已入账',
]);
const total = (people: string, money: string) => ['合计', people, money, ''];

test('a table of a PDF is read over its pages, and its sums are added up', async () => {
  expect(await wrong([HEAD, ...rows, total('120', '61770.00')])).toEqual([]);
  expect(await wrong([HEAD, ...rows, total('122', '61770.00')])).toEqual(['追缴人数(人)合计122']);
  expect(await wrong([HEAD, ...rows.slice(0, 5), total('10', '5001.00')])).toEqual([
    '追缴金额(元)合计5001.00',
  ]);
});

const at = (text: string, left: number, base: number): Piece => ({
  ...{ text, left, base, height: 10 },
  right: left + text.length * 6,
});
const row = (base: number, ...cells: string[]): Piece[] =>
  cells.map((text, index) => at(text, index * 100, base));
const BODY = [
  row(700, '乡镇', '人数', '金额'),
  row(680, '甲', '1', '10'),
  row(660, '乙', '2', '20'),
  row(640, '合计', '3', '30'),
];

test('a table is read where every line stands in its columns', () => {
  expect(readPdfTables([BODY.flat()])).toHaveLength(1);
});

test('where a figure stands across two columns nothing is read: a sum over the rest would be called wrong', () => {
  const across = [at('丙', 0, 650), { ...at('3', 100, 650), right: 230 }, at('30', 300, 650)];
  expect(readPdfTables([[...BODY.flat(), ...across]])).toEqual([]);
});

test('a table that another follows on the next page in other columns is not read, for it may be cut', () => {
  const other = [row(700, '丙', '3', '30'), row(680, '丁', '4', '40'), row(660, '合计', '7', '70')].flat();
  expect(readPdfTables([BODY.flat(), other])).toHaveLength(1);
  const moved = other.map((piece) => ({ ...piece, left: piece.left + 60, right: piece.right + 60 }));
  expect(readPdfTables([BODY.flat(), moved])).toEqual([]);
});
