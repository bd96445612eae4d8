import type { Command } from 'commander';
import { EXIT, Refusal } from '../../core/errors.ts';
import { explainFinding } from '../../explanation/explain-finding.ts';
import { openPublishedReader } from '../../explanation/published-reader.ts';
import { rowsAround } from '../../explanation/rows/rows-as-sent.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutOfHome } from '../let-out.ts';
import { maskRowCell, printExplanation } from '../print-explanation.ts';

export function register(program: Command): void {
  program
    .command('explain [finding]')
    .description(
      '说明: the sentence, the rows of both sides, the months and amounts, the rule and the law in force',
    )
    .option(
      '--file <hash>',
      'in place of a finding: a row of this received file, with its neighbours, as it was sent',
    )
    .option('--sheet <name>', 'the sheet of that row', '')
    .option('--row <number>', 'the number of that row')
    .option('--unmasked', 'show numbers, names and accounts in full')
    .option('--as <user>', 'who looks (default: the account of the machine)')
    .action(async (which: string | undefined, options: Options, command: Command) => {
      const global = globalOptions(command);
      if (options.file !== undefined) return showRow(command, options.file, options);
      if (which === undefined)
        throw new Refusal(
          'finding-missing',
          '请写出疑点编号；export findings 可列出全部编号。',
          'Name a finding; `export findings` lists all ids.',
          EXIT.usage,
        );
      const explanation = await explainFinding(global.home, which);
      const isOpen = options.unmasked === true || global.json;
      letOutOfHome(command, options.as, {
        kind: isOpen ? 'NumberUnmasked' : 'CaseRead',
        subject: explanation.finding_id,
        detail: { rule: explanation.rule_id },
      });
      printResult(global, explanation, printExplanation(explanation, options.unmasked === true));
    });
}

interface Options {
  file?: string;
  sheet: string;
  row?: string;
  unmasked?: boolean;
  as?: string;
}

async function showRow(command: Command, hash: string, options: Options): Promise<void> {
  const global = globalOptions(command);
  const reader = openPublishedReader(global.home);
  try {
    const asked = { file_hash: hash, sheet: options.sheet, row: Number(options.row) };
    const around = await reader.use((build) => rowsAround(build, asked));
    if (around === null || around.rows.length === 0) {
      throw new Refusal(
        'row-unknown',
        '收到的文件里没有这一行，请核对文件、工作表和行号。',
        'The received file has no such row; check file, sheet and row.',
        EXIT.usage,
      );
    }
    letOutOfHome(command, options.as, {
      kind: 'CaseRead',
      subject: around.file,
      detail: { row: around.row },
    });
    const isOpen = options.unmasked === true;
    printResult(
      global,
      around,
      around.rows.flatMap(({ row, cells }) => [
        `${row === around.row ? '→' : ' '} 第 ${row} 行 row ${row}`,
        `    ${cells.map(({ header, value }) => `${header}=${isOpen ? value : maskRowCell(header, value)}`).join(' · ')}`,
      ]),
    );
  } finally {
    await reader.close();
  }
}
