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

/** Words of a roster, of a list of few, and of one that everybody stands in. */
const WORDS = [
  ['payout-roster', 'state', '支付失败', 'paid'],
  ['employee-pension', 'status', '待遇暂停', 'drawing'],
  ['certification', 'channel', '自助终端', 'in-person'],
] as const;

interface Told {
  after: { people: number; amount_fen: number };
}

/** Trials over a city's year, each in a process of its own: every rule as it stands, the widest changes of values, and words. */
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
    for (const word of WORDS) {
      const measured = await measureCli(['--home', home, '--json', 'words', 'teach', ...word, '--nights']);
      const { effect } = JSON.parse(measured.stdout) as { effect: { over_nights: Told } };
      line(`a word: ${word.join(' ')}`, { ...measured, stdout: JSON.stringify(effect.over_nights) });
    }
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
