import {
  type CellStyle,
  type CellValue,
  type MergeRange,
  type SheetChart,
  type WriteSheet,
  writeXlsx,
} from 'hucre';
import { formatMonth } from '../../../core/month.ts';
import type { Chart, Section, SectionCell, SectionColumn } from '../section.ts';
import { type Summary, sourceLine } from '../summary.ts';
import { hatchSeries } from './hatch-series.ts';

export const FONT = '等线';
const FORMATS: Record<SectionColumn['kind'], string> = {
  text: '@',
  date: '@',
  integer: '#,##0',
  money: '#,##0.00',
  month: '@',
  decimal: '0.00',
};

/** Dark and solid against light and hatched survives a black-and-white printer; blue came in, ochre is still out. */
const TONES = { recovered: '1F4E79', owed: 'F0B56B', plain: '626D77' } as const;
const STROKE = '9C4A06';

const HEAD: CellStyle = {
  font: { bold: true, name: FONT, size: 11 },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E4EFF0' } },
  alignment: { vertical: 'center', horizontal: 'center', wrapText: true },
  border: { bottom: { style: 'thin', color: { rgb: '1D2730' } } },
};
const TITLE: CellStyle = { font: { bold: true, name: FONT, size: 14 } };
const NOTE: CellStyle = {
  font: { name: FONT, size: 10, color: { rgb: '626D77' } },
  alignment: { wrapText: true, vertical: 'top' },
};
const TOTAL: CellStyle = {
  font: { bold: true, name: FONT, size: 11 },
  border: { top: { style: 'thin', color: { rgb: '1D2730' } } },
};
export const WRAPPED: CellStyle = { alignment: { wrapText: true, vertical: 'top' } };

const TOP: CellStyle = { alignment: { vertical: 'top' } };

/** A table that is wider than the paper is made smaller, never cut in two. */
export const ON_PAPER: NonNullable<WriteSheet['pageSetup']> = {
  paperSize: 'a4',
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
};

/** A table of so many rows still goes on one sheet of paper with its chart; a longer one would become unreadable. */
const ROWS_WITH_CHART = 40;

const MOST_WIDTH = 48;

/** Rows above the first row of a table: title, note, header. */
const HEAD_ROWS = 3;

/** The whole summary as one workbook: narrative first, then a sheet for each table with its chart, then the checks. */
export async function summaryWorkbook(summary: Summary): Promise<Uint8Array> {
  const tables = summary.sections.map((section) => tableSheet(section, sourceLine(summary)));
  const workbook = await writeXlsx({
    sheets: [narrativeSheet(summary), ...tables, checkSheet(summary)],
    defaultFont: { name: FONT, size: 11 },
  });
  return hatchSeries(workbook, { color: TONES.owed, stroke: STROKE });
}

function narrativeSheet(summary: Summary): WriteSheet {
  const rows: CellValue[][] = [
    [`${summary.title}追缴情况`],
    [summary.office],
    [],
    ...summary.paragraphs.flatMap(({ heading, text }) => [[heading], [text], []]),
    [sourceLine(summary)],
  ];
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  cells.set('0,0', { value: rows[0]?.[0] ?? '', style: TITLE });
  summary.paragraphs.forEach(({ heading, text }, index) => {
    cells.set(`${3 + index * 3},0`, {
      value: heading,
      style: { font: { bold: true, name: FONT, size: 11 } },
    });
    cells.set(`${4 + index * 3},0`, { value: text, style: WRAPPED });
  });
  cells.set(`${rows.length - 1},0`, { value: sourceLine(summary), style: NOTE });
  const rowDefs = new Map(
    summary.paragraphs.map(({ text }, index) => [
      4 + index * 3,
      { height: 16 * Math.ceil((text.length * 2) / 104) },
    ]),
  );
  return { name: '文字说明', columns: [{ width: 110 }], rows, cells, rowDefs, pageSetup: ON_PAPER };
}

