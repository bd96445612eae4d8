import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { generateCounty } from './generate.ts';

const samples = join(import.meta.dirname, '../../data-samples');
const folder = mkdtempSync(join(tmpdir(), 'samples-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The options that data-samples/README.md names. */
const SAMPLE = { people: 150, months: 12, seed: 2022 };

test('the sample county is the one its README says the generator writes', () => {
  generateCounty({ out: folder, ...SAMPLE });
  const names = readdirSync(join(folder, 'inbox')).sort();
  expect(readdirSync(join(samples, 'inbox')).sort()).toEqual(names);
  // workbooks are left out: how tightly a zip is packed differs between builds of zlib
  const texts = names.filter((name) => /\.(csv|txt)$/.test(name)).map((name) => join('inbox', name));
  for (const name of [...texts, 'answer-key/answer-key.json']) {
    expect([name, readFileSync(join(samples, name)).equals(readFileSync(join(folder, name)))]).toEqual([
      name,
      true,
    ]);
  }
});

test('the sample county is small enough to be read', () => {
  const inbox = join(samples, 'inbox');
  const bytes = readdirSync(inbox).reduce((sum, name) => sum + statSync(join(inbox, name)).size, 0);
  expect(bytes).toBeLessThan(1_500_000);
});
