import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { EXIT } from '../../core/errors.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { loadSources } from '../reading/sources/load-sources.ts';
import { printReport, tryFile } from '../reading/try-file.ts';

export function register(program: Command): void {
  program
    .command('sources')
    .description('来源: what can be read; with --try, how one file would be recognised')
    .option('--try <file>', 'recognise this file without taking it in')
    .action(async (options: { try?: string }, command: Command) => {
      const global = globalOptions(command);
      if (options.try !== undefined) {
        const { mapping } = workspaceAt(global.home);
        const report = await tryFile(options.try, { mappingPath: existsSync(mapping) ? mapping : null });
        printResult(global, report, printReport(report));
        if (report.refusal) process.exitCode = EXIT.refused;
        return;
      }
      const sources = loadSources();
      const list = sources.map(({ source, title, english, describes, fields }) => ({
        source,
        title,
        english,
        describes,
        required: Object.entries(fields).flatMap(([field, { required, headers }]) =>
          required ? [`${headers[0]} (${field})`] : [],
        ),
        optional: Object.entries(fields).flatMap(([field, { required, headers }]) =>
          required ? [] : [`${headers[0]} (${field})`],
        ),
      }));
      printResult(global, { sources: list }, list.flatMap(describeSource));
    });
}

function describeSource(source: {
  source: string;
  title: string;
  english: string;
  describes: string;
  required: string[];
  optional: string[];
}): string[] {
  return [
    `${source.source}  ${source.title}  ${source.english}`,
    `    一行是 a row is: ${source.describes}`,
    `    必有 needs: ${source.required.join(', ')}`,
    `    可有 may have: ${source.optional.join(', ')}`,
  ];
}
