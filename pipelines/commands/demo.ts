import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { isStatus, STATUS_TITLES, type Status } from '../../casework/states.ts';
import { HEDUI } from '../../core/launcher.ts';
import { maskName } from '../../core/mask.ts';
import { formatYuan } from '../../core/money.ts';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { globalOptions, printResult } from '../command.ts';
import {
  type Demonstration,
  makeDemonstration,
  type OfficeAtWork,
} from '../demonstration/make-demonstration.ts';
import { openProgress } from '../progress.ts';

export function register(program: Command): void {
  program
    .command('demo')
    .description('试用: a night over data-samples/ and an office at work on it, told to a newcomer')
    .option('--night-only', 'the first night alone, before anybody has worked')
    .action(async ({ nightOnly = false }: { nightOnly?: boolean }, command: Command) => {
      const global = globalOptions(command);
      // the demonstration has a workspace of its own, made anew each time: it must look the same for everybody
      const home = join(global.home, 'demo');
      const made = await makeDemonstration(home, { nightOnly, progress: openProgress });
      printResult(global, made.office?.later ?? made.first, [
        ...tellNewcomer(made.first),
        ...tellOffice(made, home),
      ]);
    });
}

/** What the demonstration prints, line by line; the README shows the first of it. */
export function tellNewcomer(summary: NightSummary): string[] {
  const { files, rules, totals, leads, largest, reports } = summary;
  const used = files.filter(({ status }) => status !== 'refused');
  const rows = (pick: (file: (typeof files)[number]) => number): number =>
    files.reduce((sum, file) => sum + pick(file), 0);
  return [
    '',
    '核对演示 Hedui demonstration — 全部为虚构人员 every person is invented',
    '',
    `1. 读了什么 Read: ${used.length} 个文件 files, ${rows((file) => file.received)} 行 rows`,
    `   ${rows((file) => file.used)} 行使用 used, ${rows((file) => file.refused)} 行拒收 refused (各有原因 each with its reason), ${rows((file) => file.ignored)} 行忽略 ignored (合计、签名 totals, signatures)`,
    ...files
      .filter(({ status }) => status === 'refused')
      .flatMap((file) => [
        `   整份拒收 refused as a whole: ${file.file}`,
        `     ${file.reason?.split('\n')[0] ?? ''}`,
      ]),
    `2. 发现什么 Found: ${totals.findings} 条疑点 findings of ${rules.filter(({ findings }) => findings > 0).length} 种 kinds`,
    `   可追 claimable ${formatYuan(totals.amount_fen)} 元 (${totals.people} 人 people), 应补给本人 owed to people ${formatYuan(totals.owed_to_people_fen)} 元`,
    `   下发疑点 leads handed down: ${leads.supported} 有证据 supported, ${leads.not_supported} 无证据 not supported, ${leads.cannot_match} 无法核对 cannot match${leads.waiting > 0 ? `, ${leads.waiting} 待放行 waiting` : ''}`,
    '3. 金额最大的三条 The three largest',
    ...largest.map(
      (finding, index) =>
        `   ${index + 1}) ${formatYuan(finding.amount_fen)} 元  ${finding.reason.replaceAll(finding.name, maskName(finding.name))}`,
    ),
    '   疑点不是结论，须经人工核实。 A finding is a lead, not a decision: a person confirms it.',
    '4. 报告在哪里 Reports',
    ...reports.map((path) => `   ${relative(process.cwd(), path)}`),
  ];
}

/** What else there is to see: the office at work, and where to go on. */
export function tellOffice({ first, office }: Demonstration, home: string): string[] {
  const where = relative(process.cwd(), home) || home;
  const [largest] = first.largest;
  return [
    ...(office === null ? [] : tellWork(office)),
    `${office === null ? 5 : 6}. 接着试试 Try next`,
    `   ${HEDUI} --home ${where} serve --demo   在浏览器里打开这个办公室 opens this office in a browser`,
    `   ${HEDUI} --home ${where} explain ${largest?.finding_id ?? 'FINDING'}`,
    `   ${HEDUI} --home ${where} export findings --format xlsx --out var/findings.xlsx${office === null ? '' : ' --as chenjing'}`,
    `   ${HEDUI} generate --out var/county --people 2000 --months 12 --seed 7`,
  ];
}

function tellWork({ worked, recovery, later, open_lines }: OfficeAtWork): string[] {
  const { groups, total } = recovery;
  const refused = later.files.filter(({ status }) => status === 'refused');
  const words = later.files.flatMap(({ unexplained }) => unexplained);
  return [
    '5. 一年以来的办公室 An office after a year of work',
    `   ${total.cases} 件案件 cases in ${groups.length} 种状态 states; 追回 recovered ${formatYuan(total.repaid_fen + total.offset_fen - total.refunded_fen)} 元, 未收回 still out ${formatYuan(total.owed_fen)} 元`,
    `   ${groups.map(({ group, cases }) => `${isStatus(group ?? '') ? STATUS_TITLES[group as Status].zh : group} ${cases}`).join('，')}`,
    `   ${worked.batches.length} 个下发批次 batches handed down, ${open_lines} 笔银行流水待认领 lines of the bank waiting`,
    `   昨夜 Last night: ${refused.length} 个文件没有读成 file refused, ${words.length} 个词待释义 word waiting, ${later.held.length} 条规则暂停立案 rule held（比较用的以往各夜，除第一夜外是演示补记的 the nights it is compared with, but the first, were entered for the demonstration）`,
  ];
}
