import { resolve } from 'node:path';
import type { Command } from 'commander';
import { loadSources } from '../../reading/sources/load-sources.ts';
import type { SenderQuality } from '../../reports/feedback/compare-deliveries.ts';
import { returnLists } from '../../reports/feedback/return-lists.ts';
import { compareSenders } from '../../reports/feedback/sender-quality.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutOfHome } from '../let-out.ts';

export function register(program: Command): void {
  program
    .command('senders')
    .description('送数单位: what each sender’s deliveries were worth, and the defects that go back to them')
    .option(
      '--return <dir>',
      'write each sender’s latest list with its defects marked, one workbook per sender',
    )
    .option('--sender <source>', 'with --return: only the list of this one')
    .option('--as <user>', 'with --return: who takes it (needed as soon as the office has users)')
    .action(async (typed: { return?: string; sender?: string; as?: string }, command: Command) => {
      const options = globalOptions(command);
      const workspace = workspaceAt(options.home);
      const { build, warehouse } = await openPublished(workspace.builds);
      try {
        const titles = new Map(loadSources().map(({ source, title }) => [source, title]));
        const senders = await compareSenders(warehouse, workspace.received);
        if (typed.return !== undefined) {
          const detail = { source: typed.sender ?? 'all' };
          letOutOfHome(command, typed.as, { kind: 'DataExported', subject: 'return-list', detail });
        }
        const returned =
          typed.return === undefined
            ? []
            : await returnLists(options.home, resolve(typed.return), typed.sender);
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
