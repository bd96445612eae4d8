import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { quoteText, Warehouse } from '../storage/warehouse/database.ts';
import { measureCli } from './measure/child.ts';
import { csvToWorkbook } from './measure/csv-to-workbook.ts';

const USAGE = 'npm run bench -- nightly [people=68000] [xlsx]';

/** A city's year, first and second night, from CSV and with `xlsx` from workbooks, against reading the same rows alone. */
export async function run(args: string[]): Promise<void> {
  const people = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 68_000);
  if (!Number.isInteger(people)) throw new Error(USAGE);
  const folder = mkdtempSync(join(tmpdir(), 'hedui-bench-'));
  try {
    const county = join(folder, 'county');
    await measureCli([
      'generate',
      '--out',
      county,
      '--people',
      String(people),
      '--months',
      '12',
      '--seed',
      '11',
      '--format',
      'csv',
    ]);
    const inbox = join(county, 'inbox');
    const alone = await readAlone(inbox);
    await measureNights('csv', inbox, join(folder, 'home-csv'), alone);
    if (args.includes('xlsx')) {
      const workbooks = join(folder, 'workbooks');
      mkdirSync(workbooks);
      for (const file of readdirSync(inbox)) await csvToWorkbook(join(inbox, file), workbooks);
      await measureNights('xlsx', workbooks, join(folder, 'home-xlsx'), alone);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Alone {
  seconds: number;
  rows: number;
}

/** The floor: the engine alone reads every line of the same text files into memory, untyped and unlinked. */
async function readAlone(inbox: string): Promise<Alone> {
  const warehouse = await Warehouse.open(':memory:');
  const started = performance.now();
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
  return { seconds: (performance.now() - started) / 1000, rows };
}

async function measureNights(label: string, inbox: string, home: string, alone: Alone): Promise<void> {
  const night = ['--home', home, '--json', 'nightly', '--inbox', inbox, '--as-of', '2023-01-31'];
  const first = await measureCli(night);
  const second = await measureCli(night);
  const summary = JSON.parse(first.stdout) as {
    milliseconds: Record<string, number>;
    totals: { findings: number };
    files: { received: number }[];
  };
  const received = summary.files.reduce((sum, file) => sum + file.received, 0);
  const line = (name: string, seconds: number, note = ''): void => {
    process.stdout.write(`${name.padEnd(34)} ${seconds.toFixed(2).padStart(8)} s  ${note}\n`);
  };
  process.stdout.write(
    `${label}: ${received} rows of ${basename(inbox)}, ${summary.totals.findings} findings\n`,
  );
  line('DuckDB alone, same rows', alone.seconds, `${alone.rows} rows`);
  line(
    'first night',
    first.seconds,
    `× ${(first.seconds / alone.seconds).toFixed(1)} of DuckDB alone, peak ${Math.round(first.peakMb)} MB`,
  );
  for (const [step, ms] of Object.entries(summary.milliseconds)) line(`  ${step}`, ms / 1000);
  line(
    'second night, nothing new',
    second.seconds,
    `× ${(second.seconds / first.seconds).toFixed(2)} of the first, peak ${Math.round(second.peakMb)} MB`,
  );
}
