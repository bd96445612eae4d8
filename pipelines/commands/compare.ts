import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { EXIT, Refusal } from '../../core/errors.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutOfHome } from '../let-out.ts';
import { compareLists, lookAtLists } from '../linking/lists/compare-lists.ts';
import type { ListReport } from '../linking/lists/read-list.ts';
import { parseModel } from '../linking/model.ts';
import { TRAINED_MODEL } from './train.ts';

interface CompareOptions {
  out?: string;
  columnsOnly?: boolean;
  format?: string;
  register?: string;
  leftKey?: string;
  rightKey?: string;
  as?: string;
}

export function register(program: Command): void {
  program
    .command('compare')
    .description('any two lists a clerk has, linked person by person with strength and reason')
    .argument('<left>', 'the first list: csv, xlsx, xls')
    .argument('[right]', 'the second list')
    .option('--out <file>', 'where the pairs are written')
    .option('--columns-only', 'say how the columns of the lists are understood, and compare nothing')
    .option('--format <format>', 'csv or xlsx (default: by the name of --out)')
    .option('--register <file>', 'household registration, by which namesakes are told apart')
    .option('--left-key <column>', 'column of the first list that names its rows')
    .option('--right-key <column>', 'column of the second list that names its rows')
    .option('--as <user>', 'who takes the pairs (needed as soon as the office has users)')
    .action(async (left: string, right: string | undefined, wish: CompareOptions, command: Command) => {
      const options = globalOptions(command);
      if (wish.columnsOnly) {
        const lists = await lookAtLists(right === undefined ? [left] : [left, right]);
        printResult(options, { lists }, lists.flatMap(describeList));
        return;
      }
      if (right === undefined || wish.out === undefined) throw incomplete();
      const trained = join(options.home, TRAINED_MODEL);
      const report = await compareLists({
        left,
        right,
        out: wish.out,
        format: readFormat(wish.format, wish.out),
        ...(wish.register === undefined ? {} : { register: wish.register }),
        ...(wish.leftKey === undefined ? {} : { leftKey: wish.leftKey }),
        ...(wish.rightKey === undefined ? {} : { rightKey: wish.rightKey }),
        ...(existsSync(trained) ? { model: parseModel(readFileSync(trained, 'utf8')) } : {}),
      });
      const { confirmed, probable, possible, id_conflict } = report.pairs;
      letOutOfHome(command, wish.as, {
        kind: 'DataExported',
        subject: 'comparison',
        detail: { left_rows: report.left.rows, right_rows: report.right.rows },
      });
      printResult(options, report, [
        `${report.left.file} ${report.left.rows} 行，${report.right.file} ${report.right.rows} 行。`,
        `确认 ${confirmed} 对，很可能 ${probable} 对，可能 ${possible} 对，同号不同人 ${id_conflict} 对。`,
        `未配对：左 ${report.unlinked_left} 行，右 ${report.unlinked_right} 行。`,
        ...(report.capped_blocks.length > 0
          ? [`有 ${report.capped_blocks.length} 组相同的值太多（像是填表时的默认值），没有逐一比较。`]
          : []),
        `${report.out}${report.out_unlinked === report.out ? '' : `，${report.out_unlinked}`}`,
      ]);
    });
}

function describeList({ file, sheet, rows, columns }: ListReport): string[] {
  return [
    `${file}${sheet === '' ? '' : ` [${sheet}]`} ${rows} 行 rows`,
    ...Object.entries(columns).map(([field, header]) => `    ${header} → ${field}`),
  ];
}

function incomplete(): Refusal {
  return new Refusal(
    'compare-incomplete',
    '比对要两份名单，并用 --out 写明结果文件。',
    'A comparison needs two lists, and --out with the file for its result.',
    EXIT.usage,
  );
}

function readFormat(format: string | undefined, out: string): 'csv' | 'xlsx' {
  const wanted = format ?? (/\.xlsx$/i.test(out) ? 'xlsx' : 'csv');
  if (wanted === 'csv' || wanted === 'xlsx') return wanted;
  throw new Refusal(
    'compare-format',
    '--format 只能是 csv 或 xlsx。',
    '--format is csv or xlsx.',
    EXIT.usage,
  );
}
