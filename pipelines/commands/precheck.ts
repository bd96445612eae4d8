import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { EXIT, Refusal } from '../../core/errors.ts';
import { STRENGTH_TITLES } from '../../core/finding.ts';
import { maskName, maskResidentId } from '../../core/mask.ts';
import { formatYuan, parseFen } from '../../core/money.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutOfHome } from '../let-out.ts';
import type { Stop } from '../precheck/batch/judge-batch.ts';
import type { Hold } from '../precheck/hold-list.ts';
import { writeHoldWorkbook } from '../precheck/hold-workbook.ts';
import { precheck } from '../precheck/precheck.ts';
import { readAsOf } from './nightly.ts';

export function register(program: Command): void {
  program
    .command('precheck <roster>')
    .description(
      '发放前核查: whom not to pay, before a roster goes to the bank; changes nothing. Exit 0: pay all; 4: hold somebody, or the batch is stopped',
    )
    .option('--as-of <date>', 'the day to judge by (default: the last night, or the roster’s month if later)')
    .option('--voucher <yuan>', 'what the payment voucher says; the lines must come to it')
    .option('--out <file>', 'the hold list as a workbook (default: below reports/ of the workspace)')
    .option('--as <user>', 'who checks the roster (needed as soon as the office has users)')
    .action(
      async (
        roster: string,
        typed: { asOf?: string; out?: string; voucher?: string; as?: string },
        command: Command,
      ) => {
        const options = globalOptions(command);
        const asOf = typed.asOf === undefined ? null : readAsOf(typed.asOf);
        const voucherFen = typed.voucher === undefined ? null : parseFen(typed.voucher);
        if (typed.voucher !== undefined && voucherFen === null) throw notAnAmount(typed.voucher);
        const report = await precheck({ home: options.home, roster: resolve(roster), asOf, voucherFen });
        const out = resolve(
          typed.out ??
            join(
              workspaceAt(options.home).reports,
              report.as_of,
              `发放前核查-${report.months.at(-1) ?? ''}.xlsx`,
            ),
        );
        letOutOfHome(command, typed.as, {
          kind: 'DataExported',
          subject: 'precheck',
          detail: { file: report.file, rows: report.held.length + report.doubtful.length },
        });
        mkdirSync(dirname(out), { recursive: true });
        await writeHoldWorkbook(out, report);
        printResult(options, { ...report, out }, [
          `${report.file}: 收到 ${report.received} 行 = 使用 ${report.used} + 拒收 ${report.refused} + 忽略 ${report.ignored}`,
          ...report.stops.flatMap(linesOf),
          ...report.held.map(lineOf),
          ...report.doubtful.map((hold) => `? ${lineOf(hold)}`),
          `暂缓 ${report.held_people} 人，${formatYuan(report.held_fen)} 元（名册共 ${formatYuan(report.roster_fen)} 元）；先核实再定 ${report.doubtful_people} 人，${formatYuan(report.doubtful_fen)} 元。`,
          `Hold ${report.held_people} people, ${formatYuan(report.held_fen)} yuan; ${report.doubtful_people} to be looked into first, ${formatYuan(report.doubtful_fen)} yuan.`,
          `名单 list: ${out}`,
        ]);
        process.exitCode = report.held.length + report.stops.length > 0 ? EXIT.checkFailed : EXIT.done;
      },
    );
}

function lineOf(hold: Hold): string {
  const strength = STRENGTH_TITLES[hold.strength];
  return `第 ${hold.rows.join('、')} 行 ${maskName(hold.name)} ${maskResidentId(hold.resident_id)} ${hold.title}（${strength.zh} ${strength.en}）${formatYuan(hold.amount_fen)}`;
}

/** So many lines of a stop are printed; the workbook has them all. */
const PRINTED = 20;

function linesOf(stop: Stop): string[] {
  const shown = stop.lines.slice(0, PRINTED).map(({ file, row, name, resident_id, township, value, was }) => {
    const change = was === '' ? value : `${was} → ${value}`;
    return `  ${file === null ? '' : `${file} `}第 ${row} 行 ${name} ${resident_id} ${township ?? ''} ${change}`.trimEnd();
  });
  const more = stop.line_count - shown.length;
  return [
    `！整批停送 STOP ${stop.title} ${stop.english}`,
    `  ${stop.zh}`,
    `  ${stop.en}`,
    ...shown,
    ...(more > 0 ? [`  另有 ${more} 行，见名单 ${more} more in the list`] : []),
  ];
}

function notAnAmount(typed: string): Refusal {
  return new Refusal(
    'precheck-voucher',
    `“${typed}”不是金额。凭证金额请写成元，例如 1234567.80。`,
    `"${typed}" is no amount. Give the voucher in yuan, such as 1234567.80.`,
  );
}
