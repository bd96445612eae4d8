import { readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { confirmIdRepair } from '../../casework/id-repairs/id-repairs.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { teachWord } from '../../casework/words/office-words.ts';
import { shuffled } from './arrival-order.ts';
import { settleCounty } from './county.ts';
import { differsFromScratch, leftWhole, takenOver } from './from-scratch.ts';
import type { Office } from './office.ts';

const SEED = 3;
const by = {
  user: {
    user_id: 'li',
    display_name: 'li',
    grants: [{ role: 'supervisor' as const, level: null, township: null }],
    delegations: [],
    is_disabled: false,
  },
  via: 'test',
};

test('a build that takes rows over from the one before is the one that a night from nothing makes', async () => {
  const { office } = settleCounty({ people: 120, seed: SEED, format: 'csv', isWholeOffice: true });
  try {
    const late = takeOut(office, 0.3);
    expect(await differsFromScratch(office, '2023-01-01')).toEqual([]);
    expect(takenOver(office)).toEqual({});
    expect(await paymentsOfNoLineAsItStands(office)).toEqual({ payments: expect.any(Number), differing: 0 });

    // the rest in any order, in two nights
    for (const part of [late.slice(0, late.length / 2), late.slice(late.length / 2)]) {
      for (const [name, content] of part) office.put(name, content);
      expect(await differsFromScratch(office, '2023-01-02')).toEqual([]);
      expect(Object.keys(takenOver(office)).sort()).toEqual([
        'certification',
        'living_record',
        'roster_line',
      ]);
    }
    // lists of which neither a file came nor a person became another stay as they are
    expect(leftWhole(office)).toContain('certification/certification');
    expect(leftWhole(office).length).toBeGreaterThan(5);
    const all = await countOf(office, 'roster_line');
    const [corrected] = correctRoster(office);
    expect(await differsFromScratch(office, '2023-01-03')).toEqual([]);
    expect(takenOver(office).roster_line).toBeLessThan(all / 3);
    expect(leftWhole(office).filter((feed) => feed.startsWith('payout-roster/'))).toEqual([]);
    expect(corrected).toContain('更正');

    // somebody says whose a damaged number is: rows of years go over to another person
    await repairNumbers(office);
    expect(await differsFromScratch(office, '2023-01-03')).toEqual([]);
    expect(takenOver(office).roster_line).toBeGreaterThan(0);

    // what was read of some rosters was written again: none of their rows is taken over
    touchReading(office);
    expect(await differsFromScratch(office, '2023-01-03')).toEqual([]);
    expect(takenOver(office).roster_line).toBeGreaterThan(50);

    // a word that the office explains may stand in any row
    teach(office);
    expect(await differsFromScratch(office, '2023-01-04')).toEqual([]);
    expect(takenOver(office)).toEqual({});
    expect(leftWhole(office)).toEqual([]);
  } finally {
    office.remove();
  }
}, 900_000);

/** A line is one payment as it stands only where working its payment out with all others would say the same. */
async function paymentsOfNoLineAsItStands(office: Office): Promise<{ payments: number; differing: number }> {
  const everyLine = readFileSync('sql/canonical/derived/19-odd_payment.sql', 'utf8').replaceAll(
    /canonical\.odd_line\b/g,
    '(select row_id from canonical.roster_line)',
  );
  const worked = `select * from (${everyLine})`;
  const asKept = 'select * from canonical.benefit_payment';
  const [row] = await office.read<{ payments: number; differing: number }>(`
    select (select count(*) from canonical.benefit_payment) as payments,
        (select count(*) from ((${worked} except all ${asKept}) union all (${asKept} except all ${worked}))) as differing`);
  expect(row!.payments).toBeGreaterThan(1000);
  return row!;
}

/** Takes some of the files out of the inbox, in any order. */
function takeOut(office: Office, share: number): [string, Buffer][] {
  const files = shuffled(readdirSync(office.inbox).sort(), SEED);
  return files.slice(0, Math.ceil(files.length * share)).map((name) => {
    const content = readFileSync(join(office.inbox, name));
    office.discard(name);
    return [name, content];
  });
}

/** A roster is sent again without two of its people. */
function correctRoster(office: Office): string[] {
  const name = readdirSync(office.inbox).find((one) => /^2022年4月.*花名册/.test(one))!;
  const lines = readFileSync(join(office.inbox, name)).toString('latin1').split('\n');
  const corrected = name.replace(/(\.\w+)$/, '（更正）$1');
  office.put(corrected, Buffer.from([...lines.slice(0, 20), ...lines.slice(22)].join('\n'), 'latin1'));
  return [corrected];
}

async function repairNumbers(office: Office): Promise<void> {
  const proposed = await office.read<{ damaged: string; name: string; resident_id: string }>(`
    select distinct coalesce(use.resident_id_raw, id_repair.resident_id_raw) as damaged, use.name, id_repair.proposed_resident_id as resident_id
    from canonical.id_repair
    inner join canonical.identity_use as use using (person_id)
    where use.is_roster and use.id_reason is not null
    order by all`);
  expect(proposed.length).toBeGreaterThan(0);
  const here = openOffice(office.home);
  using ledger = openOfficeLedger(here);
  for (const one of proposed) confirmIdRepair(ledger, here, by, { ...one, reason: '核对过' });
}

function touchReading(office: Office): void {
  const paths = readdirSync(office.workspace.received, { recursive: true }).map(String).sort();
  const rows = paths.filter((path) => path.includes('staged.payout-roster')).slice(0, 3);
  for (const path of rows) utimesSync(join(office.workspace.received, path), 1_660_000_000, 1_660_000_000);
}

function teach(office: Office): void {
  const here = openOffice(office.home);
  using ledger = openOfficeLedger(here);
  const about = { source: 'payout-roster', field: 'state', word: '惠民直达', means: 'paid' };
  teachWord(ledger, here, by, { ...about, reason: '本单位的说法' });
}

async function countOf(office: Office, table: string): Promise<number> {
  const [row] = await office.read<{ n: number }>(`select count(*) as n from canonical.${table}`);
  return row!.n;
}
