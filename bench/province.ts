import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measured, measureCli } from './measure/child.ts';
import { knownSeconds } from './measure/known-work.ts';
import { askByPartition } from './province/by-partition.ts';
import { type CopiedProvince, publishCopies } from './province/publish-copies.ts';

const USAGE =
  'npm run bench -- province [counties=40] [copies=13] [people=7300] [engine=duckdb,spark] [only=partitions]';

/** Of a generated county that is copied. */
const MONTHS = 12;

interface Size {
  counties: number;
  copies: number;
  people: number;
}

/**
 * A province straight from Parquet: counties of copies of one generated county, with people who stand in two of them. Every rule
 * over every county, and what no county sees, by `province run`; the same with a county a thirteenth as large, for the growth per row.
 */
export async function run(args: string[]): Promise<void> {
  const said = new Map(args.map((arg) => arg.split('=') as [string, string]));
  const number = (name: keyof Size, usual: number): number => {
    const value = Number(said.get(name) ?? usual);
    if (!Number.isInteger(value) || value < 1) throw new Error(USAGE);
    return value;
  };
  const size = {
    counties: number('counties', 40),
    copies: number('copies', 13),
    people: number('people', 7300),
  };
  const engines = (said.get('engine') ?? 'duckdb').split(',');
  const root = mkdtempSync(join(said.get('folder') ?? tmpdir(), 'hedui-bench-'));
  try {
    await tellPartitions(await publishOne(root, 'whole-office', PEOPLE_DIVIDED, ['--whole-office']));
    if (said.get('only') === 'partitions') return;
    const template = await publishOne(root, 'template', size.people);
    const small = size.copies > 1 ? await measure({ root, template, engines }, { ...size, copies: 1 }) : null;
    const large = await measure({ root, template, engines }, size);
    if (small !== null)
      for (const engine of engines)
        process.stdout.write(
          `${engine}: growth of the processor's time per payment: × ${((large[engine] ?? 0) / (small[engine] ?? 0)).toFixed(2)}\n`,
        );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const PARTITIONS = 8;
/** Drawing people of the county, with the lists of every office, whose rules are asked of partitions. */
const PEOPLE_DIVIDED = 2000;

async function tellPartitions(template: string): Promise<void> {
  const { asked, lines, crossing } = await askByPartition(template, PARTITIONS);
  const told = crossing.map((one) => `${one.rule_id} (${one.divided} of ${one.lines})`).join(', ');
  process.stdout.write(
    `${asked} rules, ${lines} lines: the same by ${PARTITIONS} partitions of people but for ${told}\n`,
  );
}

/** A generated county, its night and its publication under a key. */
async function publishOne(
  root: string,
  name: string,
  people: number,
  more: readonly string[] = [],
): Promise<string> {
  const [county, home, out] = ['county', 'office', 'published'].map((part) => join(root, name, part)) as [
    string,
    string,
    string,
  ];
  for (const folder of [home, out]) mkdirSync(folder, { recursive: true });
  const key = join(root, 'key');
  writeFileSync(key, Buffer.alloc(32, 19));
  const size = ['--people', String(people), '--months', String(MONTHS), '--seed', '19', ...more];
  await measureCli(['generate', '--out', county, ...size, '--format', 'csv']);
  await measureCli(['--home', home, 'nightly', '--inbox', join(county, 'inbox'), '--as-of', '2023-01-31']);
  await measureCli(['--home', home, 'publish', '--to', out, '--county', '弥勒市', '--key', key]);
  return out;
}

/** Measures one size with each engine over the same files; returns seconds of the processor per payment. */
async function measure(
  { root, template, engines }: { root: string; template: string; engines: readonly string[] },
  size: Size,
): Promise<Record<string, number>> {
  const out = mkdtempSync(join(root, 'counties-'));
  const province = await publishCopies(template, out, size);
  const perPayment: Record<string, number> = {};
  for (const engine of engines) {
    const home = mkdtempSync(join(root, 'province-'));
    writeFileSync(join(home, 'hedui.yaml'), settingsFor(engine));
    const [load = 0] = loadavg();
    const known = knownSeconds();
    const measured = await measureCli([
      ...['--home', home, '--json', 'province', 'run', '--engine', engine],
      ...['--from', ...province.folders],
    ]);
    tell({ size, province, engine }, measured, { load, known: (known + knownSeconds()) / 2 });
    perPayment[engine] = measured.cpuSeconds / province.payments;
  }
  rmSync(out, { recursive: true });
  return perPayment;
}

function settingsFor(engine: string): string {
  if (engine === 'spark')
    return `engines:\n  spark:\n    command: ${join(process.env.SPARK_HOME ?? '', 'bin/spark-sql')}\n    master: local[2]\n`;
  if (engine === 'postgres') return `engines:\n  postgres:\n    url: ${process.env.HEDUI_POSTGRES ?? ''}\n`;
  return '';
}

function tell(
  { size: { counties }, province, engine }: { size: Size; province: CopiedProvince; engine: string },
  measured: Measured,
  { load, known }: { load: number; known: number },
): void {
  const told = JSON.parse(measured.stdout) as {
    counties: { findings: number }[];
    over_counties: { suspicion: string; leads: number }[];
  };
  const findings = told.counties.reduce((sum, county) => sum + county.findings, 0);
  const { seconds, cpuSeconds, peakMb } = measured;
  process.stdout.write(
    `${engine}: ${counties} counties, ${province.people} people drawing, ${province.payments} payments: ${findings} findings, ` +
      `${told.over_counties.map((one) => `${one.suspicion} ${one.leads}`).join(', ')}\n` +
      `  ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} of the processor, ${Math.round(peakMb)} MB, load at the beginning ${load.toFixed(1)}\n` +
      `  ${((cpuSeconds * 1e6) / province.payments).toFixed(2)} s of the processor per million payments; ` +
      `${(cpuSeconds / known).toFixed(1)} times the known work (deflating 256 MB of text, ${known.toFixed(1)} s)\n`,
  );
}
