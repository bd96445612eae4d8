import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clearUnsent, dropUnsent, keepUnsent, readUnsent } from './unsent.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'hedui-unsent-')), 'unsent');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

test('what somebody typed is there again, until it is sent', () => {
  expect(readUnsent(folder, 'a')).toBe(null);
  expect(keepUnsent(folder, 'a', { about: 'one', value: { reason: '入户' }, over: 0 })?.revision).toBe(1);
  expect(readUnsent(folder, 'a')).toEqual({ revision: 1, about: 'one', value: { reason: '入户' } });
  dropUnsent(folder, 'a');
  expect(readUnsent(folder, 'a')).toBe(null);
});

test('of two windows the one that typed over an older state is told, and nothing is lost', () => {
  keepUnsent(folder, 'a', { about: 'one', value: { reason: '第一个窗口' }, over: 0 });
  expect(keepUnsent(folder, 'a', { about: 'one', value: { reason: '第二个窗口' }, over: 0 })).toBe(null);
  expect(readUnsent(folder, 'a')?.value).toEqual({ reason: '第一个窗口' });
  expect(keepUnsent(folder, 'a', { about: 'one', value: { reason: '改过' }, over: 1 })?.revision).toBe(2);
  // a case that has gone on is another matter, whatever was typed before
  expect(keepUnsent(folder, 'a', { about: 'two', value: {}, over: 0 })?.about).toBe('two');
});

test('what is damaged is none, and what nobody touched for a month goes', () => {
  keepUnsent(folder, 'old', { about: 'one', value: {}, over: 0 });
  keepUnsent(folder, 'new', { about: 'one', value: {}, over: 0 });
  writeFileSync(join(folder, 'broken.json'), '{');
  expect(readUnsent(folder, 'broken')).toBe(null);
  const longAgo = new Date(Date.now() - 40 * 86_400_000);
  utimesSync(join(folder, 'old.json'), longAgo, longAgo);
  clearUnsent(folder, Date.now());
  expect(readdirSync(folder).sort()).toEqual(['broken.json', 'new.json']);
});
