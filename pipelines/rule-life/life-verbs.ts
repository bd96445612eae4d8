import type { Command } from 'commander';
import type { LifeOptions } from './life-acts.ts';

/** What was typed after a verb; `--as` is an option of `rules` too, which takes it wherever it stands. */
const given = (command: Command): LifeOptions => command.optsWithGlobals<LifeOptions>();

/** Who only lists the rules needs neither ledger nor engine. */
const acts = (): Promise<typeof import('./life-acts.ts')> => import('./life-acts.ts');

/** `rules new|check|shadow|release|retire|life`: how a rule of the office comes to count. */
export function registerLifeVerbs(verbs: Command): void {
  const moving = (name: string, description: string): Command =>
    verbs
      .command(`${name} <rule>`)
      .description(description)
      .option('--as <user>', 'who does it')
      .option('--reason <text>', 'why', '');
  moving('new', 'write the folder of a rule of the office into the workspace, to be filled in')
    .option('--like <rule>', 'begin with what this shipped rule says')
    .action(async (rule: string, _typed: LifeOptions, command: Command) =>
      (await acts()).begin(rule, given(command), command),
    );
  verbs
    .command('check <rule>')
    .description('look a rule through and play its worked examples; tells everything that is wrong')
    .action(async (rule: string, _typed: LifeOptions, command: Command) =>
      (await acts()).check(rule, command),
    );
  moving('shadow', 'from the next night on the rule runs and is shown, and opens no case').action(
    async (rule: string, _typed: LifeOptions, command: Command) =>
      (await acts()).shadow(rule, given(command), command),
  );
  moving('release', 'let a rule that ran in shadow count: one person proposes it, another one agrees')
    .option('--from <month>', 'the first month it may name, as 2022-01')
    .option('--to <month>', 'the last month it may name')
    .action(async (rule: string, _typed: LifeOptions, command: Command) =>
      (await acts()).release(rule, given(command), command),
    );
  moving('retire', 'ask the rule no more, from the next night on').action(
    async (rule: string, _typed: LifeOptions, command: Command) =>
      (await acts()).retire(rule, given(command), command),
  );
  verbs
    .command('life [rule]')
    .description('how far the rules of the office have come: who, when, why, and what their nights found')
    .action(async (rule: string | undefined, _typed: LifeOptions, command: Command) =>
      (await acts()).tellLives(rule, command),
    );
}
