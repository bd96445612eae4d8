import { refuseFilling } from '../../../../casework/batches/item-steps.ts';
import { isVerified } from '../../../../casework/batches/items.ts';
import { openBatch } from '../../../../casework/reads/waiting/batches.ts';
import { FILLABLE_FIELDS } from '../../../../core/words/feedback.ts';
import { Masker, maskCell } from '../../../../explanation/masker.ts';
import { readBatchForm } from '../../../../reports/feedback/batch-form.ts';
import type { FeedbackField } from '../../../../reports/feedback/feedback-columns.ts';
import { conflictsOf, feedbackOf } from '../../../../reports/feedback/item-feedback.ts';
import type { Asking } from '../../desk.ts';

/** The sender's sheet as it will go back: their rows in their order, our columns in it, names and numbers masked. */
export async function showSheet({ desk, user, letOut }: Asking, batchId: string) {
  const batch = openBatch(desk.ledger, batchId);
  letOut({ kind: 'ListRead', subject: batchId, detail: { list: 'batch-sheet' } });
  const form = await readBatchForm(desk.ledger, desk.office, batch, user);
  const masker = new Masker(false);
  for (const { name } of form.items) masker.learn(name);
  const fieldAt = new Map([...form.columns].map(([field, column]) => [column, field]));
  const cellsAt = new Map(form.rows.map(({ row, cells }) => [row, cells]));
  // the fullest row above the first person names the columns
  const header = form.rows
    .filter(({ row }) => row < form.first_row)
    .toSorted((one, other) => filled(other.cells) - filled(one.cells) || other.row - one.row)[0];
  const width = Math.max(
    header?.cells.length ?? 0,
    ...[...form.columns.values()].map((column) => column + 1),
  );
  const added = new Map(form.titles.map(({ column, value }) => [column, String(value)]));
  const titles = Array.from(
    { length: width },
    (_, column) => added.get(column) ?? header?.cells[column] ?? '',
  );
  const rows = form.told.map(({ item, state, feedback }) => {
    const known = feedbackOf(item, state, () => '').values;
    const mayFill = refuseFilling(user, item) === null;
    const theirs = cellsAt.get(item.row) ?? [];
    return {
      item_number: item.item_number,
      row: item.row,
      cells: titles.map((title, column) => {
        const field = fieldAt.get(column);
        if (field === undefined)
          return { text: maskCell(title, theirs[column] ?? '', masker), kind: 'theirs' as const };
        const text = masker.text(String(feedback.values[field] ?? ''));
        const isFill = mayFill && isFillable(field) && known[field] === undefined;
        return { text, kind: isFill ? ('fill' as const) : ('ours' as const) };
      }),
      conflicts: conflictsOf(item, state, feedback).map(({ zh, en }) => ({ zh, en })),
      is_waiting: !isVerified(item.status) || item.outcome === null,
    };
  });
  return {
    headers: titles.map((text, column) => ({ text, field: fieldAt.get(column) ?? null })),
    rows,
    waiting: rows.filter(({ is_waiting: isWaiting }) => isWaiting).length,
    conflicts: rows.filter(({ conflicts }) => conflicts.length > 0).length,
  };
}

function isFillable(field: FeedbackField): boolean {
  return FILLABLE_FIELDS.some((one) => one === field);
}

function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}
