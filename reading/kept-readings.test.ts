import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KeptReadings, READING } from './kept-readings.ts';
import type { Receipt } from './receiving/receipt.ts';
import { loadSources } from './sources/load-sources.ts';
import { noRows, type SheetReading } from './staging/reading-result.ts';

let received: string;
beforeEach(() => {
  received = mkdtempSync(join(tmpdir(), 'hedui-kept-'));
});
afterEach(() => rmSync(received, { recursive: true, force: true }));

const sources = loadSources();
const receipt = { hash: 'a'.repeat(64), name: '名册.csv' } as Receipt;

/** The sources with one word more in the vocabulary of one of them. */
const withWordOf = (changed: string) =>
  sources.map((one) => {
    if (one.source !== changed) return one;
    const state = one.vocabulary.state!;
    const means = {
      ...state.means,
      paid: { ...state.means.paid!, words: [...state.means.paid!.words, '款清'] },
    };
    return { ...one, vocabulary: { ...one.vocabulary, state: { ...state, means } } };
  });

/** Keeps the reading of a roster, with a column that no header tells or without one. */
function keep(unused: SheetReading['unused']): void {
  const workspace = { received, mapping: join(received, 'mapping.yaml') };
  const kept = new KeptReadings(workspace, [], sources);
  const sheet = {
    ...{ sheet_no: 1, sheet: '名册', status: 'used' as const, zh: '', en: '', source: 'payout-roster' },
    ...{ header_rows: null, title: [], headers: [], columns: [], unused, mapping: null, period: null },
    counts: noRows(),
    lost_digits: [],
  };
  const reading = {
    ...{ status: 'used' as const, code: null, zh: '', en: '', sources: ['payout-roster'], counts: noRows() },
    ...{ sheets: [sheet], layouts: [], control_totals: [], format: 'csv', encoding: 'utf-8' },
  };
  mkdirSync(kept.folderOf(receipt), { recursive: true });
  writeFileSync(join(kept.folderOf(receipt), READING), kept.toKeep(reading));
}

const holdsWith = (others: typeof sources): boolean =>
  new KeptReadings({ received, mapping: join(received, 'mapping.yaml') }, [], others).find(receipt) !== null;

test('a reading with a column that no header tells is made anew when the words of its source change, and no other', () => {
  keep([{ index: 8, header: '情形', reason: 'unknown' }]);
  expect(holdsWith(sources)).toBe(true);
  expect(holdsWith(withWordOf('funeral-grant'))).toBe(true);
  expect(holdsWith(withWordOf('payout-roster'))).toBe(false);
});

test('a reading whose headers told everything holds whatever words change', () => {
  keep([]);
  expect(holdsWith(withWordOf('payout-roster'))).toBe(true);
});
