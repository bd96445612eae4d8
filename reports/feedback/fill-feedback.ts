import { read, utils, type WorkSheet, write } from '@e965/xlsx';
import type { SheetRow } from '../../reading/sheet-rows.ts';
import type { FeedbackField } from './feedback-columns.ts';
import type { ItemFeedback } from './item-feedback.ts';
import { type CellPatch, patchXlsx } from './patch-xlsx.ts';

/** The sender's own file and where our answers go in it. */
export interface FeedbackForm {
  format: string;
  content: Buffer;
  sheet: string;
  /** As they were read. */
  rows: readonly SheetRow[];
  columns: ReadonlyMap<FeedbackField, number>;
  /** Titles of columns that the sender's list does not have. */
  titles: readonly CellPatch[];
}

export interface FilledForm {
  content: Buffer;
  /** Every cell that was filled. */
  patches: CellPatch[];
  /** Whether it comes back in another format than it came in. */
  is_converted: boolean;
}

/** Puts the answers into the sender's workbook, in the sender's order and layout. */
export async function fillFeedback(
  form: FeedbackForm,
  answers: readonly ItemFeedback[],
): Promise<FilledForm> {
  const filled = answers.flatMap(({ row, values }) =>
    [...form.columns].flatMap(([field, column]): CellPatch[] => {
      const value = values[field];
      return value === undefined || value === '' ? [] : [{ row, column, value }];
    }),
  );
  const patches = [...form.titles, ...filled];
  if (form.format === 'xlsx')
    return { content: await patchXlsx(form.content, form.sheet, patches), patches, is_converted: false };
  if (form.format === 'xls') return { content: convertXls(form, patches), patches, is_converted: true };
  return { content: asWorkbook(form, patches), patches, is_converted: true };
}

/** A text file, or a table of another program, goes back as a workbook of the same rows and columns: every cell is the text it was. */
function asWorkbook({ rows, sheet }: FeedbackForm, patches: readonly CellPatch[]): Buffer {
  const sent = rows.flatMap(({ row, cells }) =>
    cells.flatMap((value, column): CellPatch[] => (value === '' ? [] : [{ row, column, value }])),
  );
  const table = withCells({}, [...sent, ...patches]);
  const name = sheet || '名单';
  const book = { SheetNames: [name], Sheets: { [name]: table } };
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

/**
 * An old workbook cannot be filled in place, and written anew as .xls it would lose its formulas: it goes back as .xlsx, with
 * values, formulas, merges, widths and number formats. Fonts, colours and drop-down lists do not come along; whoever asked is told.
 */
function convertXls({ content, sheet: name }: FeedbackForm, patches: readonly CellPatch[]): Buffer {
  const book = read(content, { cellFormula: true, cellNF: true, cellStyles: true, cellText: true });
  const sheet = book.Sheets[name];
  if (!sheet) throw new Error(`the workbook has no sheet ${name}`);
  withCells(sheet, patches);
  return write(book, { type: 'buffer', bookType: 'xlsx', cellStyles: true }) as Buffer;
}

/** Puts cells into a sheet and widens it to hold them. */
function withCells(sheet: WorkSheet, patches: readonly CellPatch[]): WorkSheet {
  const range = utils.decode_range(sheet['!ref'] ?? 'A1');
  for (const { row, column, value } of patches) {
    const address = utils.encode_cell({ r: row - 1, c: column });
    sheet[address] = typeof value === 'number' ? { t: 'n', v: value } : { t: 's', v: value };
    range.e.c = Math.max(range.e.c, column);
    range.e.r = Math.max(range.e.r, row - 1);
  }
  sheet['!ref'] = utils.encode_range(range);
  return sheet;
}
