import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { HEDUI } from '../../core/launcher.ts';
import { maskName } from '../../core/mask.ts';
import { formatYuan } from '../../core/money.ts';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { globalOptions, printResult } from '../command.ts';
import { nightly } from '../nightly.ts';
import { openProgress } from '../progress.ts';

const SAMPLES = join(import.meta.dirname, '../../data-samples');

export function register(program: Command): void {
  program
    .command('demo')
    .description('试用: the nightly run over data-samples/, with a summary for a newcomer')
    .action(async (_options: object, command: Command) => {
      const global = globalOptions(command);
      // the demonstration has a workspace of its own, made anew each time: it must look the same for everybody
      const home = join(global.home, 'demo');
      rmSync(home, { recursive: true, force: true });
      mkdirSync(home, { recursive: true });
      copyFileSync(join(SAMPLES, 'hedui.yaml'), join(home, 'hedui.yaml'));
      const { as_of: asOf } = JSON.parse(
        readFileSync(join(SAMPLES, 'answer-key/answer-key.json'), 'utf8'),
      ) as { as_of: string };
      const summary = await nightly({ home, inbox: join(SAMPLES, 'inbox'), asOf, progress: openProgress() });
      printResult(global, summary, tellNewcomer(summary, home));
    });
}

/** What the demonstration prints, line by line; the README shows the first of it. */
export function tellNewcomer(summary: NightSummary, home: string): string[] {
  const { files, rules, totals, leads, largest, reports } = summary;
  const used = files.filter(({ status }) => status !== 'refused');
  const rows = (pick: (file: (typeof files)[number]) => number): number =>
    files.reduce((sum, file) => sum + pick(file), 0);
  const [first] = largest;
  const where = relative(process.cwd(), home) || home;
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
    `   下发疑点 leads handed down: ${leads.supported} 有证据 supported, ${leads.not_supported} 无证据 not supported, ${leads.cannot_match} 无法核对 cannot match`,
    '3. 金额最大的三条 The three largest',
    ...largest.map(
      (finding, index) =>
        `   ${index + 1}) ${formatYuan(finding.amount_fen)} 元  ${finding.reason.replaceAll(finding.name, maskName(finding.name))}`,
    ),
    '   疑点不是结论，须经人工核实。 A finding is a lead, not a decision: a person confirms it.',
    '4. 报告在哪里 Reports',
    ...reports.map((path) => `   ${relative(process.cwd(), path)}`),
    '5. 接着试试 Try next',
    `   ${HEDUI} --home ${where} explain ${first?.finding_id ?? 'FINDING'}`,
    `   ${HEDUI} --home ${where} export findings --format xlsx --out findings.xlsx`,
    `   ${HEDUI} generate --out county --people 2000 --months 12 --seed 7`,
  ];
}
