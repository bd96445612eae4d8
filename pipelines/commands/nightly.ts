import type { Command } from 'commander';
import { parseDate } from '../../core/dates.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { globalOptions, printResult } from '../command.ts';
import { nightly } from '../nightly.ts';
import { printNight } from '../print-night.ts';
import { openProgress } from '../progress.ts';
import type { NightSummary } from '../steps/summarise.ts';

export function register(program: Command): void {
  program
    .command('nightly')
    .description('夜间核对: receive, read, link, match and report what is in the inbox')
    .option('--inbox <dir>', "folder of the files that offices sent (default: the workspace's inbox)")
    .option('--as-of <date>', 'the day the run is for, YYYY-MM-DD (default: today)')
    .action(async (options: { inbox?: string; asOf?: string }, command: Command) => {
      const global = globalOptions(command);
      const summary = await nightly({
        home: global.home,
        inbox: options.inbox ?? null,
        asOf: readAsOf(options.asOf),
        progress: openProgress(),
      });
      printResult(global, summary, [
        ...printNight(summary),
        '',
        ...summary.reports.map((path) => `报告 report: ${path}`),
      ]);
      process.exitCode = exitCodeOf(summary);
    });
}

/** A refused file is said at the end and by the exit code; the files that could be used were used. */
export function exitCodeOf(summary: NightSummary): number {
  const refused = summary.files.filter(({ status }) => status === 'refused');
  if (refused.length === 0) return EXIT.done;
  for (const file of refused)
    process.stderr.write(`拒收 refused: ${file.file}\n  ${file.reason ?? ''}\n  ${file.reason_en ?? ''}\n`);
  return EXIT.refused;
}

export function readAsOf(text: string | undefined): string {
  if (text === undefined) return new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
  const on = parseDate(text)?.on;
  if (!on) {
    throw new Refusal(
      'as-of-invalid',
      `--as-of 的“${text}”不是日期,请写成 2022-12-31 的样子。`,
      `--as-of "${text}" is not a date; write it like 2022-12-31.`,
      EXIT.usage,
    );
  }
  return on;
}
