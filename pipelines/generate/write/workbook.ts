import { writeFileSync } from 'node:fs';
import * as xlsx from '@e965/xlsx';
import type { WrittenCell } from '../form.ts';
import type { FilePlan, WrittenRow } from '../sheet.ts';

export interface Sheet {
  name: string;
  rows: readonly WrittenRow[];
}

/** A real workbook: .xlsx or BIFF8 .xls, with merges, a sheet of remarks and a hidden one where the office has them. */
export function writeListWorkbook<Row>(
  path: string,
  sheets: readonly Sheet[],
  plan: FilePlan<Row>,
  bookType: 'xlsx' | 'biff8',
): void {
  const book = xlsx.utils.book_new();
  for (const { name, rows } of sheets) {
    const sheet = xlsx.utils.aoa_to_sheet(rows.map((row) => row.cells));
    sheet['!merges'] = mergesOf(rows, plan);
    xlsx.utils.book_append_sheet(book, sheet, name);
  }
  if (plan.dress.notes) {
    const notes = xlsx.utils.aoa_to_sheet(plan.dress.notes.map((line) => [line]));
    xlsx.utils.book_append_sheet(book, notes, '填表说明');
  }
  if (plan.dress.hasHiddenSheet) {
    const codes = xlsx.utils.aoa_to_sheet([
      ['代码', '名称'],
      ['1', '正常'],
      ['2', '暂停'],
    ]);
    xlsx.utils.book_append_sheet(book, codes, '代码表');
    const hidden = book.SheetNames.map((name) => ({
      name,
      Hidden: name === '代码表' ? (1 as const) : (0 as const),
    }));
    book.Workbook = { Sheets: hidden };
  }
  writeFileSync(path, xlsx.write(book, { type: 'buffer', bookType, compression: true }));
}

function mergesOf<Row>(rows: readonly WrittenRow[], plan: FilePlan<Row>): xlsx.Range[] {
  const merges: xlsx.Range[] = [];
  const lastColumn = plan.columns.length - 1;
  for (const [at, row] of rows.entries()) {
    if (row.kind === 'title') merges.push({ s: { r: at, c: 0 }, e: { r: at, c: lastColumn } });
  }
  const top = rows.findIndex((row) => row.kind === 'header');
  if (rows[top + 1]?.kind !== 'header') return merges;
  for (let from = 0; from <= lastColumn; ) {
    const group = plan.columns[from]?.group;
    let to = from;
    while (group !== undefined && plan.columns[to + 1]?.group === group) to += 1;
    const down = group === undefined ? 1 : 0;
    if (down > 0 || to > from) merges.push({ s: { r: top, c: from }, e: { r: top + down, c: to } });
    from = to + 1;
  }
  return merges;
}

/** A web page under the name of a workbook, as many office systems "export to Excel". */
export function writeHtmlTable(path: string, rows: readonly WrittenRow[], columnCount: number): void {
  const lines = rows.map((row) => {
    if (row.cells.length === 1 && columnCount > 1) {
      return `<tr><td colspan="${columnCount}">${escapeHtml(row.cells[0] ?? '')}</td></tr>`;
    }
    return `<tr>${row.cells.map((cell) => `<td style="mso-number-format:'\\@'">${escapeHtml(cell)}</td>`).join('')}</tr>`;
  });
  const page = [
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel">',
    '<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>',
    '<body><table border="1">',
    ...lines,
    '</table></body></html>',
  ];
  writeFileSync(path, page.join('\r\n'));
}

function escapeHtml(cell: WrittenCell): string {
  const text = typeof cell === 'object' ? String(cell.v) : String(cell);
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
