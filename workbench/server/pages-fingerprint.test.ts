import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pagesFingerprint } from './pages-fingerprint.ts';

const HOUSE = join(import.meta.dirname, '../..');

let copy: string;
let before: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'hedui-pages-'));
  for (const part of ['workbench', 'core', 'casework', 'explanation', 'package-lock.json']) {
    cpSync(join(HOUSE, part), join(copy, part), {
      recursive: true,
      filter: (path) => !path.includes('node_modules') && !path.endsWith('dist'),
    });
  }
  before = pagesFingerprint(copy);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** The fingerprint while one file of the copy says something else. */
function withChanged(file: string): string {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, `${text}\n`);
  try {
    return pagesFingerprint(copy);
  } finally {
    writeFileSync(path, text);
  }
}

test('the same sources have the same fingerprint, wherever they lie', () => {
  expect(before).toBe(pagesFingerprint(HOUSE));
});

test.each([
  'workbench/client/main.tsx',
  'workbench/contract/case.ts',
  'workbench/text/zh-CN/audit.json',
  // imported from other rooms
  'core/money.ts',
  'casework/states.ts',
  'explanation/case-explanation.ts',
  // which libraries go into the pages
  'package-lock.json',
])('pages are built anew when %s changes', (file) => {
  expect(withChanged(file)).not.toBe(before);
});

test.each(['workbench/server/app.ts', 'casework/execute.ts', 'core/dates.test.ts'])(
  'pages stay when %s changes, which is not in them',
  (file) => {
    expect(withChanged(file)).toBe(before);
  },
);
