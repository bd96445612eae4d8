import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachFindings } from '../casework/findings/attach-findings.ts';
import { type Office, openOffice, openOfficeLedger } from '../casework/office.ts';
import { addUser } from '../casework/users/manage-users.ts';
import { setPassword } from '../casework/users/passwords.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import { grant } from '../tests/support/sample-office.ts';
import { openWorkbench } from '../workbench/server/open-workbench.ts';
import { fillLedger } from './ledger/fill-ledger.ts';
import { measureCli } from './measure/child.ts';
import { askAll, type Question } from './web/questions.ts';

const PASSWORD = 'bench-password-2022';
/** Every second case stays as the night left it. */
const UNTOUCHED_EVERY = 2;
const AS_OF = '2023-01-31';

/** `npm run bench -- web [cases=100000] [people=68000]`: how long lists, filters and the case page take to answer. */
export async function run(args: string[]): Promise<void> {
  const cases = Number(args[0] ?? 100_000);
  const people = Number(args[1] ?? 68_000);
  const folder = mkdtempSync(join(tmpdir(), 'hedui-bench-web-'));
  try {
    const home = await makeCity(folder, people);
    fillCity(home, cases);
    const workbench = await openWorkbench({ home, port: 0 });
    try {
      report(await askAll(workbench, { supervisor: 'bench-sun', password: PASSWORD }));
    } finally {
      await workbench.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A city's year, matched for one night. */
async function makeCity(folder: string, people: number): Promise<string> {
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

/** Fills the city's ledger up to a number of cases, half of them untouched. */
function fillCity(home: string, wanted: number): void {
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
    addPeople(ledger, office);
    process.stdout.write(`${here} cases of the night, ${wanted} in all\n`);
  } finally {
    ledger.close();
  }
}

function addPeople(ledger: Ledger, office: Office): void {
  const users = [
    ['bench-admin', [grant('administrator')]],
    [
      'bench-sun',
      [grant('supervisor'), grant('investigator'), grant('manager'), grant('approver', { level: 1 })],
    ],
  ] as const;
  for (const [user_id, grants] of users) {
    const asker = { user: user_id === 'bench-admin' ? null : 'bench-admin', via: 'bench' };
    const added = addUser(ledger, office, asker, { user_id, display_name: user_id, grants });
    if (!added.ok) throw new Error(added.refusal.en);
    const refusal = setPassword(ledger, office, { user: user_id, via: 'bench' }, user_id, PASSWORD);
    if (refusal !== null) throw new Error(refusal.en);
  }
}

function report(questions: readonly Question[]): void {
  process.stdout.write(`${'question'.padEnd(52)} limit   median     95 %      max  ms\n`);
  for (const { name, limit, times } of questions) {
    const sorted = [...times].sort((one, other) => one - other);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    const cells = [at(0.5), at(0.95), at(1)].map((ms) => ms.toFixed(1).padStart(8)).join(' ');
    process.stdout.write(
      `${name.padEnd(52)} ${String(limit).padStart(5)} ${cells}${at(0.95) > limit ? '  over' : ''}\n`,
    );
  }
}
