import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { recordAccess } from '../../casework/access-log.ts';
import { type Batch, isVerified } from '../../casework/batches/items.ts';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { actingUser, commandLineDoor } from '../../casework/command-line/person.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { findBatch, listItems } from '../../casework/reads/batches.ts';
import type { TableRow } from '../../casework/received-table.ts';
import { refuse, throwRefusal } from '../../casework/refusals.ts';
import { refuseRole } from '../../casework/refuse-role.ts';
import { hasRole } from '../../casework/roles.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { openRawFile } from '../../reading/open-raw-file.ts';
import { cellsOf } from '../../reading/raw-file.ts';
import { keptPath, loadReceipts } from '../../reading/receiving/receipt.ts';
import { findFeedbackColumns } from '../../reports/feedback/feedback-columns.ts';
import { fillFeedback } from '../../reports/feedback/fill-feedback.ts';
import { conflictsOf, feedbackOf } from '../../reports/feedback/item-feedback.ts';
import type { CellPatch } from '../../reports/feedback/patch-xlsx.ts';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';

interface Typed {
  as: string;
  file?: string;
  out?: string;
  partial?: boolean;
}

export function register(program: Command): void {
  program
    .command('feedback <batch>')
    .description(
      '反馈表: a handed-down list goes back in the sender’s own workbook, only the feedback columns filled',
    )
    .requiredOption('--as <user>', 'a supervisor')
    .option('--file <file>', 'the sender’s file, where it was not received by a night')
    .option('--out <file>', 'the workbook to send back (default: below documents/ of the workspace)')
    .option('--partial', 'make it though items are unanswered or contradict themselves')
    .action((batchId: string, typed: Typed, command: Command) => feedBack(batchId, typed, command));
}

async function feedBack(batchId: string, typed: Typed, command: Command): Promise<void> {
  const options = globalOptions(command);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'existing');
  const user = actingUser(ledger, office, typed.as);
  if (!hasRole(user, 'supervisor')) throwRefusal(refuseRole({ zh: '反馈', en: 'feed back' }, ['supervisor']));
  const batch = findBatch(ledger, batchId);
  if (batch === null) throwRefusal(refuse('unknown-batch', { batch: batchId }));
  const path = originalOf(options.home, batch, typed.file);
  const { format, sheet, rows } = await readRows(path, batch.file);
  const items = listItems(ledger, 'program', batchId);
  const told = items.map((item) => {
    const state = item.case_id === null ? null : loadCase(ledger, item.case_id);
    return { item, state, feedback: feedbackOf(item, state) };
  });
  const unanswered = items
    .filter((item) => !isVerified(item.status) || item.outcome === null)
    .map(({ item_number, row, status }) => ({ item_number, row, status, reply_due_on: batch.reply_due_on }));
  const conflicts = told.flatMap(({ item, state, feedback }) => conflictsOf(item, state, feedback));
  const columns = findFeedbackColumns(rows, new Set(items.map(({ row }) => row)));
  if (columns.size === 0) {
    throw new Refusal(
      'feedback-no-columns',
      `“${batch.file}”里没有认得的反馈栏。请核对表头是否有“是否属实”“核查结论”“违规金额”一类的空栏。`,
      `"${batch.file}" has no empty feedback column that is known. Check its header: it must ask for an outcome, a conclusion or an amount.`,
    );
  }
  const isReady = unanswered.length === 0 && conflicts.length === 0;
  const result = {
    batch_id: batchId,
    items: items.length,
    answered: items.length - unanswered.length,
    unanswered,
    conflicts,
  };
  const lines = [
    ...unanswered.map((one) => `未答复 unanswered: 第 ${one.row} 行，期限 due ${one.reply_due_on ?? '—'}`),
    ...conflicts.map((one) => `矛盾 conflict: 第 ${one.row} 行 ${one.zh} / ${one.en}`),
  ];
  if (!isReady && !typed.partial) {
    printResult(options, { ...result, out: null }, [
      ...lines,
      `还有 ${unanswered.length} 条未答复、${conflicts.length} 处矛盾，没有生成反馈表。/ nothing was written.`,
    ]);
    process.exitCode = EXIT.checkFailed;
    return;
  }
  recordAccess(ledger, office, {
    user: user.user_id,
    via: commandLineDoor(),
    kind: 'DataExported',
    subject: batchId,
    detail: { document: 'feedback', rows: items.length },
  });
  const filled = await fillFeedback(
    { format, content: readFileSync(path), sheet, columns },
    told.map(({ feedback }) => feedback),
  );
  const out = resolve(
    typed.out ??
      join(
        workspaceAt(options.home).documents,
        'feedback',
        `${batchId}-反馈${extname(batch.file) || '.xlsx'}`,
      ),
  );
  mkdirSync(dirname(out), { recursive: true });
  writeFileAtomically(out, filled.content);
  await verifyReadBack(out, rows, filled.patches);
  printResult(
    options,
    { ...result, columns: Object.fromEntries(columns), cells: filled.patches.length, out },
    [
      ...lines,
      `已答复 ${result.answered} 条，共 ${items.length} 条；填写 ${filled.patches.length} 格。/ ${filled.patches.length} cells filled.`,
      out,
    ],
  );
  if (!isReady) process.exitCode = EXIT.checkFailed;
}

/** The file as it was received: kept under its hash by a night, or named by hand and then the same to the byte. */
function originalOf(home: string, batch: Batch, named: string | undefined): string {
  const { received } = workspaceAt(home);
  const receipt = loadReceipts(received).find(({ hash }) => hash === batch.file_hash);
  const path = named === undefined ? (receipt ? keptPath(received, receipt) : null) : resolve(named);
  if (path !== null && existsSync(path)) return path;
  throw new Refusal(
    'feedback-no-original',
    `找不到批次 ${batch.batch_id} 的来件“${batch.file}”，请用 --file 指出。`,
    `The file "${batch.file}" of batch ${batch.batch_id} is not here; name it with --file.`,
  );
}

async function readRows(
  path: string,
  name: string,
): Promise<{ format: string; sheet: string; rows: TableRow[] }> {
  const file = await openRawFile(path, { name });
  const sheet = file.sheets.find((one) => !one.isHidden);
  const rows: TableRow[] = [];
  if (sheet !== undefined) {
    for await (const batch of sheet.batches())
      for (const row of batch) rows.push({ row: row.row, cells: cellsOf(row) });
  }
  return { format: file.format, sheet: sheet?.name ?? '', rows };
}

/** Reads the workbook again: our cells say what the ledger says, and every other cell what the sender wrote. */
async function verifyReadBack(
  path: string,
  before: readonly TableRow[],
  patches: readonly CellPatch[],
): Promise<void> {
  const { rows } = await readRows(path, path);
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
