import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLeft } from './received-rows.ts';

const HASH = 'a'.repeat(64);
let received: string;
beforeEach(() => {
  received = mkdtempSync(join(tmpdir(), 'hedui-received-'));
});
afterEach(() => rmSync(received, { recursive: true, force: true }));

function leave(reading: string, text: string): string {
  const path = join(received, HASH, `reading-${reading}`, 'staged');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const read = (ask: (path: string) => string) =>
  readLeft({ received }, HASH, 'staged', async (path) => ask(path));

test('a reading that a night replaces while somebody looks is looked for once more', async () => {
  const first = leave('old', 'before');
  const found = await read((path) => {
    if (path === first) {
      rmSync(dirname(first), { recursive: true });
      leave('new', 'after');
    }
    return readFileSync(path, 'utf8');
  });
  expect(found).toBe('after');
});

test('where no other reading came there is none, and what is there and cannot be read is a fault', async () => {
  const path = leave('old', 'before');
  await expect(
    read(() => {
      throw new Error('no such page');
    }),
  ).rejects.toThrow('no such page');
  const gone = await read((found) => {
    rmSync(dirname(found), { recursive: true });
    return readFileSync(found, 'utf8');
  });
  expect([gone, existsSync(path)]).toEqual([null, false]);
});
