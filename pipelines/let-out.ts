import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { actingUser, commandLineDoor } from '../casework/command-line/person.ts';
import { type Leaving, letOutTogether } from '../casework/exits/let-out.ts';
import { ledgerPath, type Office, openOffice, openOfficeLedger } from '../casework/office.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import { isStartedByWorkbench } from '../storage/office-lock.ts';
import { globalOptions } from './command.ts';
import { verbPath } from './verb-path.ts';

/** Lets personal data out by a verb to a user, or to the account of the machine where nobody is named (null). */
export function letOutBy(
  verb: Command,
  { ledger, office }: { ledger: Ledger; office: Office },
  user: string | null,
  ...leavings: readonly Leaving[]
): void {
  const via = commandLineDoor();
  letOutTogether(ledger, office, { user: user ?? via, via, act: verbPath(verb) }, leavings);
}

/**
 * The same for a verb that opens no ledger itself. A workspace without a ledger has no personal data of its own yet; what the
 * workbench has done for it leaves by the exit of the workbench.
 */
export function letOutOfHome(verb: Command, as: string | undefined, leaving: Leaving): void {
  const { home } = globalOptions(verb);
  if (!existsSync(ledgerPath(home)) || isStartedByWorkbench(home)) return;
  const office = openOffice(home);
  using ledger = openOfficeLedger(office, 'existing');
  const user = as === undefined ? null : actingUser(ledger, office, as).user_id;
  letOutBy(verb, { ledger, office }, user, leaving);
}
