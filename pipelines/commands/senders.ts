import { resolve } from 'node:path';
import type { Command } from 'commander';
import { businessDay } from '../../casework/business-day.ts';
import { openOffice } from '../../casework/office.ts';
import { formatYuan } from '../../core/money.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import { returnLists } from '../../reports/feedback/return-lists.ts';
import { costsBySender, type SenderCost } from '../../reports/feedback/sender-costs.ts';
import { type SenderTold, writeSenderLetters } from '../../reports/feedback/sender-letters.ts';
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
    .option('--letters <dir>', 'write one letter to each sender, with its figures, as Word and PDF')
    .option('--sender <source>', 'with --return or --letters: only for this one')
    .option('--as <user>', 'with --return: who takes it (needed as soon as the office has users)')
    .action(async (typed: Typed, command: Command) => {
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
        const costs = await costsBySender(warehouse);
        const told = senders.map(
          (quality): SenderTold => ({
            title: titles.get(quality.sender) ?? quality.sender,
            quality,
            cost: costs.get(quality.sender) ?? null,
          }),
        );
        const letters =
          typed.letters === undefined
            ? []
            : await writeSenderLetters(
                options.home,
                told.filter(({ quality }) => typed.sender === undefined || quality.sender === typed.sender),
                businessDay(openOffice(options.home).now()),
                resolve(typed.letters),
              );
        printResult(options, { run: build, senders: told.map(withoutPeople), returned, letters }, [
          ...told.flatMap(linesOf),
          ...returned.map((path) => `退回清单 return list: ${path}`),
          ...letters.map((path) => `函 letter: ${path}`),
        ]);
      } finally {
        warehouse.close();
      }
    });
}

interface Typed {
  return?: string;
  letters?: string;
  sender?: string;
  as?: string;
}

function withoutPeople({ title, quality, cost }: SenderTold) {
  return {
    ...quality,
    title,
    defect_ratio: quality.rows === 0 ? 0 : quality.defects / quality.rows,
    deliveries: quality.deliveries.map(({ standing: _people, ...told }) => told),
    cost,
  };
}

function linesOf({ title, quality, cost }: SenderTold): string[] {
  const { sender, rows, defects, repeats, most_times, deliveries } = quality;
  const percent = (ratio: number): string => `${(ratio * 100).toFixed(2)} %`;
  return [
    `${title} ${sender}: ${rows} 行，缺陷 ${defects}（${percent(rows === 0 ? 0 : defects / rows)}），重复出现 ${repeats}，最多第 ${most_times} 次`,
    ...(cost === null ? [] : [costLine(cost)]),
    ...deliveries.map(
      (one) =>
        `  ${businessDay(one.received_at)} ${one.file}: ${one.rows} 行，缺陷 ${one.defects}（${percent(one.defect_ratio)}）；较此前同范围的名单 已更正 ${one.corrected}，仍有错 ${one.still_wrong}，未再报 ${one.left_out}，新增 ${one.new}`,
    ),
  ];
}

function costLine(cost: SenderCost): string {
  const days = (count: number | null): string => (count === null ? '—' : String(count));
  return `  迟报 ${cost.people} 人：事件到收件中位 ${days(cost.median_days_to_receipt)} 天（最长 ${days(cost.longest_days_to_receipt)}），收件到停发中位 ${days(cost.median_days_to_stop)} 天；收件前（含当月）已发 ${formatYuan(cost.paid_before_receipt_fen)} 元，收件后又发 ${formatYuan(cost.paid_after_receipt_fen)} 元，仍在发放 ${cost.still_paid} 人`;
}
