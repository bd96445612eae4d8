import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeOfficeKey, readOfficeKey } from './office-key.ts';
import { pruneSealed } from './prune-sealed.ts';
import {
  NEEDS_ENDING,
  readBackupManifest,
  SEALED_ENDING,
  unpackSealed,
  writeSealed,
} from './sealed-backup.ts';

let folder: string;
let keys: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hedui-prune-'));
  keys = [makeOfficeKey(join(folder, 'office.key'))];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A backup of a day, with a file that all have and one of its own; it lies there as if written that day. */
function back(day: string, name = `ledger-${day}T20-00-00-000Z${SEALED_ENDING}`): string {
  const ledger = join(folder, 'ledger');
  writeFileSync(ledger, 'the same in all');
  const own = join(folder, 'own');
  writeFileSync(own, `only of ${day}`);
  const target = join(folder, name);
  const head = { ledger_id: 'l', seq: 1, hash: 'h', at: null };
  writeSealed(target, keys, { head, made_at: day, ledger, files: [{ path: own, place: 'own' }] });
  const at = new Date(`${day}T20:00:00.000Z`);
  for (const piece of pieces()) utimesSync(piece, at, at);
  return target;
}

const pieces = (): string[] =>
  readdirSync(join(folder, 'pieces'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const prune = () => pruneSealed(folder, { days: 60, months: 6 }, '2026-11-29T00:00:00.000Z');

test('all backups of sixty days stay, then the last of each month, and each of them still opens', () => {
  const days = ['2026-01-31', '2026-08-15', '2026-08-31', '2026-10-20', '2026-11-01', '2026-11-27'];
  const made = new Map(days.map((day) => [day, back(day)]));
  expect(prune()).toEqual({ backups: 1, pieces: 1 });
  const left = days.filter((day) => existsSync(made.get(day) ?? ''));
  expect(left).toEqual(days.filter((day) => day !== '2026-08-15'));
  const key = readOfficeKey(join(folder, 'office.key'));
  for (const day of left) {
    const into = mkdtempSync(join(folder, 'into-'));
    unpackSealed(made.get(day) ?? '', key, into);
    expect(readBackupManifest(made.get(day) ?? '', key).made_at).toBe(day);
  }
});

test('the newest three stay however old they are, and what a person named stays', () => {
  for (const day of ['2020-01-01', '2020-01-02', '2020-01-03', '2020-01-04']) back(day);
  const named = back('2019-01-01', `moved-house${SEALED_ENDING}`);
  const rule = { days: 1, months: 0 };
  expect(pruneSealed(folder, rule, '2026-11-29T00:00:00.000Z').backups).toBe(1);
  expect(existsSync(named)).toBe(true);
  unpackSealed(named, readOfficeKey(join(folder, 'office.key')), mkdtempSync(join(folder, 'into-')));
});

test('no piece goes while a backup does not say what it needs, nor one that was just written', () => {
  for (const day of ['2020-01-01', '2020-01-02', '2020-01-03', '2020-01-04']) back(day);
  const early = back('2020-02-01');
  rmSync(early + NEEDS_ENDING);
  const rule = { days: 1, months: 0 };
  expect(pruneSealed(folder, rule, '2026-11-29T00:00:00.000Z').pieces).toBe(0);
  rmSync(early);
  for (const piece of pieces()) utimesSync(piece, new Date(), new Date());
  expect(pruneSealed(folder, rule, new Date().toISOString()).pieces).toBe(0);
});
