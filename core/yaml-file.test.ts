import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readYamlFile, yaml } from './yaml-file.ts';

const OURS = join(import.meta.dirname, '../sql/sources/imprisonment/vocabulary.yaml');
const before = process.env.NODE_COMPILE_CACHE;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hedui-yaml-'));
  process.env.NODE_COMPILE_CACHE = folder;
});
afterEach(() => {
  if (before === undefined) delete process.env.NODE_COMPILE_CACHE;
  else process.env.NODE_COMPILE_CACHE = before;
  rmSync(folder, { recursive: true });
});

const kept = (): string[] => {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
};

test('a file of the program says the same from what is kept of it as taken apart', () => {
  const apart = yaml().parse(readFileSync(OURS, 'utf8'), { merge: true });
  expect(readYamlFile(OURS)).toEqual(apart);
  expect(kept()).toHaveLength(1);
  expect(readYamlFile(OURS)).toEqual(apart);
});

test('another word in it is another text, which is read and not taken from what was kept', () => {
  readYamlFile(OURS, 'lasts: 3\n');
  expect(readYamlFile(OURS, 'lasts: 4\n')).toEqual({ lasts: 4 });
});

test('what was cut off while it was kept is taken apart again', () => {
  readYamlFile(OURS, 'lasts: 3\n');
  for (const path of kept()) writeFileSync(path, '{"las');
  expect(readYamlFile(OURS, 'lasts: 3\n')).toEqual({ lasts: 3 });
});

test('what JSON cannot say is not kept', () => {
  expect(readYamlFile(OURS, 'limit: .inf\n')).toEqual({ limit: Number.POSITIVE_INFINITY });
  expect(kept()).toEqual([]);
});

test('of an office’s own file nothing is kept', () => {
  const own = join(folder, 'mapping.yaml');
  writeFileSync(own, 'name: 测试甲\n');
  expect(readYamlFile(own)).toEqual({ name: '测试甲' });
  expect(kept()).toEqual([]);
});
