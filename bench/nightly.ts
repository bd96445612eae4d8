import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { quoteText, Warehouse } from '../storage/warehouse/database.ts';
import { type Measured, measureCli, measureNode } from './measure/child.ts';
import { csvToWorkbook } from './measure/csv-to-workbook.ts';

const USAGE = 'npm run bench -- nightly [people=68000] [xlsx | second-pack]';

/** What the night is measured against, in this run: reading the same rows alone, and a script written by hand. */
interface Peers {
  alone: Alone;
  script: Measured;
}

/**
 * A city's year from CSV and with `xlsx` from workbooks: the first night, the same again, another day, and one roster more,
 * against reading the same rows alone and against seven rules written by hand (`nightly/seven-rules.sql`). `second-pack` asks
 * one thing alone: what the whole office's lists add to a first night.
 */
export async function run(args: string[]): Promise<void> {
  const people = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 68_000);
  if (!Number.isInteger(people)) throw new Error(USAGE);
  const folder = mkdtempSync(join(tmpdir(), 'hedui-bench-'));
  try {
    const inbox = await generateCounty(join(folder, 'county'), people);
    if (args.includes('second-pack')) {
      await measureSecondPack(
        inbox,
        await generateCounty(join(folder, 'whole'), people, ['--whole-office']),
        folder,
      );
      return;
    }
    const peers = { alone: await readAlone(inbox), script: await runScript(inbox, folder) };
    await measureNights('csv', inbox, join(folder, 'home-csv'), peers);
    await measureNewRoster(inbox, folder, peers);
    if (args.includes('xlsx')) {
      const workbooks = join(folder, 'workbooks');
      mkdirSync(workbooks);
      for (const file of readdirSync(inbox)) await csvToWorkbook(join(inbox, file), workbooks);
      await measureNights('xlsx', workbooks, join(folder, 'home-xlsx'), peers);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A year of a county; returns its inbox. */
async function generateCounty(out: string, people: number, more: readonly string[] = []): Promise<string> {
  const size = ['--people', String(people), '--months', '12', '--seed', '11', '--format', 'csv'];
  await measureCli(['generate', '--out', out, ...size, ...more]);
  return join(out, 'inbox');
}

interface Alone {
  seconds: number;
  cpuSeconds: number;
  rows: number;
}

/** The floor: the engine alone reads every line of the same text files into memory, untyped and unlinked. */
async function readAlone(inbox: string): Promise<Alone> {
  const warehouse = await Warehouse.open(':memory:', { threads: '2' });
  const started = performance.now();
  const before = process.cpuUsage();
  let rows = 0;
  for (const file of readdirSync(inbox).filter((name) => /\.(csv|txt)$/.test(name))) {
    await warehouse
      .run(
        `create or replace table raw as select * from read_csv(${quoteText(join(inbox, file))}, all_varchar = true,
         ignore_errors = true, null_padding = true, strict_mode = false, header = false, encoding = 'utf-8')`,
      )
      .catch(() => undefined);
    const count = await warehouse.first<{ n: number }>('select count(*) as n from raw');
    rows += count?.n ?? 0;
  }
  warehouse.close();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6, rows };
}

/** Claims by seven rules that know this county's headers and file names, in a process of its own. */
function runScript(inbox: string, folder: string): Promise<Measured> {
  const out = join(folder, 'by-hand');
  mkdirSync(out);
  return measureNode([join(import.meta.dirname, 'nightly/hand-script.ts'), inbox, out]);
}

async function measureNights(label: string, inbox: string, home: string, peers: Peers): Promise<void> {
  const night = (on: string): Promise<Measured> =>
    measureCli(['--home', home, '--json', 'nightly', '--inbox', inbox, '--as-of', on]);
  const first = await night('2023-01-31');
  const summary = JSON.parse(first.stdout) as {
    milliseconds: Record<string, number>;
    totals: { findings: number };
    files: { received: number }[];
  };
  const received = summary.files.reduce((sum, file) => sum + file.received, 0);
  process.stdout.write(
    `${label}: ${received} rows of ${basename(inbox)}, ${summary.totals.findings} findings\n`,
  );
  line('DuckDB alone, same rows', { ...peers.alone, peakMb: 0 }, peers);
  line('seven rules by hand', peers.script, peers);
  line('first night', first, peers);
  for (const [step, ms] of Object.entries(summary.milliseconds))
    process.stdout.write(`  ${step.padEnd(32)} ${(ms / 1000).toFixed(2).padStart(8)} s\n`);
  line('the same night again', await night('2023-01-31'), peers);
  line('a new day, nothing new', await night('2023-02-01'), peers);
}

/**
 * A first night over the whole office's lists, and one without those that the first pack does not ask for (`plain` is a county
 * that has none of them): twice each in turn, files unread, and once more when they are read.
 */
async function measureSecondPack(plain: string, whole: string, folder: string): Promise<void> {
  const first = join(folder, 'first-pack');
  mkdirSync(first);
  for (const name of readdirSync(plain)) copyFileSync(join(whole, name), join(first, name));
  const inboxes = [
    ['first pack', first],
    ['both packs', whole],
  ] as const;
  const night = (home: string, inbox: string): Promise<Measured> =>
    measureCli(['--home', home, '--json', 'nightly', '--inbox', inbox, '--as-of', '2023-01-31']);
  for (const isRead of [false, true]) {
    const cost = new Map<string, number>();
    for (const turn of [1, 2])
      for (const [name, inbox] of inboxes) {
        const home = join(folder, `${name}-${isRead}-${turn}`);
        if (isRead)
          cpSync(join(folder, `${name}-false-1/received`), join(home, 'received'), { recursive: true });
        const { seconds, cpuSeconds, peakMb, stdout } = await night(home, inbox);
        cost.set(name, (cost.get(name) ?? 0) + cpuSeconds);
        const { files } = JSON.parse(stdout) as { files: { received: number }[] };
        const rows = files.reduce((sum, { received }) => sum + received, 0);
        process.stdout.write(
          `${name}, ${isRead ? 'files read' : 'first night'}: ${rows} rows of ${files.length} files, ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} of the processor, ${Math.round(peakMb)} MB\n`,
        );
        if (isRead || turn === 2) rmSync(join(home, 'builds'), { recursive: true, force: true });
      }
    const [one, both] = [cost.get('first pack')!, cost.get('both packs')!];
    process.stdout.write(`the second pack adds ${((both / one - 1) * 100).toFixed(0)} % of the processor\n`);
  }
}

/** A roster that comes when the other months and lists have been read and matched. */
async function measureNewRoster(inbox: string, folder: string, peers: Peers): Promise<void> {
  const [early, home] = [join(folder, 'early'), join(folder, 'home-roster')];
  mkdirSync(early);
  const late = readdirSync(inbox).find((name) => name.startsWith('2022年12月'));
  if (late === undefined) throw new Error('the county has no roster of December');
  for (const name of readdirSync(inbox))
    if (name !== late) copyFileSync(join(inbox, name), join(early, name));
  const night = ['--home', home, '--json', 'nightly', '--inbox', early, '--as-of', '2023-01-31'];
  await measureCli(night);
  copyFileSync(join(inbox, late), join(early, late));
  line('one new roster beside the others', await measureCli(night), peers);
}

function line(name: string, measured: Omit<Measured, 'stdout'>, { alone, script }: Peers): void {
  const { seconds, cpuSeconds, peakMb } = measured;
  const memory = peakMb > 0 ? `, ${Math.round(peakMb)} MB` : '';
  const times = (peer: { cpuSeconds: number }): string => (cpuSeconds / peer.cpuSeconds).toFixed(1);
  process.stdout.write(
    `${name.padEnd(34)} ${seconds.toFixed(2).padStart(8)} s, ${cpuSeconds.toFixed(1)} of the processor, × ${times(alone)} of DuckDB alone, × ${times(script)} of the script${memory}\n`,
  );
}
