import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { refuseFeedback } from '../../casework/batches/item-steps.ts';
import { type Batch, isVerified } from '../../casework/batches/items.ts';
import type { Leaving } from '../../casework/exits/let-out.ts';
import type { Office } from '../../casework/office.ts';
import { openBatch } from '../../casework/reads/waiting/batches.ts';
import { throwRefusal } from '../../casework/refusals.ts';
import type { User } from '../../casework/roles.ts';
import { FILLED_BY_PEOPLE } from '../../core/words/feedback.ts';
import { readFirstSheet, type SheetRow } from '../../reading/sheet-rows.ts';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { readBatchForm } from './batch-form.ts';
import { fillFeedback } from './fill-feedback.ts';
import { conflictsOf } from './item-feedback.ts';
import type { CellPatch } from './patch-xlsx.ts';

export interface FeedbackRequest {
  batch_id: string;
  /** The sender's file, where it was not received by a night. */
  original?: string | undefined;
  /** Made though items are unanswered or contradict themselves. */
  isPartial?: boolean;
  /** Where the workbook is written, by what the sender's file is called. */
  out: (batch: Batch) => string;
}

export interface MadeFeedback {
  batch_id: string;
  items: number;
  answered: number;
  unanswered: { item_number: number; row: number; status: string; reply_due_on: string | null }[];
  conflicts: { row: number; zh: string; en: string }[];
  /** Null where nothing was written, because items are unanswered or contradict themselves. */
  written: {
    out: string;
    columns: Record<string, number>;
    cells: number;
    /** Titles of columns that the list did not have and that were put at its right. */
    added: string[];
    /** Went back as .xlsx, which it was not: of an .xls formulas stay, fonts, colours and drop-down lists do not. */
    is_converted: boolean;
    /** Columns that ask for what the ledger does not hold. */
    left_to_people: string[];
  } | null;
}

/**
 * Fills the feedback columns of a sender's own workbook from the ledger, and reads the result again to see that nothing
 * else in it changed. Refused for whoever is no supervisor; whoever takes the list is recorded first.
 */
export async function makeFeedback(
  ledger: Ledger,
  office: Office,
  asker: { user: User; letOut: (leaving: Leaving) => void },
  request: FeedbackRequest,
): Promise<MadeFeedback> {
  const { user, letOut } = asker;
  const refusal = refuseFeedback(user);
  if (refusal !== null) throwRefusal(refusal);
  const { batch_id: batchId } = request;
  const batch = openBatch(ledger, batchId);
  const form = await readBatchForm(ledger, office, batch, 'program', request.original);
  const { path, format, sheet, rows, items, told, columns, titles } = form;
  const unanswered = items
    .filter((item) => !isVerified(item.status) || item.outcome === null)
    .map(({ item_number, row, status }) => ({ item_number, row, status, reply_due_on: batch.reply_due_on }));
  const conflicts = told.flatMap(({ item, state, feedback }) => conflictsOf(item, state, feedback));
  const made = {
    batch_id: batchId,
    items: items.length,
    answered: items.length - unanswered.length,
    unanswered,
    conflicts,
  };
  const isReady = unanswered.length === 0 && conflicts.length === 0;
  if (!isReady && request.isPartial !== true) return { ...made, written: null };
  letOut({
    kind: 'DataExported',
    subject: batchId,
    detail: { document: 'feedback', rows: items.length },
  });
  const filled = await fillFeedback(
    { format, content: readFileSync(path), sheet, rows, columns, titles },
    told.map(({ feedback }) => feedback),
  );
  const wanted = resolve(request.out(batch));
  const out = filled.is_converted ? wanted.replace(/\.(?!xlsx$)[a-z]+$/i, '.xlsx') : wanted;
  mkdirSync(dirname(out), { recursive: true });
  writeFileAtomically(out, filled.content);
  await verifyReadBack(out, rows, filled.patches);
  return {
    ...made,
    written: {
      out,
      columns: Object.fromEntries(columns),
      cells: filled.patches.length,
      added: titles.map(({ value }) => String(value)),
      is_converted: filled.is_converted,
      left_to_people: FILLED_BY_PEOPLE.filter(
        (field) => told.some(({ feedback }) => feedback.values[field] === undefined) && columns.has(field),
      ),
    },
  };
}

/** Reads the workbook again: our cells say what the ledger says, and every other cell what the sender wrote. */
async function verifyReadBack(
  path: string,
  before: readonly SheetRow[],
  patches: readonly CellPatch[],
): Promise<void> {
  const { rows } = await readFirstSheet(path);
  const written = new Map(patches.map(({ row, column, value }) => [`${row}/${column}`, value]));
  const cellAt = new Map(rows.map(({ row, cells }) => [row, cells]));
  for (const [place, value] of written) {
    const [row = 0, column = 0] = place.split('/').map(Number);
    const cell = cellAt.get(row)?.[column] ?? '';
    if (typeof value === 'number' ? Number(cell) !== value : cell !== value)
      throw new Error(`cell ${place} of the feedback workbook does not say what was written`);
  }
  for (const { row, cells } of before) {
    cells.forEach((cell, column) => {
      if (!written.has(`${row}/${column}`) && (cellAt.get(row)?.[column] ?? '') !== cell)
        throw new Error(`cell ${row}/${column} of the sender changed`);
    });
  }
}
