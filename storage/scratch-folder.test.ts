import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holdOffice } from './office-lock.ts';
import { clearScratch, makeScratch } from './scratch-folder.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hedui-scratch-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('an open backup goes with whoever opened it, and stays while they live', () => {
  let path = '';
  {
    using scratch = makeScratch(home, 'rehearsal');
    path = scratch.path;
    writeFileSync(join(path, 'ledger.db'), 'people');
    clearScratch(home);
    expect(existsSync(path)).toBe(true);
  }
  expect(existsSync(path)).toBe(false);
});

test('what a killed restore left open is cleared by whoever holds the office next', () => {
  const left = join(home, '.backup-a1b2c3');
  mkdirSync(left);
  writeFileSync(join(left, '.holder'), '999999999\n\n');
  writeFileSync(join(left, 'ledger.db'), 'people');
  holdOffice(home, 'workbench')[Symbol.dispose]();
  expect(existsSync(left)).toBe(false);
});

test('what earlier versions left is cleared once it is old', () => {
  mkdirSync(join(home, 'backups'));
  const [old, fresh, copy] = [
    join(home, '.rehearsal-old'),
    join(home, '.backup-new'),
    join(home, 'backups', '.ledger-2026-11-01T00-00-00.hedui-backup.db'),
  ];
  for (const folder of [old, fresh]) mkdirSync(folder);
  writeFileSync(copy, 'people');
  const yesterday = new Date(Date.now() - 86_400_000);
  for (const path of [old, copy]) utimesSync(path, yesterday, yesterday);
  clearScratch(home);
  expect([old, fresh, copy].map((path) => existsSync(path))).toEqual([false, true, false]);
});