/** One table as a sheet, its source beneath it and its chart beneath that. */
export function tableSheet(section: Section, source: string): WriteSheet {
  const { columns } = section;
  const body = [...section.rows, ...(section.total === null ? [] : [section.total])];
  const widths = columns.map((column, index) =>
    widthOf(
      column,
      body.map((row) => row[index] ?? null),
    ),
  );
  const rows: CellValue[][] = [
    [section.title],
    [section.note],
    columns.map(({ header }) => header),
    ...body.map((row) => columns.map((column, index) => cellValue(row[index] ?? null, column))),
    [],
    [source],
  ];
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  const style = (row: number, column: number, given: CellStyle): void => {
    cells.set(`${row},${column}`, { value: rows[row]?.[column] ?? null, style: given });
  };
  style(0, 0, TITLE);
  style(1, 0, NOTE);
  style(rows.length - 1, 0, NOTE);
  columns.forEach((column, index) => {
    style(HEAD_ROWS - 1, index, HEAD);
    body.forEach((row, at) => {
      const isTotal = section.total !== null && row === section.total;
      const alignment = column.kind === 'text' ? WRAPPED : TOP;
      style(HEAD_ROWS + at, index, { ...alignment, ...(isTotal ? TOTAL : {}), numFmt: FORMATS[column.kind] });
    });
  });
  const sheet: WriteSheet = {
    name: section.title,
    columns: widths.map((width) => ({ width })),
    rows,
    cells,
    // a sentence may be wider than the table, which would make the whole sheet small on paper
    merges: [1, rows.length - 1].map((row) => acrossTable(row, columns.length)),
    rowDefs: new Map([
      [1, { height: heightOf(section.note, widths) }],
      ...body.map((row, at) => [HEAD_ROWS + at, { height: heightOfRow(row, columns, widths) }] as const),
      [rows.length - 1, { height: heightOf(source, widths) }],
    ]),
    freezePane: { rows: HEAD_ROWS },
    pageSetup: ON_PAPER,
  };
  if (section.chart !== null && section.rows.length > 0) {
    sheet.charts = [nativeChart(section, section.chart, rows.length + 1)];
    if (rows.length <= ROWS_WITH_CHART) sheet.pageSetup = { ...ON_PAPER, fitToHeight: 1 };
  }
  return sheet;
}

function nativeChart(section: Section, chart: Chart, row: number): SheetChart {
  const first = HEAD_ROWS + 1;
  const last = HEAD_ROWS + section.rows.length;
  const range = (name: string): string => {
    const letter = columnLetter(section.columns.findIndex((column) => column.name === name));
    return `'${section.title}'!$${letter}$${first}:$${letter}$${last}`;
  };
  const height = chart.shape === 'bar' ? Math.max(14, section.rows.length + 8) : 16;
  return {
    type: chart.shape,
    title: `${chart.title}(${chart.unit})`,
    series: chart.series.map(({ column, title, tone }) => ({
      name: title,
      values: range(column),
      categories: range(chart.category),
      color: TONES[tone],
    })),
    anchor: { from: { row, col: 0 }, to: { row: row + height, col: 7 } },
    legend: chart.series.length > 1 ? 'bottom' : false,
    gapWidth: 60,
    dataLabels: { showValue: true },
    altText: `${chart.title},单位:${chart.unit}`,
    axes: { y: { numberFormat: { formatCode: '#,##0' } }, x: chart.shape === 'bar' ? { reverse: true } : {} },
  };
}

function checkSheet({ identities }: Summary): WriteSheet {
  const header = ['代号', '内容', '比较的数字', '结果'];
  const rows = identities.map(({ name, zh, compared, differences }) => [
    name,
    zh,
    compared,
    differences.length === 0 ? '轧平' : `${differences.length} 处不符`,
  ]);
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  header.forEach((value, index) => {
    cells.set(`0,${index}`, { value, style: HEAD });
  });
  return {
    name: '勾稽关系',
    columns: [{ width: 34 }, { width: 64 }, { width: 14 }, { width: 12 }],
    rows: [header, ...rows],
    cells,
    freezePane: { rows: 1 },
    pageSetup: ON_PAPER,
  };
}

/** Numbers of people and cases are text; money is a number in yuan that the sheet can add up. */
function cellValue(value: SectionCell, { kind }: SectionColumn): CellValue {
  if (typeof value !== 'number') return value;
  if (kind === 'money') return value / 100;
  return kind === 'month' ? formatMonth(value) : value;
}

/** Wide enough for header and cells; long sentences are wrapped instead. */
function widthOf({ kind, header }: SectionColumn, cells: readonly SectionCell[]): number {
  const least = kind === 'text' ? 10 : kind === 'date' ? 12 : kind === 'money' ? 15 : 8;
  const texts = kind === 'text' ? cells.map((cell) => String(cell ?? '')) : [];
  return Math.max(least, columnsOnScreen(header) + 2, Math.min(MOST_WIDTH, longest(texts) + 2));
}

function longest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, columnsOnScreen(text)), 0);
}

/** A Chinese character takes two columns. */
function columnsOnScreen(text: string): number {
  return [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);
}

/** Height of a sentence that is wrapped across the whole table. */
export function heightOf(text: string, widths: readonly number[]): number {
  const width = widths.reduce((sum, one) => sum + one, 0);
  return 16 * Math.max(1, Math.ceil((columnsOnScreen(text) * 1.1) / width));
}

/** Not every program makes a row higher by itself where a cell is wrapped. */
function heightOfRow(
  row: readonly SectionCell[],
  columns: readonly SectionColumn[],
  widths: readonly number[],
): number {
  const lines = columns.map(({ kind }, index) => {
    const room = (widths[index] ?? MOST_WIDTH) - 2;
    return kind === 'text' ? Math.ceil(columnsOnScreen(String(row[index] ?? '')) / room) : 1;
  });
  return 16 * Math.max(1, ...lines);
}

function acrossTable(row: number, columnCount: number): MergeRange {
  return { startRow: row, startCol: 0, endRow: row, endCol: Math.max(1, columnCount - 1) };
}

function columnLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetter(Math.floor(index / 26) - 1) + last;
}
