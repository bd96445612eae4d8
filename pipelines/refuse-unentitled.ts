import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { has, loadVerbs, rightToVerb, standingsOf } from '../casework/acts/who-may.ts';
import { ledgerPath, openOffice, openOfficeLedger } from '../casework/office.ts';
import { loadUser } from '../casework/reads/users.ts';
import { refuse, throwRefusal } from '../casework/refusals.ts';
import { globalOptions } from './command.ts';

/** Whoever a verb acts for has the right to it, asked before the verb does anything. The verb itself asks who they are. */
export function refuseUnentitled(verb: Command): void {
  const right = rightToVerb(loadVerbs(), verbPath(verb));
  if (right === undefined) throw new Error(`nobody has been given the right to ${verbPath(verb)}`);
  const { home } = globalOptions(verb);
  const { as } = verb.opts<{ as?: unknown }>();
  if (right === null || typeof as !== 'string' || !existsSync(ledgerPath(home))) return;
  const office = openOffice(home);
  using ledger = openOfficeLedger(office, 'existing');
  const user = loadUser(ledger, as);
  if (user === null || user.is_disabled) return;
  if (!has(right, standingsOf({ ledger, office }, user))) throwRefusal(refuse('no-right'));
}

/** The words of a verb below the program, such as `receipts list`. */
export function verbPath(verb: Command): string {
  const words: string[] = [];
  for (let one: Command | null = verb; one?.parent != null; one = one.parent) words.unshift(one.name());
  return words.join(' ');
}
