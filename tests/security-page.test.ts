import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { files, ROOT } from './support/our-files.ts';

const page = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
const tests = new Set(files.map(({ path }) => path).filter((path) => path.endsWith('.test.ts')));
const named = new Set([...tests].map((path) => basename(path, '.test.ts')));

/** Rows of the two tables of clauses: the clause, its verdict, what is there, and what shows it. */
const clauses = page
  .slice(page.indexOf('## OWASP'))
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

test('every clause has a verdict and says which tests show it, and each of these tests is there', () => {
  expect(clauses.length).toBeGreaterThan(80);
  for (const [, clause, verdict, , shown = ''] of clauses) {
    expect([clause, verdict]).toEqual([
      clause,
      expect.stringMatching(/^(?:yes|partly|no|office|是|部分|否|单位)$/),
    ]);
    const shows = [...shown.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
    expect([clause, shows.filter((name) => !named.has(name)), shows.length > 0 || shown === '—']).toEqual([
      clause,
      [],
      true,
    ]);
  }
});

test('every test that a promise names by its path is there', () => {
  const paths = [...page.matchAll(/`([\w/.-]+\.test\.ts)`/g)].map(([, path = '']) => path);
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !tests.has(path))).toEqual([]);
});
