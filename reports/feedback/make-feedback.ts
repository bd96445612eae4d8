import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { refuseFeedback } from '../../casework/batches/item-steps.ts';
import { type Batch, isVerified } from '../../casework/batches/items.ts';
import { loadCase } from '../../casework/casebook/load-case.ts';
import type { Leaving } from '../../casework/exits/let-out.ts';
import type { Office } from '../../casework/office.ts';
import { listItems, openBatch } from '../../casework/reads/batches.ts';
import { nameOfUser } from '../../casework/reads/users.ts';
import { throwRefusal } from '../../casework/refusals.ts';
import type { User } from '../../casework/roles.ts';
import { Refusal } from '../../core/errors.ts';
import { keptPath, loadReceipts } from '../../reading/receiving/receipt.ts';
import { readFirstSheet, type SheetRow } from '../../reading/sheet-rows.ts';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { columnsAtTheRight, findFeedbackColumns } from './feedback-columns.ts';
import { fillFeedback } from './fill-feedback.ts';
import { conflictsOf, feedbackOf } from './item-feedback.ts';
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
    /** An .xls that went back as .xlsx: formulas stay, fonts, colours and drop-down lists do not. */
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
  const path = originalOf(workspaceAt(office.home).received, batch, request.original);
  const { format, sheet, rows } = await readFirstSheet(path, batch.file);
  const items = listItems(ledger, 'program', batchId);
  const nameOf = (userId: string): string => nameOfUser(ledger, userId);
  const told = items.map((item) => {
    const state = item.case_id === null ? null : loadCase(ledger, item.case_id);
    return { item, state, feedback: feedbackOf(item, state, nameOf) };
  });
  const unanswered = items
    .filter((item) => !isVerified(item.status) || item.outcome === null)
    .map(({ item_number, row, status }) => ({ item_number, row, status, reply_due_on: batch.reply_due_on }));
  const conflicts = told.flatMap(({ item, state, feedback }) => conflictsOf(item, state, feedback));
  const itemRows = new Set(items.map(({ row }) => row));
  const asked = findFeedbackColumns(rows, itemRows);
  const { columns, titles } =
    asked.size > 0 ? { columns: asked, titles: [] } : columnsAtTheRight(rows, itemRows);
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
    { format, content: readFileSync(path), sheet, columns, titles },
    told.map(({ feedback }) => feedback),
  );
  const wanted = resolve(request.out(batch));
  const out = filled.is_converted ? wanted.replace(/\.xls$/i, '.xlsx') : wanted;
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
      left_to_people: UNKNOWN.filter((field) => columns.has(field)),
    },
  };
}

/** What a visit finds out and no event of a case says. */
const UNKNOWN = ['method', 'card_in_hand', 'card_with_kin', 'abnormal', 'measure'] as const;

/** The file as it was received: kept under its hash by a night, or named by hand and then the same to the byte. */
function originalOf(received: string, batch: Batch, named: string | undefined): string {
  const receipt = loadReceipts(received).find(({ hash }) => hash === batch.file_hash);
  const path = named === undefined ? (receipt ? keptPath(received, receipt) : null) : resolve(named);
  if (path !== null && existsSync(path)) return path;
  throw new Refusal(
    'feedback-no-original',
    `找不到批次 ${batch.batch_id} 的来件“${batch.file}”，请用 --file 指出。`,
    `The file "${batch.file}" of batch ${batch.batch_id} is not here; name it with --file.`,
  );
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
