import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIGURES } from '../workbench/contract/overview.ts';
import { openWorkbench } from '../workbench/server/open-workbench.ts';
import { RULES, TOWNSHIPS } from './ledger/fill-ledger.ts';
import { fillCity, makeCity, SUPERVISOR } from './web/city.ts';
import { type Ask, askerOf } from './web/questions.ts';

const SOURCES = ['self-found', 'handed-down'];
const AGES = ['unapproved', 'to_30', 'to_90', 'over_180'];
const rows = (wish: string): string => `/overview/rows?${wish}`;

/** Questions of one kind, none of them twice: what was answered before is answered from memory. */
const KINDS: readonly (readonly [name: string, paths: readonly string[]])[] = [
  ['every figure, one township', TOWNSHIPS.map((name) => `/overview?township=${name}`)],
  ['every figure, one rule', RULES.map((rule) => `/overview?rule=${rule}`)],
  ['every figure, one source', SOURCES.map((source) => `/overview?source=${source}`)],
  [
    'every figure, township and rule',
    TOWNSHIPS.flatMap((name) => RULES.map((rule) => `/overview?township=${name}&rule=${rule}`)),
  ],
  ['cases behind a figure', FIGURES.map((figure) => rows(`figure=${figure}`))],
  [
    'cases behind a figure, one township',
    FIGURES.map((figure) => rows(`figure=${figure}&township=${TOWNSHIPS[1]}`)),
  ],
  ['cases behind a figure, page 100', FIGURES.map((figure) => rows(`figure=${figure}&offset=5000`))],
  ['cases of an age of debt', AGES.map((age) => rows(`figure=owed&age=${age}`))],
  [
    'cases of one month',
    [202210, 202211, 202212].flatMap((month) =>
      ['assessed', 'recovered'].map((figure) => rows(`figure=${figure}&month=${month}`)),
    ),
  ],
  [
    'people of a certification window',
    [1, 2].flatMap((half) =>
      ['due', 'certified', 'stopped', 'unstopped'].map(
        (way) => `/overview/certification?year=2022&half=${half}&way=${way}`,
      ),
    ),
  ],
  ['batches', Array.from({ length: 10 }, () => '/batches')],
];

/** `npm run bench -- overview [cases=100000] [people=20000] [folder]`: each figure of the overview, asked for the first time. */
export async function run(args: string[]): Promise<void> {
  const [cases = '100000', people = '20000', kept] = args;
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'hedui-bench-overview-'));
  const home = join(folder, 'home');
  try {
    if (!existsSync(home)) {
      mkdirSync(folder, { recursive: true });
      fillCity(await makeCity(folder, Number(people)), Number(cases));
    }
    const workbench = await openWorkbench({ home, port: 0 });
    try {
      await askKinds(await askerOf(workbench, SUPERVISOR));
    } finally {
      await workbench.close();
    }
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function askKinds(ask: Ask): Promise<void> {
  process.stdout.write(`${'question'.padEnd(44)} times   median      max  ms   processor ms each\n`);
  await measure('the marts made, every figure of the county', ['/overview'], ask);
  await measure('every figure again', ['/overview'], ask);
  for (const [name, paths] of KINDS) await measure(name, paths, ask);
}

/** The processor's time is that of the whole process, the thread of the marts with it. */
async function measure(name: string, paths: readonly string[], ask: Ask): Promise<void> {
  const before = process.cpuUsage();
  const times: number[] = [];
  for (const path of paths) times.push(await ask(path));
  const { user, system } = process.cpuUsage(before);
  times.sort((one, other) => one - other);
  const shown = [
    times[Math.floor(times.length / 2)] ?? 0,
    times.at(-1) ?? 0,
    (user + system) / 1000 / times.length,
  ];
  const [median, most, each] = shown.map((ms) => ms.toFixed(1).padStart(8));
  process.stdout.write(
    `${name.padEnd(44)} ${String(times.length).padStart(5)} ${median} ${most} ${each?.padStart(12)}\n`,
  );
}
