import { spawn } from 'node:child_process';
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
    expect(Number(readFileSync(lock, 'utf8').split('\n')[0])).toBe(process.pid);
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

test('a number that another process bears by now holds nobody up', async () => {
  // the mark of a process that had this number before the machine was started anew
  writeFileSync(lock, `${process.ppid}\nan-earlier-start 12345\n`);
  expect(await withLock(lock, async () => 'done')).toBe('done');
  const other = spawn('sleep', ['60']);
  writeFileSync(lock, `${other.pid}\n`);
  expect(await withLock(lock, async () => 'done')).toBe('done');
  other.kill();
});

test('the lock of a process that died is taken over', async () => {
  writeFileSync(lock, '999999999\n');
  expect(await withLock(lock, async () => 'done')).toBe('done');
  expect(readdirSync(folder)).toEqual([]);
});
