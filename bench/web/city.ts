import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rebuildProjections } from '../../casework/casebook/fold-tables.ts';
import { attachFindings } from '../../casework/findings/attach-findings.ts';
import { type Office, openOffice, openOfficeLedger } from '../../casework/office.ts';
import type { Grant } from '../../casework/roles.ts';
import { addUser } from '../../casework/users/manage-users.ts';
import { setPassword } from '../../casework/users/passwords.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { grant } from '../../tests/support/sample-office.ts';
import { fillLedger } from '../ledger/fill-ledger.ts';
import { measureCli } from '../measure/child.ts';

/** Whoever asks the questions of a measurement. */
export const SUPERVISOR = { supervisor: 'bench-sun', password: 'bench-password-2022' };
const ADMINISTRATOR = 'bench-admin';
/** Every second case stays as the night left it. */
const UNTOUCHED_EVERY = 2;
export const AS_OF = '2023-01-31';

/** A city's year, matched for one night. */
export async function makeCity(folder: string, people: number): Promise<string> {
  const county = join(folder, 'county');
  const home = join(folder, 'home');
  mkdirSync(home);
  await measureCli([
    'generate',
    '--out',
    county,
    '--people',
    String(people),
    '--months',
    '12',
    '--seed',
    '11',
    '--format',
    'csv',
  ]);
  await measureCli(['--home', home, '--json', 'nightly', '--inbox', join(county, 'inbox'), '--as-of', AS_OF]);
  return home;
}

/** A measurement asks from one address, and faster than any hand. */
export function liftLimits(home: string): void {
  writeFileSync(
    workspaceAt(home).settings,
    'workbench: { logins_per_minute: 100000, requests_per_minute: 100000 }\n',
  );
}

/** Fills the city's ledger up to a number of cases, half of them untouched. */
export function fillCity(home: string, wanted: number): void {
  const office = openOffice(home);
  const ledger = openOfficeLedger(office);
  try {
    const here = Number(ledger.db.prepare('select count(*) as n from case_state').get()?.n);
    const clock = { at: '2023-01-31T01:00:00.000Z' };
    fillLedger(
      {
        ledger,
        clock,
        run: (findings, run = 1, options = {}) =>
          attachFindings(ledger, { run: run + 100, as_of: AS_OF }, findings, { at: clock.at, ...options }),
      },
      Math.max(0, wanted - here),
      UNTOUCHED_EVERY,
    );
    // filled past the commands: the tables that they would have kept are made from the events
    inTransaction(ledger, () => rebuildProjections(ledger));
    addPeople(ledger, office);
    process.stdout.write(`${here} cases of the night, ${wanted} in all\n`);
  } finally {
    ledger.close();
  }
}

function addPeople(ledger: Ledger, office: Office): void {
  addWorker(ledger, office, ADMINISTRATOR, [grant('administrator')]);
  addWorker(ledger, office, SUPERVISOR.supervisor, [
    ...[grant('supervisor'), grant('investigator'), grant('manager'), grant('approver', { level: 1 })],
  ]);
}

/** Lets somebody in with the password that everybody of a measurement has. */
export function addWorker(ledger: Ledger, office: Office, user_id: string, grants: Grant[]): void {
  const asker = { user: user_id === ADMINISTRATOR ? null : ADMINISTRATOR, via: 'bench' };
  const added = addUser(ledger, office, asker, { user_id, display_name: user_id, grants });
  if (!added.ok) throw new Error(added.refusal.en);
  const own = { user: user_id, via: 'bench' };
  const refusal = setPassword(ledger, office, own, user_id, SUPERVISOR.password);
  if (refusal !== null) throw new Error(refusal.en);
}
