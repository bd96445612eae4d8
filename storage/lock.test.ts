import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from './lock.ts';

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hedui-lock-'));
  lock = join(folder, 'night.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a lock says whose it is for as long as the work lasts, and leaves nothing behind', async () => {
  await withLock(lock, async () => {
    expect(readdirSync(folder)).toEqual(['night.lock']);
    expect(Number(readFileSync(lock, 'utf8'))).toBe(process.pid);
  });
  expect(readdirSync(folder)).toEqual([]);
});

test('the lock of a process that lives is respected and stays', async () => {
  writeFileSync(lock, `${process.ppid}\n`);
  await expect(withLock(lock, async () => undefined)).rejects.toMatchObject({
    code: 'night-already-running',
  });
  expect(readdirSync(folder)).toEqual(['night.lock']);
});

test('the lock of a process that died is taken over', async () => {
  writeFileSync(lock, '999999999\n');
  expect(await withLock(lock, async () => 'done')).toBe('done');
  expect(readdirSync(folder)).toEqual([]);
});
