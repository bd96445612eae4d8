import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { loadVerbs, refuseWithoutRight, rightToVerb, standingsOf } from '../casework/acts/who-may.ts';
import { type Exit, exitOf } from '../casework/exits/exits.ts';
import { loadUser } from '../casework/reads/users/users.ts';
import { throwRefusal } from '../casework/refusals.ts';
import { isStartedByWorkbench } from '../storage/office-lock.ts';
import { globalOptions } from './command.ts';
import { verbPath } from './verb-path.ts';

/**
 * Whoever a verb acts for has the right to it, and to what leaves by it, asked before the verb does anything. The verb
 * itself asks who they are.
 */
export async function refuseUnentitled(verb: Command): Promise<void> {
  const path = verbPath(verb);
  const right = rightToVerb(loadVerbs(), path);
  if (right === undefined) throw new Error(`nobody has been given the right to ${path}`);
  const exit = exitOf(path);
  const { home } = globalOptions(verb);
  const { as } = verb.optsWithGlobals<{ as?: unknown }>();
  if (typeof as !== 'string' && (!isGivenToSomebody(verb, exit) || isStartedByWorkbench(home))) return;
  // only what somebody stands behind needs the ledger and all that reads it
  const [{ ledgerPath, openOffice, openOfficeLedger }, { narrowed, refuseExit, refuseNameless }] =
    await Promise.all([import('../casework/office.ts'), import('../casework/exits/let-out.ts')]);
  if (!existsSync(ledgerPath(home))) return;
  const office = openOffice(home);
  using ledger = openOfficeLedger(office, 'existing');
  if (typeof as !== 'string') {
    refuseNameless(ledger);
    return;
  }
  const user = loadUser(ledger, as);
  if (user === null || user.is_disabled || right === null) return;
  const refusal = refuseWithoutRight(right, standingsOf({ ledger, office }, user));
  if (refusal !== null) throwRefusal(refusal);
  if (isOpen(verb, exit)) refuseExit(exit, narrowed(user, right));
}

/** Whether what leaves is for one who is named: numbers in full, and people whom no township is told of. */
function isGivenToSomebody(verb: Command, exit: Exit): boolean {
  return isOpen(verb, exit) && (exit.numbers === 'full' || exit.leaves === 'apart');
}

function isOpen(verb: Command, exit: Exit): boolean {
  const given = verb.optsWithGlobals<Record<string, unknown>>();
  const options = exit['only-with'];
  return (
    options.length === 0 || options.some((option) => given[option] !== undefined && given[option] !== false)
  );
}
