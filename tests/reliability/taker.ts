import { readFileSync, writeSync } from 'node:fs';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { takeNext } from '../../casework/queue/take-next.ts';

/**
 * A program that takes case after case as one user until none is left, and says which: `taker.ts HOME USER`. It begins
 * when its input ends, so that several begin together.
 */
const [home = '', user = ''] = process.argv.slice(2);
const office = openOffice(home, () => '2022-10-10T01:00:00.000Z');
const ledger = openOfficeLedger(office);
writeSync(1, 'ready\n');
readFileSync(0);
for (let n = 0; ; n += 1) {
  const outcome = takeNext(ledger, office, { key: `${user}-${n}`, user, via: 'test', filter: {} });
  if (!outcome.ok) break;
  writeSync(1, `${outcome.state.case_id}\n`);
}
ledger.close();
