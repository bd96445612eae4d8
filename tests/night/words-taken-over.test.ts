import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listOpenDebts } from '../../casework/reads/money/open-debts.ts';
import { teachWord } from '../../casework/words/office-words.ts';
import { type KeptNight, keptNight } from '../../pipelines/nights/two-nights.ts';
import { knownTo } from '../../pipelines/trial/known.ts';
import { type PutAgain, putAgain } from '../../pipelines/trial/put-again.ts';
import type { KnownWithDebts } from '../../pipelines/trial/put-together.ts';
import { KeptReadings, type ReadFile } from '../../reading/kept-readings.ts';
import { readAside } from '../../reading/read-aside.ts';
import { loadReceipts } from '../../reading/receiving/receipt.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import type { TaughtWord } from '../../reading/vocabularies/taught-word.ts';
import { currentBuild, openPublished } from '../../storage/warehouse/builds.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { settleCounty } from './county.ts';
import type { Office } from './office.ts';

/* What a kept night would find if a word meant something else, taken over from it, is held against the night put together whole. */

const AS_OF = '2023-01-31';
let office: Office;
let kept: KeptNight;
let known: KnownWithDebts;
let files: ReadFile[];
/** Every coded cell that was received, '' for a blank one, with what its column can mean. */
let said: (Omit<TaughtWord, 'means'> & { codes: string[] })[];

beforeAll(async () => {
  ({ office } = settleCounty({ people: 60, seed: 5, format: 'csv', isWholeOffice: true }));
  await office.night(AS_OF);
  kept = (await keptNight(office.workspace.builds, currentBuild(office.workspace.builds)!))!;
  using ledger = openOfficeLedger(openOffice(office.home), 'read');
  known = { ...knownTo(office.workspace, ledger), debts: listOpenDebts(ledger) };
  files = await readAside(
    office.workspace,
    loadReceipts(office.workspace.received),
    new KeptReadings(office.workspace, known.columns, loadSources()),
    mkdtempSync(join(tmpdir(), 'hedui-words-')),
  );
  const { warehouse } = await openPublished(office.workspace.builds);
  const cells = await warehouse.rows<{ source: string; field: string; word: string }>(`
    select source, field, raw as word from word where length(raw) < 20
    union select source, field, '' from blank_cell order by all`);
  warehouse.close();
  const sources = new Map(loadSources().map((source) => [source.source, source]));
  said = cells.map((one) => ({
    ...one,
    codes: [...Object.keys(sources.get(one.source)!.vocabulary[one.field]?.means ?? {}), 'nothing'],
  }));
});
afterAll(() => office?.remove());

interface Laid {
  findings: string[];
  tables: Record<string, string>;
}

async function lay(
  words: readonly TaughtWord[],
  from: KeptNight | null,
  asOf = from?.record.as_of ?? AS_OF,
): Promise<Laid> {
  const warehouse = await Warehouse.open(':memory:');
  try {
    const put = await putAgain(office.workspace, warehouse, files, { ...known, words }, asOf, from);
    return { findings: tellFound(put), tables: await tellTables(warehouse) };
  } finally {
    warehouse.close();
  }
}

const tellFound = ({ findings }: PutAgain): string[] =>
  findings
    .map(({ finding_key, rule_id, amount_fen, direction, match_strength, township, name, lines }) =>
      JSON.stringify({
        ...{ finding_key, rule_id, amount_fen, direction, match_strength, township, name },
        lines: lines.map(({ line_id, month, amount_fen: fen }) => [line_id, month, fen]),
      }),
    )
    .sort();

/** Each business table as the number and the sum of the hashes of its rows. */
async function tellTables(warehouse: Warehouse): Promise<Record<string, string>> {
  const tables = await warehouse.rows<{ name: string; columns: string }>(`
    select table_name as name, string_agg('"' || column_name || '"', ', ' order by column_name) as columns
    from information_schema.columns
    where table_catalog = 'memory' and table_schema = 'canonical' and table_name not like 'anew_%'
    group by table_name order by table_name`);
  const told: Record<string, string> = {};
  for (const { name, columns } of tables) {
    const row = await warehouse.first<{ told: string }>(
      `select count(*) || ' ' || coalesce(sum(hash(${columns})::hugeint), 0) as told from canonical."${name}"`,
    );
    told[name] = row!.told;
  }
  return told;
}

const change = fc.record({ place: fc.nat(), code: fc.nat() }).map(({ place, code }): TaughtWord => {
  const { codes, ...word } = said[place % said.length]!;
  return { ...word, means: codes[code % codes.length]! };
});

test('nothing is asked anew where no word means anything else', async () => {
  const whole = await lay([], null);
  expect(whole.findings.length).toBeGreaterThan(30);
  expect(await lay([], kept)).toEqual(whole);
});

test('whatever word comes to mean whatever, what is taken over from the kept night is the whole night to the fen', async () => {
  let differing = 0;
  const { findings: unchanged } = await lay([], kept);
  const states = said.filter(
    ({ source, field, word }) => source === 'payout-roster' && field === 'state' && word !== '',
  );
  const nobodyPaid = states.map(({ codes: _codes, ...word }): TaughtWord => ({ ...word, means: 'returned' }));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (words) => {
      const [taken, whole] = [await lay(words, kept), await lay(words, null)];
      expect(taken).toEqual(whole);
      if (taken.findings.join() !== unchanged.join()) differing += 1;
    }),
    { seed: 20_261_130, numRuns: 8, endOnFailure: true, examples: [[nobodyPaid]] },
  );
  expect(differing).toBeGreaterThan(0);
});

test('a word that the night knows is taken back as if it had never been taught, and a night before it learns it', async () => {
  const { codes: _codes, ...word } = said.find(
    ({ source, field, word: raw }) => source === 'payout-roster' && field === 'state' && raw !== '',
  )!;
  const taught: TaughtWord = { ...word, means: 'returned' };
  teach(taught);
  await office.night('2023-02-01');
  const knowing = (await keptNight(office.workspace.builds, currentBuild(office.workspace.builds)!))!;
  expect(knowing.record.taught).toEqual([taught]);
  expect(knowing.record.linked).toBe(kept.record.linked);
  expect(await lay([taught], knowing)).toEqual(await lay([taught], null, '2023-02-01'));
  expect(await lay([], knowing)).toEqual(await lay([], null, '2023-02-01'));
  expect(await lay([taught], kept)).toEqual(await lay([taught], null));
});

function teach(word: TaughtWord): void {
  const own = openOffice(office.home);
  using ledger = openOfficeLedger(own);
  const grants = [{ role: 'supervisor' as const, level: null, township: null }];
  const user = { user_id: 'li', display_name: 'li', grants, delegations: [], is_disabled: false };
  teachWord(ledger, own, { user, via: 'test' }, { ...word, reason: 'test' });
}
