import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { files, importsOf, programs, ROOT } from './support/our-files.ts';

const MAP = readFileSync(join(ROOT, 'docs/map.md'), 'utf8');

describe('the map', () => {
  it('names files and folders that are there', () => {
    const named = [...MAP.matchAll(/`([a-z][a-z-]*\/[^`<]*)`/g)].map(([, path = '']) => path);
    const isThere = (path: string): boolean =>
      existsSync(join(ROOT, path)) ||
      ['workbench/server', 'workbench'].some((at) => existsSync(join(ROOT, at, path))) ||
      ['storage', 'casework'].some((room) => existsSync(join(ROOT, room, path)));
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((path) => !isThere(path))).toEqual([]);
  });

  const ways = MAP.split('\n## ').filter((part) => part.startsWith('The way of'));

  it.each(ways.map((way) => [way.split('\n')[0], way]))(
    '%s: each file leads to another of its files, or one stands between',
    (_, way) => {
      const importsBy = new Map(files.map((file) => [file.path, importsOf(file)]));
      const on = [...way.matchAll(/`([a-z][\w./-]*\.tsx?)`/g)].flatMap(([, path = '']) =>
        [...importsBy.keys()].filter((known) => known === path || known.endsWith(`/${path}`)),
      );
      const near = (path: string): Set<string> => {
        const direct = importsBy.get(path) ?? [];
        return new Set([...direct, ...direct.flatMap((one) => importsBy.get(one) ?? [])]);
      };
      expect(on.length).toBeGreaterThan(15);
      const alone = on.filter(
        (path) => !on.some((other) => other !== path && (near(path).has(other) || near(other).has(path))),
      );
      expect(alone).toEqual([]);
    },
  );

  it('names functions and shapes that are there', () => {
    const text = programs.map((file) => file.text).join('\n');
    const named = ways.flatMap((way) =>
      [...way.matchAll(/`([a-zA-Z]*[a-z][A-Z]\w*)`/g)].map(([, name = '']) => name),
    );
    expect(named.length).toBeGreaterThan(1);
    expect(named.filter((name) => !new RegExp(`export (?:\\w+ )*${name}\\b`).test(text))).toEqual([]);
  });
});
