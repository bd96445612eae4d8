import { read, utils, write } from '@e965/xlsx';
import { Refusal } from '../../core/errors.ts';
import type { FeedbackField } from './feedback-columns.ts';
import type { ItemFeedback } from './item-feedback.ts';
import { type CellPatch, patchXlsx } from './patch-xlsx.ts';

/** The sender's own file and where our answers go in it. */
export interface FeedbackForm {
  format: string;
  content: Buffer;
  sheet: string;
  columns: ReadonlyMap<FeedbackField, number>;
  /** Titles of columns that the sender's list does not have. */
  titles: readonly CellPatch[];
}

export interface FilledForm {
  content: Buffer;
  /** Every cell that was filled. */
  patches: CellPatch[];
  /** Whether an old workbook comes back in the new format. */
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
  throw new Refusal(
    'feedback-format',
    `来件是 ${form.format} 格式，不能原样填回。请在表格软件里另存为 .xlsx 后用 --file 给出。`,
    `The sender's file is ${form.format}, which cannot be filled in as it is. Save it as .xlsx and give it with --file.`,
  );
}

/**
 * An old workbook cannot be filled in place, and written anew as .xls it would lose its formulas: it goes back as .xlsx, with
 * values, formulas, merges, widths and number formats. Fonts, colours and drop-down lists do not come along; whoever asked is told.
 */
function convertXls({ content, sheet: name }: FeedbackForm, patches: readonly CellPatch[]): Buffer {
  const book = read(content, { cellFormula: true, cellNF: true, cellStyles: true, cellText: true });
  const sheet = book.Sheets[name];
  if (!sheet) throw new Error(`the workbook has no sheet ${name}`);
  for (const { row, column, value } of patches) {
    const address = utils.encode_cell({ r: row - 1, c: column });
    sheet[address] = typeof value === 'number' ? { t: 'n', v: value } : { t: 's', v: value };
  }
  const range = utils.decode_range(sheet['!ref'] ?? 'A1');
  for (const { row, column } of patches) {
    range.e.c = Math.max(range.e.c, column);
    range.e.r = Math.max(range.e.r, row - 1);
  }
  sheet['!ref'] = utils.encode_range(range);
  return write(book, { type: 'buffer', bookType: 'xlsx', cellStyles: true }) as Buffer;
}
