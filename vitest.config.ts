import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { keepCompiled } from './core/compile-cache.ts';
import { NODE_FLAGS } from './core/node-flags.ts';

// the processes and threads that tests start take it from here
keepCompiled();

const IN_MEMORY = '/dev/shm';
const ROOM = 8 * 1024 ** 3;
giveRunItsFolder();

const ALL = ['**/*.test.ts'];
const NOT_OURS = [...configDefaults.exclude, 'var/**', 'workbench/dist/**'];

/** They share one night of the demonstration, the built pages of the workbench and one browser. */
const OF_THE_DEMO = [
  'tests/workbench/**/*.test.ts',
  'tests/explanation/case-explanation.test.ts',
  'tests/night/one-claim.test.ts',
  'tests/explanation/own-tables.test.ts',
  'tests/reports/identities.test.ts',
  'tests/reports/papers.test.ts',
  'tests/reports/readme.test.ts',
  'tests/reports/recovery-summary.test.ts',
  'tests/reliability/tampering.test.ts',
  'tests/reliability/flips.test.ts',
  'tests/reliability/every-column.test.ts',
];
/** Over the demonstration; what stands for each in `npm test` is named beside it. */
const LONG_OF_THE_DEMO = [
  // every page walked in the browser by those who work at it. In `npm test` `queue`, `case` and `whole-way` stand for them;
  // what the pages ask is asked there without one: `both-doors`, `exits`, `openapi`, `rights`, `no-dead-end`
  'tests/workbench/approvals.test.ts',
  'tests/workbench/audit.test.ts',
  'tests/workbench/batch-work.test.ts',
  'tests/workbench/columns-page.test.ts',
  'tests/workbench/counted-ways.test.ts',
  'tests/workbench/covered-page.test.ts',
  'tests/workbench/dashboard.test.ts',
  'tests/workbench/files.test.ts',
  'tests/workbench/held-rule.test.ts',
  'tests/workbench/insider-page.test.ts',
  'tests/workbench/joint-notice.test.ts',
  'tests/workbench/leads-on.test.ts',
  'tests/workbench/nights.test.ts',
  'tests/workbench/notices.test.ts',
  'tests/workbench/owed-way.test.ts',
  'tests/workbench/people.test.ts',
  'tests/workbench/publish-notices.test.ts',
  'tests/workbench/queue-by-hand.test.ts',
  'tests/workbench/recovery.test.ts',
  'tests/workbench/report-check-page.test.ts',
  'tests/workbench/rule-life.test.ts',
  'tests/workbench/rules.test.ts',
  'tests/workbench/second-factor.test.ts',
  'tests/workbench/sign-on.test.ts',
  'tests/workbench/sources.test.ts',
  'tests/workbench/tasks.test.ts',
  'tests/workbench/tie-out-page.test.ts',
  'tests/workbench/today.test.ts',
  'tests/workbench/users.test.ts',
  'tests/workbench/words-page.test.ts',
  // every page in every language and size, every move through its dialog: `whole-way` walks one case through both
  'tests/workbench/every-page.test.ts',
  'tests/workbench/moves.test.ts',
  'tests/workbench/looked-at-closely.test.ts',
  // half a minute: `half-open` waits five seconds
  'tests/workbench/half-open-office.test.ts',
  // two hundred damaged copies of an office, each examined
  'tests/reliability/flips.test.ts',
  // each value of the ledger altered by itself; `tampering` has fifty of them
  'tests/reliability/every-column.test.ts',
];

/**
 * Of these `npm test` walks a part: the roles of a few, the first steps of a path, one cipher, the first nights of a history,
 * what is taught and not what is taken back, ten papers of thirty (`tests/support/is-long.ts`).
 */
const WALKED_WHOLE = [
  'casework/findings/attach-findings.test.ts',
  'pipelines/rules/gather.test.ts',
  'tests/documents/approved-whole.property.test.ts',
  'tests/documents/issued-at-once.test.ts',
  'tests/documents/papers-tell-the-ledger.test.ts',
  'tests/night/absence-gate.test.ts',
  'tests/night/bad-input.test.ts',
  'tests/night/columns.test.ts',
  'tests/night/every-input.test.ts',
  'tests/night/left-out.test.ts',
  'tests/night/lists-that-say-less.test.ts',
  'tests/night/one-folder.test.ts',
  'tests/night/settings.test.ts',
  'tests/night/tie-out.test.ts',
  'tests/night/tried-money.test.ts',
  'tests/night/whose-roster.test.ts',
  'tests/night/words.test.ts',
  // each case of a rule alone; in `npm test` in the company of the others, which would have to make a wrong one right
  'tests/rule-cases.test.ts',
  'tests/night/next-nights.test.ts',
  'tests/night/sent-again.test.ts',
  'tests/reliability/at-rest.test.ts',
  'tests/reliability/forged-files.test.ts',
];
const WALKED_WHOLE_OF_THE_DEMO = [
  'tests/reports/recovery-summary.test.ts',
  'tests/workbench/by-keyboard.test.ts',
  'tests/workbench/case.test.ts',
  'tests/workbench/exits.test.ts',
  'tests/workbench/larger-text.test.ts',
  'tests/workbench/no-dead-end.test.ts',
  'tests/workbench/on-paper.test.ts',
  'tests/workbench/visits.test.ts',
  'tests/workbench/ways-on.test.ts',
];
const MADE_ONCE = 'tests/workbench/made-once.ts';
/** What is made once is made meanwhile; whoever has no file left of the one kind begins with the other. */
class DemoAfterTheOthers extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isOfTheDemo = ({ project }: TestSpecification): boolean => project.name.endsWith('demo');
    return (await super.sort(files)).sort(
      (one, other) => Number(isOfTheDemo(one)) - Number(isOfTheDemo(other)),
    );
  }
}
/** On a shared machine a browser may be kept waiting: where changes land it is asked once more, and the run says so. */
const ONCE_MORE = process.env.CI === undefined ? 0 : 1;

