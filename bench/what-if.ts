import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRules } from '../casework/rule-pack/load.ts';
import { type Measured, measureCli } from './measure/child.ts';

const USAGE = 'npm run bench -- what-if [people=68000]';

/** Changes that make nearly everybody of a city come or go: the widest that an office can ask. */
const WIDEST = [
  ['eligibility/amount-above-entitlement', 'basic_pension_rate@2020-07=11000'],
  ['eligibility/amount-above-entitlement', 'basic_pension_rate@2022-07=11000'],
  ['eligibility/amount-below-entitlement', 'basic_pension_rate@2020-07=11400'],
  ['eligibility/paid-before-sixty', 'pension_age=65'],
] as const;

interface Told {
  after: { people: number; amount_fen: number };
}

/** `rules --try` over a city's year: every rule as it stands, and the widest changes, each in a process of its own. */
export async function run(args: string[]): Promise<void> {
  const people = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 68_000);
  if (!Number.isInteger(people)) throw new Error(USAGE);
  const folder = mkdtempSync(join(tmpdir(), 'hedui-bench-'));
  try {
    const [county, home] = [join(folder, 'county'), join(folder, 'home')];
    const size = ['--people', String(people), '--months', '12', '--seed', '11', '--format', 'csv'];
    await measureCli(['generate', '--out', county, ...size]);
    await measureCli([
      ...['--home', home, '--json', 'nightly'],
      ...['--inbox', join(county, 'inbox'), '--as-of', '2023-01-31'],
    ]);
    const tried = (rule: string, ...set: string[]): Promise<Measured> =>
      measureCli(['--home', home, '--json', 'rules', '--try', rule, ...set.flatMap((one) => ['--set', one])]);
    const all: Measured[] = [];
    for (const { rule_id } of loadRules()) {
      const measured = await tried(rule_id);
      all.push(measured);
      line(rule_id, measured);
    }
    const slowest = Math.max(...all.map(({ cpuSeconds }) => cpuSeconds));
    process.stdout.write(
      `${all.length} rules as they stand, the slowest ${slowest.toFixed(1)} s of the processor\n`,
    );
    for (const [rule, set] of WIDEST) line(`${rule} ${set}`, await tried(rule, set));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function line(name: string, { seconds, cpuSeconds, peakMb, stdout }: Measured): void {
  const { after } = JSON.parse(stdout) as Told;
  process.stdout.write(
    `${name.padEnd(76)} ${seconds.toFixed(1).padStart(6)} s, ${cpuSeconds.toFixed(1)} of the processor, ${Math.round(peakMb)} MB, ${after.people} people\n`,
  );
}
