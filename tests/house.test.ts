import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseResidentId } from '../core/resident-id/index.ts';
import { sharedNames, unusedNames } from './support/exported-names.ts';
import { importCircles } from './support/import-circles.ts';
import { type Speech, speechIn } from './support/ledger-queries.ts';
import { files, folderOf, importsOf, type OurFile, programs, ROOT } from './support/our-files.ts';

const CODE = new Set(['.ts', '.tsx', '.sql', '.yaml', '.css', '.html']);
/** Folders whose files are data that people send or tables made once, not something to read in one sitting. */
const DATA = ['data-samples/', 'core/names/data/', 'package-lock.json'];

/** Whom each folder may import; a folder may always import itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: [],
  storage: ['core'],
  reading: ['core', 'storage'],
  casework: ['core', 'storage', 'reading'],
  explanation: ['core', 'storage', 'reading', 'casework'],
  reports: ['core', 'storage', 'reading', 'casework', 'explanation'],
  pipelines: ['core', 'storage', 'reading', 'casework', 'explanation', 'reports'],
  workbench: ['core', 'storage', 'reading', 'casework', 'explanation', 'reports'],
};

const MOST_LINES = 350;

/** Longer than a file should be, each with the reason it stays whole. */
const LONG: Record<string, string> = {
  'reading/recognition/recognise-file.test.ts': 'one test per layout that offices send, read as one list',
  'rules/deceased/paid-after-death/cases.yaml':
    'one worked example per way in which a report of a death and a payment meet',
  'sql/sources/imprisonment/imprisonment.sql':
    'one query: what later judgements, acquittals, reductions and releases leave of a sentence',
};

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const isData = ({ path }: OurFile): boolean => DATA.some((start) => path.startsWith(start));

describe('imports', () => {
  const edges = files
    .filter(({ path }) => /\.tsx?$/.test(path))
    .flatMap((file) => importsOf(file).map((target) => ({ path: file.path, target })));

  it('the reader of imports sees those of the night', () => {
    const targets = edges.filter(({ path }) => path === 'pipelines/nightly.ts').map(({ target }) => target);
    expect(targets).toContain('storage/lock.ts');
    expect(targets).toContain('reading/receiving/receive.ts');
  });

  for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
    it(`${folder} imports ${allowed.length === 0 ? 'nothing of ours' : `only ${allowed.join(', ')}`}`, () => {
      const strangers = edges
        .filter(({ path }) => folderOf(path) === folder)
        .filter(({ target }) => ![folder, ...allowed].includes(folderOf(target)))
        // what helps several tests stands in tests/support; only tests may take it from there
        .filter(({ path, target }) => !(path.endsWith('.test.ts') && target.startsWith('tests/support/')));
      expect(strangers).toEqual([]);
    });
  }

  it('no two files import each other, and none itself by way of others', () => {
    const circled = { a: ['b'], b: ['c', 'd'], c: ['a'], d: [], e: ['a'] };
    expect(importCircles(new Map(Object.entries(circled)))).toEqual([['a', 'b', 'c']]);
    expect(importCircles(new Map(programs.map((file) => [file.path, importsOf(file)])))).toEqual([]);
  });

  it('an import of ours names its file with the ending', () => {
    expect(edges.filter(({ target }) => extname(target) === '')).toEqual([]);
  });
});

/**
 * A read of the ledger is whatever asks it for rows: lists, pages, sums, exports, the night's look at what it knew, and
 * what is found by its id. The fold's own writes are none: they stand beside the command that makes them, in casework,
 * and say in place that they insert, update or delete.
 */
