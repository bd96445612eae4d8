import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { filledItems, fillItem } from '../../casework/batches/fill-item.ts';
import type { Batch, BatchItem } from '../../casework/batches/items.ts';
import type { ItemResult } from '../../casework/batches/move-item.ts';
import type { CaseState } from '../../casework/case-state.ts';
import { loadCase } from '../../casework/casebook/load-case.ts';
import type { Office } from '../../casework/office.ts';
import type { Viewer } from '../../casework/reads/scope.ts';
import { nameOfUser } from '../../casework/reads/users/users.ts';
import { findItem, listItems } from '../../casework/reads/waiting/batches.ts';
import { refuse } from '../../casework/refusals.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import type { FillableField } from '../../core/words/feedback.ts';
import { readableReceived } from '../../reading/receiving/kept-content.ts';
import { loadReceipts } from '../../reading/receiving/receipt.ts';
import { readFirstSheet, type SheetRow } from '../../reading/sheet-rows.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { columnsAtTheRight, type FeedbackField, findFeedbackColumns } from './feedback-columns.ts';
import { brokenRules } from './feedback-rules.ts';
import { feedbackOf, type ItemFeedback } from './item-feedback.ts';
import type { CellPatch } from './patch-xlsx.ts';

/** A sender's workbook as it will go back: their cells, our columns, and what the ledger and people say in them. */
export interface BatchForm {
  path: string;
  format: Awaited<ReturnType<typeof readFirstSheet>>['format'];
  sheet: Awaited<ReturnType<typeof readFirstSheet>>['sheet'];
  rows: SheetRow[];
  /** Those that the viewer may see. */
  items: BatchItem[];
  /** The first row with a person, seen or not: what names the columns stands above it. */
  first_row: number;
  told: { item: BatchItem; state: CaseState | null; feedback: ItemFeedback }[];
  columns: Map<FeedbackField, number>;
  /** Titles of columns that the list did not have. */
  titles: CellPatch[];
}

export async function readBatchForm(
  ledger: Ledger,
  office: Office,
  batch: Batch,
  viewer: Viewer,
  original?: string,
): Promise<BatchForm> {
  const path = originalOf(workspaceAt(office.home).received, batch, original);
  const { format, sheet, rows } = await readFirstSheet(path, batch.file);
  const items = listItems(ledger, viewer, batch.batch_id);
  const filled = filledItems(ledger, batch.batch_id);
  const nameOf = (userId: string): string => nameOfUser(ledger, userId);
  const told = items.map((item) => {
    const state = item.case_id === null ? null : loadCase(ledger, item.case_id);
    return { item, state, feedback: feedbackOf(item, state, nameOf, filled.get(item.item_number)) };
  });
  // which columns are ours does not depend on whose townships somebody may see
  const itemRows = new Set(listItems(ledger, 'program', batch.batch_id).map(({ row }) => row));
  const asked = findFeedbackColumns(rows, itemRows);
  const { columns, titles } =
    asked.size > 0 ? { columns: asked, titles: [] } : columnsAtTheRight(rows, itemRows);
  return { path, format, sheet, rows, items, told, columns, titles, first_row: Math.min(...itemRows) };
}

/** Enters what somebody found out, if it breaks none of the rules of the form. */
export function fillInForm(
  ledger: Ledger,
  office: Office,
  request: { user: string; via: string; batch_id: string; item_number: number },
  values: Readonly<Partial<Record<FillableField, string>>>,
): ItemResult {
  const item = findItem(ledger, request.batch_id, request.item_number);
  if (item !== null) {
    const state = item.case_id === null ? null : loadCase(ledger, item.case_id);
    const before = filledItems(ledger, request.batch_id).get(item.item_number);
    const next = feedbackOf(item, state, (userId) => userId, { ...before, ...values });
    const known = feedbackOf(item, state, (userId) => userId);
    const taken = Object.keys(values).find((field) => known.values[field as FillableField] !== undefined);
    const first = brokenRules(next.values).find(({ is_open: isOpen }) => !isOpen);
    if (taken !== undefined || first !== undefined) {
      const problem = taken === undefined ? (first?.zh ?? '') : '这一栏由案件得出，请在案件里改';
      const problem_en =
        taken === undefined ? (first?.en ?? '') : 'this column follows from the case; change it there';
      return { ok: false, refusal: refuse('invalid-input', { problem, problem_en }) };
    }
  }
  return fillItem(ledger, office, { ...request, values });
}

/** The file as it was received: kept under its hash by a night, or named by hand and then the same to the byte. */
function originalOf(received: string, batch: Batch, named: string | undefined): string {
  const receipt = loadReceipts(received).find(({ hash }) => hash === batch.file_hash);
  const path = named === undefined ? (receipt ? readableReceived(received, receipt) : null) : resolve(named);
  if (path !== null && existsSync(path)) return path;
  throw new Refusal(
    'feedback-no-original',
    `找不到批次 ${batch.batch_id} 的来件“${batch.file}”，请指出它在哪里。`,
    `The file "${batch.file}" of batch ${batch.batch_id} is not here; say where it is.`,
    EXIT.refused,
    '--file',
  );
}
