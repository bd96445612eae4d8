import { join } from 'node:path';
import type { FileCount } from '../answer-key.ts';
import { type FilePlan, fileName, sheetRows, type WrittenRow } from '../sheet.ts';
import { TEXT_FORMATS, writeDelimited } from './delimited.ts';
import { type Sheet, writeHtmlTable, writeListWorkbook } from './workbook.ts';

/** Writes one file and counts its rows as the reader should: every non-blank row below the header. */
export function writeFile<Row>(folder: string, plan: FilePlan<Row>): FileCount {
  const file = fileName(plan);
  const path = join(folder, file);
  const count: FileCount = { file, source: plan.source, received: 0, refused: 0, ignored: 0 };
  const rows = counted(sheetRows(plan), count);
  const text = TEXT_FORMATS[plan.format];
  if (text !== undefined) writeDelimited(path, rows, text);
  else if (plan.format === 'html-xls') writeHtmlTable(path, [...rows], plan.columns.length);
  else writeListWorkbook(path, sheetsOf(plan, count), plan, plan.format === 'xls' ? 'biff8' : 'xlsx');
  return count;
}

/** A workbook is spread over the sheets its office keeps; most keep one. */
function sheetsOf<Row>(plan: FilePlan<Row>, count: FileCount): Sheet[] {
  const names = plan.dress.sheets ?? ['Sheet1'];
  const rows = [...plan.rows];
  const share = Math.ceil(rows.length / names.length);
  return names.map((name, at) => {
    const part = { ...plan, rows: rows.slice(at * share, (at + 1) * share) };
    return { name, rows: [...counted(sheetRows(part), count)] };
  });
}

function* counted(rows: Iterable<WrittenRow>, count: FileCount): Generator<WrittenRow> {
  for (const row of rows) {
    if (row.kind !== 'title' && row.kind !== 'header') count.received += 1;
    if (row.kind === 'spoilt') count.refused += 1;
    if (row.kind === 'ignored') count.ignored += 1;
    yield row;
  }
}