describe('the ledger', () => {
  const spoken = files
    .filter(({ path }) => /\.tsx?$/.test(path) && folderOf(path) in MAY_IMPORT && !/\.test\.tsx?$/.test(path))
    .map(({ path, text }) => ({ path, said: speechIn(text) }));
  const where = (speech: Speech): string[] =>
    spoken.filter(({ said }) => said.includes(speech)).map(({ path }) => path);

  it('is asked in storage/ and casework/reads/ alone', () => {
    expect(where('asks')).toContain('casework/reads/cases/list-cases.ts');
    expect(where('asks').filter((path) => !/^(?:storage|casework\/reads)\//.test(path))).toEqual([]);
  });

  it('is written in storage/ and casework/ alone, and never by what reads it', () => {
    const strangers = where('writes').filter((path) => !/^(?:storage|casework\/(?!reads\/))/.test(path));
    expect(strangers).toEqual([]);
  });

  it('is not asked by way of the reads’ own short words', () => {
    const takers = files.filter((file) => importsOf(file).includes('casework/reads/rows.ts'));
    expect(takers.map(({ path }) => path).filter((path) => !path.startsWith('casework/reads/'))).toEqual([]);
  });

  it('takes an event into a case in one place, which also folds and projects it', () => {
    const writers = spoken.filter(({ path }) => /stream: 'case'/.test(read(path))).map(({ path }) => path);
    expect(writers).toEqual(['casework/casebook/append-to-case.ts']);
  });

  it.each([
    "ledger.statement('select 1').all()",
    'desk.ledger\n    .statement(\n      `select 1`,\n    )',
    "ledger?.statement('with one as (select 1) select * from one')",
    'ledger.statement(text)',
    "ledger['statement'](text)",
    'const ask = ledger.statement.bind(ledger)',
    'const { statement } = ledger;',
    'const { db, path } = desk.ledger;',
    "ledger.db\n  .prepare('select 1')",
    "ledgerOf(desk).db.exec('begin')",
    "import { DatabaseSync } from 'node:sqlite';",
  ])('a query is seen in %j', (text) => expect(speechIn(text)).toContain('asks'));

  it.each([
    "join(home, 'ledger.db')",
    'join(backups, `ledger.db`)',
    "// whoever asks ledger.db or calls ledger.statement('select') by hand",
    "linker.prepare('left', 'left_list')",
    '/Thumbs\\.db$/.exec(name)',
    "ledger.statement('update notice_number set is_void = 1 where notice_number = ?').run(number)",
    "import type { SQLInputValue } from 'node:sqlite';",
  ])('none is seen in %j', (text) => expect(speechIn(text)).not.toContain('asks'));
});

describe('files', () => {
  const lineCount = ({ text }: OurFile): number => text.split('\n').length - 1;
  const long = files
    .filter((file) => CODE.has(extname(file.path)) && !isData(file))
    .filter((file) => lineCount(file) > MOST_LINES)
    .map(({ path }) => path);

  it(`no file of code is longer than ${MOST_LINES} lines, but for those with a reason`, () => {
    expect(long.filter((path) => !(path in LONG))).toEqual([]);
  });

  it('an exception that is no longer needed is taken off the list', () => {
    expect(Object.keys(LONG).filter((path) => !long.includes(path))).toEqual([]);
  });

  it('no source, canonical table or rule decides by a word within a word', () => {
    const guessing = files.filter(
      ({ path, text }) =>
        /^(sql\/(sources|canonical)|rules)\/.*\.sql$/.test(path) && /\blike\b\s*'%/i.test(text),
    );
    expect(guessing.map(({ path }) => path)).toEqual([]);
  });

  it('a month is put together and taken apart in core/month.ts alone', () => {
    // the readers of plain cells count bytes, a row at a time
    const ways =
      /\b\w*[mM]onth\w*\)? % 100|(?:trunc|floor)\([\w.]*[mM]onth\w* \/ 100|\b[yY]ear\)? \* 100 \+ (?:Number\(|month\b(?!\())/;
    const counting = programs.filter(({ path, text }) => ways.test(text) && !path.startsWith('tests/'));
    expect(counting.map(({ path }) => path)).toEqual(['core/month.ts', 'reading/staging/plain-cells.ts']);
  });

  it('every SQL file opens by saying what one row is, or what it does', () => {
    const silent = files.filter(({ path, text }) => path.endsWith('.sql') && !text.startsWith('-- '));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it('a query that feeds or derives a business table says its grain', () => {
    const queries = files.filter(({ path }) => /^(?:sql\/(?:sources|canonical)|rules)\/.*\.sql$/.test(path));
    expect(queries.length).toBeGreaterThan(0);
    expect(queries.filter(({ text }) => !/^-- Grain: /.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('files and folders are named in kebab-case', () => {
    const named = files.filter(({ path }) =>
      /^(?:core|storage|reading|casework|explanation|reports|pipelines|workbench)\//.test(path),
    );
    const strange = named.filter(({ path }) => /\.tsx?$/.test(path) && !/^[a-z0-9./-]+$/.test(path));
    expect(strange.map(({ path }) => path)).toEqual([]);
  });

  it('no folder or file is called utils, helpers, common or manager', () => {
    // a manager is a person here, the one who reads reports/manager/
    const vague = files.filter(({ path }) =>
      /(?:^|[/.-])(?:utils?|helpers?|common|manager)(?:[/.-]|$)/.test(path.replace('reports/manager/', '')),
    );
    expect(vague.map(({ path }) => path)).toEqual([]);
  });
});

describe('names', () => {
  it('one exported name is one concept, and is said again somewhere', () => {
    expect(Object.fromEntries(sharedNames())).toEqual({});
    expect(unusedNames()).toEqual([]);
  });

  it.each([
    ['casework/a.ts', 'export interface Page {', 'reports/b.ts', 'export type Page = string;', 1],
    ['casework/a.ts', 'export function carry(', 'workbench/server/b.ts', 'export function carry(', 1],
    ['casework/a.ts', 'export interface Money {', 'workbench/client/b.tsx', 'export function Money(', 0],
    ['pipelines/a.ts', 'export const retire = 1', 'workbench/server/b.ts', 'export function retire(', 0],
  ])('%s: %s beside %s: %s', (one, said, other, saidThere, found) => {
    const both = [
      { path: one, text: said },
      { path: other, text: saidThere },
    ];
    expect(sharedNames(both).size).toBe(found);
  });
});

describe('folders that hold one thing each', () => {
  const foldersIn = (path: string): string[] =>
    readdirSync(join(ROOT, path), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);

  it('every source says how it is recognised and which business table it feeds', () => {
    for (const source of foldersIn('sql/sources')) {
      const content = readdirSync(join(ROOT, 'sql/sources', source));
      expect(content, source).toContain('source.yaml');
      expect(
        content.filter((name) => name.endsWith('.sql')),
        source,
      ).not.toEqual([]);
    }
  });

  it('every rule is a question, a query and its cases', () => {
    for (const family of foldersIn('rules').filter((name) => name !== 'parameters')) {
      for (const rule of foldersIn(`rules/${family}`)) {
        const content = readdirSync(join(ROOT, 'rules', family, rule)).sort();
        expect(content, `${family}/${rule}`).toEqual(['cases.yaml', 'rule.sql', 'rule.yaml']);
      }
    }
  });
});

describe('dependencies', () => {
  const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string> | undefined>;
  const dependencies = Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  });
  const page = read('docs/dependencies.md');
  const rows = [...page.matchAll(/^\| `([^`]+)` \| (\S+) \|/gm)];

  it('every version is exact', () => {
    expect(dependencies.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('every dependency has its line with the version in use, and no line speaks of another', () => {
    const described = rows.map(([, name, version]) => [name, version]);
    const byName = (left: (string | undefined)[], right: (string | undefined)[]): number =>
      String(left[0]) < String(right[0]) ? -1 : 1;
    expect(described.sort(byName)).toEqual(
      dependencies.map(([name, version]) => [name, version]).sort(byName),
    );
  });

  it('every licence is the one the installed package states', () => {
    const { packages: locked } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { license: string }>;
    };
    for (const [line, name = ''] of rows) {
      const installed = join('node_modules', name, 'package.json');
      // of the runtimes of other machines, which are not installed, the lock says it
      const { license } = existsSync(join(ROOT, installed))
        ? (JSON.parse(read(installed)) as { license: string })
        : (locked[join('node_modules', name)] ?? expect.unreachable(name));
      const stated = page.split('\n').find((text) => text.startsWith(line ?? '')) ?? '';
      expect(stated, name).toContain(`| ${license} |`);
    }
  });
});

describe('privacy', () => {
  /** The number printed in the standard itself as its example; it is nobody's. */
  const OF_THE_STANDARD = new Set(['11010519491231002X']);

  it('no valid resident id stands in code or docs unless its sequence number is of the invented 99x', () => {
    const real = files
      .filter((file) => !isData(file))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])/g)].map(([number]) => ({
          path,
          number,
        })),
      )
      .filter(({ number }) => parseResidentId(number).resident_id !== null)
      .filter(({ number }) => number.slice(14, 16) !== '99' && !OF_THE_STANDARD.has(number.toUpperCase()));
    expect(real.map(({ path, number }) => `${path}: ${number.slice(0, 6)}…`)).toEqual([]);
  });

  it('nothing names a folder of one machine or a package registry', () => {
    // spelt apart, so that this file passes its own test
    const foreign = [
      ['', 'work', ''],
      ['', 'root', ''],
      ['', 'home', ''],
    ].map((parts) => parts.join('/'));
    const found = files
      .filter(({ path }) => path !== 'package-lock.json')
      .flatMap(({ path, text }) =>
        foreign
          .filter((word) => new RegExp(`(?<![\\w./*-])${word}`).test(text))
          .map((word) => `${path}: ${word}`),
      );
    expect(found).toEqual([]);
    const registries = files.filter(({ text }) => /https?:\/\/registry\b/.test(text));
    expect(registries.map(({ path }) => path)).toEqual([]);
  });

  /** The pages, and what keeps one of them, ask the server they came from, and the server listens; nothing else speaks to anything. */
  const MAY_SPEAK = [
    'workbench/client/api/call.ts',
    'workbench/client/afield/worker.ts',
    'workbench/server/open-workbench.ts',
  ];

  it('no code opens a connection to anywhere', () => {
    const outward =
      /\bfetch\(|from 'node:(?:http|https|net|dgram|tls)'|\bXMLHttpRequest\b|\bsendBeacon\b|\bWebSocket\b/;
    const senders = files
      .filter(({ path }) =>
        /^(?:core|storage|reading|casework|explanation|reports|pipelines|workbench)\/.*\.tsx?$/.test(path),
      )
      .filter(({ text }) => outward.test(text))
      .map(({ path }) => path);
    expect(senders.filter((path) => !MAY_SPEAK.includes(path))).toEqual([]);
  });

  it('the pages load nothing from another machine', () => {
    const abroad = files
      .filter(({ path }) => /^workbench\/client\/.*\.(?:tsx?|css|html|svg)$/.test(path))
      .filter(({ text }) => /https?:\/\/(?!www\.w3\.org\/)/.test(text));
    expect(abroad.map(({ path }) => path)).toEqual([]);
  });
});
