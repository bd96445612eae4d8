import type { Command } from 'commander';
import { EXIT, Refusal } from '../../core/errors.ts';
import { HEDUI } from '../../core/launcher.ts';
import { globalOptions, printResult } from '../command.ts';
import { type GenerateOptions, generateCounty } from '../generate/generate.ts';

export function register(program: Command): void {
  program
    .command('generate')
    .description(
      'a synthetic county: planted violations, innocent neighbours, damaged numbers and the answer key',
    )
    .requiredOption('--out <dir>', 'folder to write to: inbox/ and answer-key/')
    .option('--people <n>', 'drawing people (never fewer than the planted ones)', '300')
    .option('--months <m>', 'months of payment, ending with December 2022', '12')
    .option('--seed <s>', 'the same seed gives the same county', '1')
    .option('--residents <n>', 'rows of the household register')
    .option('--format <format>', 'csv or mixed (default: mixed, and csv above 5,000 people)')
    .option(
      '--whole-office',
      'the office’s other lists, too: accounts, refunds, transfers, allowances, contributions, payrolls, cards',
    )
    .action((wish: Wish, command: Command) => {
      const generated = generateCounty(readOptions(wish));
      printResult(globalOptions(command), generated, [
        `已生成 ${generated.people} 名领取人、${generated.files.length} 个文件：${generated.inbox}`,
        `${generated.people} drawing people in ${generated.files.length} files, ${generated.findings} planted findings.`,
        `Answer key: ${generated.answer_key}`,
        `Try: ${HEDUI} nightly --inbox ${generated.inbox} --as-of ${generated.as_of}`,
      ]);
    });
}

type Wish = Partial<Record<'out' | 'people' | 'months' | 'seed' | 'format' | 'residents', string>> & {
  wholeOffice?: true;
};

function readOptions(wish: Wish): GenerateOptions {
  const { format } = wish;
  if (format !== undefined && format !== 'csv' && format !== 'mixed') {
    throw new Refusal(
      'generate-format',
      '--format 只能是 csv 或 mixed。',
      '--format is csv or mixed.',
      EXIT.usage,
    );
  }
  return {
    out: wish.out ?? '',
    people: Number(wish.people),
    months: Number(wish.months),
    seed: Number(wish.seed),
    ...(format === undefined ? {} : { format }),
    isWholeOffice: wish.wholeOffice === true,
    ...(wish.residents === undefined ? {} : { residents: Number(wish.residents) }),
  };
}
