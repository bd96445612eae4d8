import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { TableRow } from '../../casework/received-table.ts';
import { openRawFile } from '../../reading/open-raw-file.ts';
import { cellsOf } from '../../reading/raw-file.ts';
import { keptPath, loadReceipts, receiptFolder } from '../../reading/receiving/receipt.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import { type AnnotatedSheet, writeAnnotatedCopy } from '../../reports/feedback/annotated-copy.ts';
import {
  compareDeliveries,
  type DeliveryQuality,
  type SenderQuality,
} from '../../reports/feedback/compare-deliveries.ts';
import { listDeliveries } from '../../reports/feedback/defects.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { type Workspace, workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';

export function register(program: Command): void {
  program
    .command('senders')
    .description('送数单位: what each sender’s deliveries were worth, and the defects that go back to them')
    .option(
      '--return <dir>',
      'write each sender’s latest list with its defects marked, one workbook per sender',
    )
    .option('--sender <source>', 'with --return: only the list of this one')
    .action(async (typed: { return?: string; sender?: string }, command: Command) => {
      const options = globalOptions(command);
      const workspace = workspaceAt(options.home);
      const { build, warehouse } = await openPublished(workspace.builds);
      try {
        const titles = new Map(loadSources().map(({ source, title }) => [source, title]));
        const deliveries = await listDeliveries(warehouse, (hash) => stagedFiles(workspace, hash));
        const senders = compareDeliveries(deliveries);
        const returned =
          typed.return === undefined
            ? []
            : await returnDefects(
                workspace,
                warehouse,
                senders.filter(({ sender }) => typed.sender === undefined || sender === typed.sender),
                resolve(typed.return),
                titles,
              );
        printResult(
          options,
          { run: build, senders: senders.map((sender) => withoutPeople(sender, titles)), returned },
          [
            ...senders.flatMap((sender) => linesOf(sender, titles)),
            ...returned.map((path) => `退回清单 return list: ${path}`),
          ],
        );
      } finally {
        warehouse.close();
      }
    });
}

/** Rows as they were typed by the last night; null where a file was read by an older one and cleared away. */
function stagedFiles(workspace: Workspace, hash: string): string | null {
  const folder = receiptFolder(workspace.received, hash);
  if (!existsSync(folder)) return null;
  const reading = readdirSync(folder).find((name) => name.startsWith('reading-') && !name.endsWith('.draft'));
  return reading === undefined ? null : join(folder, reading, 'staged.*.parquet');
}

function withoutPeople(sender: SenderQuality, titles: ReadonlyMap<string, string>) {
  return {
    ...sender,
    title: titles.get(sender.sender) ?? sender.sender,
    defect_ratio: sender.rows === 0 ? 0 : sender.defects / sender.rows,
    deliveries: sender.deliveries.map(({ standing: _people, ...told }) => told),
  };
}

function linesOf(sender: SenderQuality, titles: ReadonlyMap<string, string>): string[] {
  const percent = (ratio: number): string => `${(ratio * 100).toFixed(2)} %`;
  return [
    `${titles.get(sender.sender) ?? sender.sender} ${sender.sender}: ${sender.rows} 行，缺陷 ${sender.defects}（${percent(sender.rows === 0 ? 0 : sender.defects / sender.rows)}），重复出现 ${sender.repeats}，最多第 ${sender.most_times} 次`,
    ...sender.deliveries.map(
      (one) =>
        `  ${one.received_at.slice(0, 10)} ${one.file}: ${one.rows} 行，缺陷 ${one.defects}（${percent(one.defect_ratio)}）；较上次 已更正 ${one.corrected}，仍有错 ${one.still_wrong}，未再报 ${one.left_out}，新增 ${one.new}`,
    ),
  ];
}

/** One workbook per sender: the latest delivery, where it has defects. */
async function returnDefects(
  workspace: Workspace,
  warehouse: Warehouse,
  senders: readonly SenderQuality[],
  folder: string,
  titles: ReadonlyMap<string, string>,
): Promise<string[]> {
  const receipts = new Map(loadReceipts(workspace.received).map((receipt) => [receipt.sequence, receipt]));
  const written: string[] = [];
  mkdirSync(folder, { recursive: true });
  for (const { sender, deliveries } of senders) {
    const latest = deliveries.at(-1);
    const receipt = latest === undefined ? undefined : receipts.get(latest.file_no);
    if (!latest || !receipt || latest.standing.length === 0) continue;
    const sheets = await annotatedSheets(warehouse, keptPath(workspace.received, receipt), latest);
    const path = join(folder, `${titles.get(sender) ?? sender}-退回清单.xlsx`);
    await writeAnnotatedCopy(path, sheets);
    written.push(path);
  }
  return written;
}

async function annotatedSheets(
  warehouse: Warehouse,
  path: string,
  delivery: DeliveryQuality,
): Promise<AnnotatedSheet[]> {
  const known = await warehouse.rows<{
    sheet_no: number;
    sheet: string;
    headers: string;
    kept: string;
    columns: string;
  }>('select sheet_no, sheet, headers, kept, columns from file_sheet where file_no = $file', {
    file: delivery.file_no,
  });
  const file = await openRawFile(path, { name: delivery.file });
  const sheets: AnnotatedSheet[] = [];
  for (const { sheet_no, sheet, headers, kept, columns } of known) {
    const defects = delivery.standing.filter((one) => one.sheet_no === sheet_no);
    const raw = file.sheets.find(({ name }) => name === sheet);
    if (defects.length === 0 || !raw) continue;
    const rows: TableRow[] = [];
    for await (const batch of raw.batches())
      for (const row of batch) rows.push({ row: row.row, cells: cellsOf(row) });
    const keptColumns = new Set(JSON.parse(kept) as number[]);
    const fields = new Map(
      (JSON.parse(columns) as { index: number; field: string }[]).map(({ index, field }) => [field, index]),
    );
    sheets.push({
      name: sheet,
      rows,
      barred: new Set(
        (JSON.parse(headers) as string[]).map((_, index) => index).filter((index) => !keptColumns.has(index)),
      ),
      columnOf: ({ code }) => columnOf(code, fields),
      defects,
    });
  }
  return sheets;
}

/** `number:…` stands in the number's column; `unreadable:basic_fen` and `missing:a+b` name their fields. */
function columnOf(code: string, fields: ReadonlyMap<string, number>): number {
  const [kind, rest = ''] = code.split(':');
  const names = kind === 'number' ? ['resident_id'] : rest.split('+');
  return names.map((name) => fields.get(name)).find((column) => column !== undefined) ?? 0;
}
