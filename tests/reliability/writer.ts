import { writeSync } from 'node:fs';
import { execute } from '../../casework/execute.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';

/**
 * A program that records receipts until it is killed: `writer.ts HOME NAME FIRST CASE…`. Its keys are
 * numbered, so that the next round sends again what this one may not have heard the answer to.
 */
const [home = '', name = '', first = '0', ...cases] = process.argv.slice(2);
const office = openOffice(home);
const ledger = openOfficeLedger(office);
for (let n = Number(first); ; n += 1) {
  const outcome = execute(ledger, office, {
    key: `${name}-${n}`,
    user: 'chen',
    via: 'test',
    case_id: cases[n % cases.length] ?? '',
    move: 'receipt',
    input: { amount_fen: 100, surplus: 'due-back' },
  });
  if (!outcome.ok) throw new Error(outcome.refusal.en);
  // The acknowledgement leaves only after the commit has returned.
  writeSync(1, `${n}\n`);
}
