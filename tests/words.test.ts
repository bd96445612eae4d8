import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { ROLES } from '../casework/roles.ts';
import type { Status } from '../casework/states.ts';
import { DIRECTIONS, MATCH_STRENGTHS } from '../core/finding.ts';
import { CASE_EVENT_TYPES } from '../core/words/case-events.ts';
import { DOCUMENT_KINDS } from '../core/words/documents.ts';
import { EVENTS_BESIDE_CASES } from '../core/words/journal-events.ts';
import { MOVES } from '../core/words/moves.ts';
import { TYPES_OF } from '../workbench/client/pages/audit/types-of.ts';
import type { CaseAnswer } from '../workbench/contract/case.ts';
import type { QueueRow } from '../workbench/contract/queue.ts';
import { programs } from './support/our-files.ts';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = 'core/words';

/** Words that stand beside functions of their own, which need nothing either. */
const BESIDE = [
  'casework/states.ts',
  'casework/roles.ts',
  'casework/audit-kinds.ts',
  'core/finding.ts',
  'core/month.ts',
];

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const files = readdirSync(join(ROOT, FOLDER)).map((name) => `${FOLDER}/${name}`);

describe('the words that everybody shares', () => {
  it('import nothing but one another, so that the pages may use them as the casebook does', () => {
    expect(files.length).toBeGreaterThan(4);
    for (const path of [...files, ...BESIDE])
      expect(read(path), path).not.toMatch(/^(?:import|export) [^;]*from '(?!\.\/[\w-]+\.ts')/m);
  });

  it('are what a page is answered with: another word does not compile', () => {
    expectTypeOf<CaseAnswer['status']>().toEqualTypeOf<Status>();
    expectTypeOf<QueueRow['status']>().toEqualTypeOf<Status>();
    // @ts-expect-error: the state is written with an underscore
    const misspelt: CaseAnswer['status'] = 'part-repaid';
    expect(misspelt).not.toBe('part_repaid');
  });

  it('are told once: no other file writes one of these lists again, as a list or as a type', async () => {
    const modules = await Promise.all(files.map((path) => import(`../${path}`) as Promise<object>));
    const told = [...modules.flatMap((module) => Object.values(module)), MATCH_STRENGTHS, DIRECTIONS, ROLES]
      .filter(
        (list): list is string[] => Array.isArray(list) && list.every((word) => typeof word === 'string'),
      )
      .map((list) => list.toSorted().join(' '));
    expect(told.length).toBeGreaterThan(20);
    const again = programs
      .filter(({ path }) => !/^(?:tests|bench|core\/words)\//.test(path) && !BESIDE.includes(path))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/\[(?:\s*'[\w-]+',?){2,}\s*\]|'[\w-]+'(?:\s*\| '[\w-]+')+/g)]
          // parts of a shape that are left out of it
          .filter(({ index }) => !/(?:Omit|Pick)<[^<>]*$/.test(text.slice(0, index)))
          .map(([said]) => [...said.matchAll(/'([\w-]+)'/g)].map(([, word = '']) => word))
          .filter((words) => words.length > 2 || words.includes('zh'))
          .filter((words) => told.includes(words.toSorted().join(' ')))
          .map((words) => `${path}: ${words.join(', ')}`),
      );
    expect(again).toEqual([]);
  });

  it('stand in one place: no shape of the pages lists the states, moves, roles, documents or strengths again', () => {
    const contract = readdirSync(join(ROOT, 'workbench/contract')).filter((name) => name.endsWith('.ts'));
    const lists: readonly (readonly string[])[] = [
      MOVES,
      DOCUMENT_KINDS,
      ['confirmed', 'probable'],
      ['in-person', 'post'],
      ['fund', 'person'],
    ];
    for (const name of contract) {
      const restated = [...read(`workbench/contract/${name}`).matchAll(/\[([^[\]]*)\]/g)]
        .map(([, inside = '']) => [...inside.matchAll(/'([a-z_-]+)'/g)].map(([, word = '']) => word))
        .filter((words) => words.length > 1)
        .filter((words) =>
          lists.some((list) => words.length > list.length / 2 && words.every((word) => list.includes(word))),
        );
      expect(restated, name).toEqual([]);
    }
  });
});

describe('an event of the journal', () => {
  const texts = ['zh-CN', 'en'].map((language) =>
    JSON.parse(read(`workbench/text/${language}/audit.json`)),
  ) as Readonly<Record<string, string>>[];

  it('can be looked for by its type on the page of the audit, and has a word there in both languages', () => {
    const offered = new Set(Object.values(TYPES_OF).flat());
    for (const type of [...CASE_EVENT_TYPES, ...Object.values(EVENTS_BESIDE_CASES).flat()]) {
      expect(offered, type).toContain(type);
      for (const words of texts) expect(words[`type-${type}`], type).toMatch(/\S/);
    }
  });
});

describe('a month', () => {
  it('is written with a dash in core/month.ts and nowhere else', () => {
    const rooms = 'core,storage,reading,casework,explanation,reports,pipelines,workbench';
    const byHand = globSync(`{${rooms}}/**/*.{ts,tsx}`, { cwd: ROOT })
      .filter((path) => path !== 'core/month.ts' && !path.endsWith('.test.ts'))
      .filter((path) =>
        /-\$\{String\([^`]*% 100\)\.padStart\(2|slice\(0, 4\)\}-\$\{[^}]*slice\(4\)\}`/.test(read(path)),
      );
    expect(byHand).toEqual([]);
  });
});
