import type { Command } from 'commander';
import { VERDICTS } from '../../casework/rule-gate/looks.ts';
import type { TrustOptions } from './trust-acts.ts';

/** What was typed after a verb; `--as` is an option of `rules` too, which takes it wherever it stands. */
const given = (command: Command): TrustOptions => command.optsWithGlobals<TrustOptions>();

/** Who only lists the rules needs neither the published build nor what explains it. */
const acts = (): Promise<typeof import('./trust-acts.ts')> => import('./trust-acts.ts');

/** `rules sample|look|trust|unseen`: how far a rule has earned to be believed, and what is not shown. */
export function registerTrustVerbs(verbs: Command): void {
  verbs
    .command('sample <rule>')
    .description('the findings that were drawn of a rule that argues from absence, by township')
    .option('--as <user>', 'who looks')
    .action(async (rule: string, _typed: TrustOptions, command: Command) =>
      (await acts()).sample(rule, command, given(command)),
    );
  verbs
    .command('look <finding> <verdict>')
    .description(`say what a drawn finding turned out to be: ${VERDICTS.join(', ')}`)
    .option('--as <user>', 'who looked')
    .option('--reason <text>', 'what was found', '')
    .action(async (finding: string, verdict: string, _typed: TrustOptions, command: Command) =>
      (await acts()).look(finding, verdict, command, given(command)),
    );
  verbs
    .command('trust')
    .description('how often people found each rule right, by source and township, with its interval')
    .action(async (_typed: TrustOptions, command: Command) => (await acts()).trust(command));
  verbs
    .command('unseen')
    .description(
      'what is not shown because a person cleared it, or because a rule may not open cases yet; with a drawn sample',
    )
    .option('--as <user>', 'who looks')
    .option('--draw <n>', 'how many of the cleared ones are drawn for a second look', '10')
    .action(async (_typed: TrustOptions, command: Command) => (await acts()).unseen(command, given(command)));
}
