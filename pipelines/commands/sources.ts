import type { Command } from 'commander';
import { mappingsAt } from '../../casework/columns/office-columns.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { describeSources, type KnownSource } from '../../reading/sources/describe-sources.ts';
import { printReport, tryFile } from '../../reading/try-file.ts';
import { globalOptions, printResult } from '../command.ts';

interface Typed {
  try?: string;
  name?: string;
  rows?: string;
}

export function register(program: Command): void {
  program
    .command('sources')
    .description('来源: what can be read; with --try, how one file would be recognised')
    .option('--try <file>', 'recognise this file without taking it in')
    .option('--name <name>', 'with --try: the name the file came under')
    .option('--rows <count>', 'with --try and --json: the first rows of every sheet as they were sent')
    .action(async (options: Typed, command: Command) => {
      const global = globalOptions(command);
      if (options.try !== undefined) {
        const report = await tryFile(options.try, {
          mappings: mappingsAt(global.home),
          ...(options.name === undefined ? {} : { name: options.name }),
          ...(options.rows === undefined ? {} : { sampleRows: readCount(options.rows) }),
        });
        printResult(global, report, printReport(report));
        if (report.refusal) process.exitCode = EXIT.refused;
        return;
      }
      const list = describeSources();
      printResult(global, { sources: list }, list.flatMap(describeSource));
    });
}

function readCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0 && count <= 1000) return count;
  throw new Refusal(
    'wrong-number',
    `--rows 的“${text}”应为 1 到 1000 的整数。`,
    `--rows "${text}" must be a whole number from 1 to 1000.`,
    EXIT.usage,
  );
}

function describeSource(source: KnownSource): string[] {
  return [
    `${source.source}  ${source.title}  ${source.english}`,
    `    一行是 a row is: ${source.describes}`,
    `    必有 needs: ${source.required.join(', ')}`,
    `    可有 may have: ${source.optional.join(', ')}`,
  ];
}