/** Long by nature: `npm run test:long`, after `npm test`; whoever changes what they cover runs them by name. */
const LONG = [
  // processes are killed at every step
  'tests/night/killed.test.ts',
  'tests/reliability/kill.test.ts',
  'tests/documents/killed-batch.test.ts',
  // a night that takes back thousands of findings, beside a writer and stopped; `beside-writers` writes beside others
  'tests/reliability/withdrawn-at-once.test.ts',
  // thousands of damaged files
  'tests/reading/damaged-bytes.test.ts',
  // disks run full
  'tests/night/full-disk.test.ts',
  'tests/documents/papers-on-full-disk.test.ts',
  // histories of many nights: a rule held, released and killed meanwhile, a rule's life, nights compared and computed again
  'tests/night/held-rules.test.ts',
  'tests/night/nights-diff.test.ts',
  'tests/night/recompute.test.ts',
  'tests/night/rule-life.test.ts',
  'tests/night/slow-decline.test.ts',
  'tests/night/what-if.test.ts',
  'tests/night/word-over-nights.test.ts',
  'tests/night/words-taken-over.test.ts',
  // twelve months and the judgements of many; `shortened-sentences` and `ends-of-terms` have one after another
  'tests/night/judged-again.test.ts',
  // what an invented county's links are measured by; `linking` has each way to be linked
  'bench/linkage/invented-county.test.ts',
  // a county of thirty thousand with what a published audit found
  'tests/night/published-audit.test.ts',
  // a county with the lists of every office
  'tests/reports/whole-office.test.ts',
  // counties of many seeds, files and rows in many orders; in `npm test` `next-nights` and `sent-again` have files that come late
  'tests/night/any-order.test.ts',
  'tests/night/counties.test.ts',
  'tests/night/many-orders.test.ts',
  // nights that take rows over from the one before, each held against one from nothing
  'tests/night/carried-over.test.ts',
  'tests/night/row-order.test.ts',
  // every mistake of a roster that is to be paid, and two dozen clean months
  'tests/precheck/every-mistake.test.ts',
  // every case of every rule on other engines
  'tests/engines/engines.test.ts',
  // several counties, a night each, and publications that are killed halfway
  'tests/province/odd-province.test.ts',
  'tests/province/over-counties.test.ts',
  'tests/province/publication.test.ts',
  'tests/province/sixteen-counties.test.ts',
  // an archive is made and installed with the network cut
  'tests/release/offline.test.ts',
  // nights over damaged builds, readings and receipts
  'tests/reliability/rebuilt.test.ts',
];

export default defineConfig({
  test: {
    pool: 'forks',
    // Node runs the sources as they are, here too, and keeps what it compiled
    experimental: { viteModuleRunner: false, nodeLoader: false },
    maxWorkers: 2,
    sequence: { sequencer: DemoAfterTheOthers },
    execArgv: NODE_FLAGS.filter((flag) => flag.startsWith('--no-')),
    setupFiles: 'tests/support/seed.ts',
    testTimeout: 120_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        // they share processes, what is loaded there and the reader of files: each leaves nothing behind
        test: {
          name: 'quick',
          include: ALL,
          exclude: [...NOT_OURS, ...OF_THE_DEMO, ...LONG],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'demo',
          include: OF_THE_DEMO,
          exclude: LONG_OF_THE_DEMO,
          globalSetup: MADE_ONCE,
          retry: ONCE_MORE,
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: [...LONG, ...WALKED_WHOLE],
          testTimeout: 600_000,
          provide: { isLong: true },
        },
      },
      {
        extends: true,
        test: {
          name: 'long-demo',
          include: [...LONG_OF_THE_DEMO, ...WALKED_WHOLE_OF_THE_DEMO],
          testTimeout: 600_000,
          provide: { isLong: true },
          globalSetup: MADE_ONCE,
          retry: ONCE_MORE,
        },
      },
    ],
  },
});

/**
 * The offices of a run lie in one folder, which goes with it; in memory where there is room: thousands of files are written,
 * synced and thrown away.
 */
function giveRunItsFolder(): void {
  const isFree = process.env.TMPDIR === undefined && hasRoom(IN_MEMORY);
  const folder = mkdtempSync(join(isFree ? IN_MEMORY : tmpdir(), 'hedui-tests-'));
  // a database server runs as somebody else
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
}

function hasRoom(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return Math.min(bavail * bsize, process.availableMemory()) > ROOM;
  } catch {
    return false;
  }
}
