import type { Command } from 'commander';
import { globalOptions, printResult } from '../command.ts';
import { explainFinding } from '../explain/explain-finding.ts';
import { printExplanation } from '../explain/print-explanation.ts';
import { recordLook } from '../record-access.ts';

export function register(program: Command): void {
  program
    .command('explain <finding>')
    .description(
      '说明: the sentence, the rows of both sides, the months and amounts, the rule and the law in force',
    )
    .option('--unmasked', 'show numbers, names and accounts in full')
    .option('--as <user>', 'who looks (default: the account of the machine)')
    .action(async (which: string, options: { unmasked?: boolean; as?: string }, command: Command) => {
      const global = globalOptions(command);
      const explanation = await explainFinding(global.home, which);
      const isOpen = options.unmasked === true || global.json;
      recordLook(global.home, options.as, {
        kind: isOpen ? 'NumberUnmasked' : 'CaseRead',
        subject: explanation.finding_id,
        detail: { rule: explanation.rule_id },
      });
      printResult(global, explanation, printExplanation(explanation, options.unmasked === true));
    });
}
