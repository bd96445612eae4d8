import type { Command } from 'commander';
import { globalOptions, printResult } from '../command.ts';
import { explainFinding } from '../explain/explain-finding.ts';
import { printExplanation } from '../explain/print-explanation.ts';

export function register(program: Command): void {
  program
    .command('explain <finding>')
    .description(
      '说明: the sentence, the rows of both sides, the months and amounts, the rule and the law in force',
    )
    .option('--unmasked', 'show numbers, names and accounts in full')
    .action(async (which: string, options: { unmasked?: boolean }, command: Command) => {
      const global = globalOptions(command);
      const explanation = await explainFinding(global.home, which);
      printResult(global, explanation, printExplanation(explanation, options.unmasked === true));
    });
}
