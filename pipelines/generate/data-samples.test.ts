import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadReservedRules, loadRules } from '../../casework/rule-pack/load.ts';
import type { AnswerKey } from './answer-key.ts';
import { generateCounty } from './generate.ts';

const samples = join(import.meta.dirname, '../../data-samples');
const folder = mkdtempSync(join(tmpdir(), 'samples-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The options that data-samples/README.md names. */
const SAMPLE = { people: 150, months: 12, seed: 2022 };

describe.each([
  { sample: '.', isWholeOffice: false },
  { sample: 'whole-office', isWholeOffice: true },
])('the county in data-samples/$sample', ({ sample, isWholeOffice }) => {
  const [kept, out] = [join(samples, sample), join(folder, sample)];

  test('is the one its README says the generator writes', () => {
    generateCounty({ out, ...SAMPLE, isWholeOffice });
    const names = readdirSync(join(out, 'inbox')).sort();
    expect(readdirSync(join(kept, 'inbox')).sort()).toEqual(names);
    // workbooks are left out: how tightly a zip is packed differs between builds of zlib
    const texts = names.filter((name) => /\.(csv|txt)$/.test(name)).map((name) => join('inbox', name));
    for (const name of [...texts, 'answer-key/answer-key.json']) {
      expect([name, readFileSync(join(kept, name)).equals(readFileSync(join(out, name)))]).toEqual([
        name,
        true,
      ]);
    }
  });

  test('is small enough to be read', () => {
    const inbox = join(kept, 'inbox');
    const bytes = readdirSync(inbox).reduce((sum, name) => sum + statSync(join(inbox, name)).size, 0);
    expect(bytes).toBeLessThan(1_500_000);
  });
});

test('the whole office’s sample has violations and innocent neighbours of every rule that asks lists', () => {
  const key = JSON.parse(
    readFileSync(join(samples, 'whole-office/answer-key/answer-key.json'), 'utf8'),
  ) as AnswerKey;
  const planted = new Set([...key.findings, ...(key.reserved ?? [])].map(({ rule_id }) => rule_id));
  const silent = new Set(key.silent.map(({ rule_id }) => rule_id));
  const rules = [...loadRules(), ...loadReservedRules()].map(({ rule_id }) => rule_id);
  // what people owe stands in the ledger, and no list brings it
  const asked = rules.filter((id) => id !== 'account/debt-not-offset');
  expect(asked.filter((id) => !planted.has(id))).toEqual([]);
  expect(asked.filter((id) => !silent.has(id))).toEqual([]);
});
