import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { loadVerbs, rightToVerb } from '../casework/acts/who-may.ts';
import type { VerbModule } from './command.ts';
import { verbPath } from './verb-path.ts';

const FOLDER = join(import.meta.dirname, 'commands');

const program = new Command('hedui');
for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
  ((await import(pathToFileURL(join(FOLDER, file)).href)) as VerbModule).register(program);
}

const leaves = (command: Command): Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
const verbs = leaves(program);
const rights = loadVerbs();

test('every verb states its right: roles where it acts for somebody, the machine where for nobody', () => {
  expect(verbs.length).toBeGreaterThan(50);
  const said = verbs.map((verb) => {
    const right = rightToVerb(rights, verbPath(verb));
    const actsFor = verb.options.some(({ long }) => long === '--as');
    const isSaid = right === undefined ? false : actsFor === (right !== null);
    return { verb: verbPath(verb), isSaid };
  });
  expect(said.filter(({ isSaid }) => !isSaid)).toEqual([]);
});

test('a group of verbs that has a list shows it where none is said', async () => {
  const groups = program.commands.filter(({ commands }) => commands.some((verb) => verb.name() === 'list'));
  expect(groups.length).toBeGreaterThan(7);
  for (const group of groups) {
    const begun: string[] = [];
    for (const verb of group.commands) verb.action(() => void begun.push(verb.name()));
    const needed = group.commands
      .find((verb) => verb.name() === 'list')
      ?.options.filter(({ mandatory }) => mandatory)
      .flatMap(({ long }) => [long ?? '', 'x']);
    await program.parseAsync([group.name(), ...(needed ?? [])], { from: 'user' });
    expect([group.name(), begun]).toEqual([group.name(), ['list']]);
  }
});

test('no right is kept for a verb that is gone', () => {
  const known = new Set(verbs.flatMap((verb) => [verbPath(verb), verbPath(verb).split(' ')[0] ?? '']));
  expect([...rights.keys()].filter((verb) => !known.has(verb))).toEqual([]);
});
