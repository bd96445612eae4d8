import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pagesFingerprint } from './pages-fingerprint.ts';

const HOUSE = join(import.meta.dirname, '../..');

let copy: string;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'hedui-pages-'));
  for (const part of ['workbench', 'core', 'casework', 'package-lock.json']) {
    cpSync(join(HOUSE, part), join(copy, part), {
      recursive: true,
      filter: (path) => !path.includes('node_modules') && !path.endsWith('dist'),
    });
  }
});
afterEach(() => rmSync(copy, { recursive: true, force: true }));

test('the same sources have the same fingerprint, wherever they lie', () => {
  expect(pagesFingerprint(copy)).toBe(pagesFingerprint(HOUSE));
});

test.each([
  'workbench/client/main.tsx',
  'workbench/contract/case.ts',
  'workbench/text/zh-CN/audit.json',
  // imported from other rooms
  'core/money.ts',
  'casework/states.ts',
  // which libraries go into the pages
  'package-lock.json',
])('pages are built anew when %s changes', (file) => {
  const before = pagesFingerprint(copy);
  appendFileSync(join(copy, file), '\n');
  expect(pagesFingerprint(copy)).not.toBe(before);
});

test.each(['workbench/server/app.ts', 'casework/execute.ts', 'core/dates.test.ts'])(
  'pages stay when %s changes, which is not in them',
  (file) => {
    const before = pagesFingerprint(copy);
    appendFileSync(join(copy, file), '\n');
    expect(pagesFingerprint(copy)).toBe(before);
  },
);
