import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Office } from '../night/office.ts';
import { POLICE_LIST, payee, policeList, roster, rosterName } from '../night/small-office.ts';

let office: Office;
let first: unknown;
beforeAll(async () => {
  office = new Office();
  const dead = payee(0);
  office.put(rosterName(202212), roster(202212));
  office.put(POLICE_LIST, policeList([{ person: dead, on: '20220615' }]));
  await office.night();
  first = await told();
});
afterAll(() => office.remove());

/** What was found of whom, without when it was found first. */
async function told(): Promise<unknown> {
  const standing = await office.standing();
  expect(standing.length).toBeGreaterThan(0);
  return standing.map(({ finding_key, amount_fen, lines, reason, case_id }) => ({
    ...{ finding_key, amount_fen, lines, reason, case_id },
  }));
}

/** Spoils a file in its middle, as a failing disk does. */
function spoil(path: string): void {
  const bytes = readFileSync(path);
  bytes.fill(0x5a, Math.floor(bytes.length / 3), Math.floor(bytes.length / 3) + 24);
  writeFileSync(path, bytes);
}

const stored = (end: string): string =>
  readdirSync(office.workspace.received, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .map((name) => join(office.workspace.received, name))[0] ?? '';

test.each([
  [
    'the published build',
    () => join(office.workspace.builds, String(office.currentBuild()), 'warehouse.duckdb'),
    'build',
  ],
  ['what reading a file came to', () => stored('reading.json'), 'reading'],
  ['the staged rows of a file', () => stored('.parquet'), 'reading'],
  ['a receipt', () => stored('receipt.json'), 'receipt'],
  ['the copy of a receipt', () => stored('receipt-copy.json'), 'receipt'],
])('%s is damaged: the next night makes it again, says so, and finds the same', async (_what, path, said) => {
  spoil(path());
  const night = await office.runNight();
  expect(night).toMatchObject({ code: 0 });
  expect(night.stderr).toContain(said);
  expect(await told()).toEqual(first);
});
