import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { runHere } from '../support/command-here.ts';
import { copyDemoHome } from './stand.ts';

test('cases that a person has stood by and a change would lose are named one by one', async () => {
  const home = await copyDemoHome({ year: true });
  try {
    const wish = [
      'rules',
      '--try',
      'eligibility/amount-above-entitlement',
      '--set',
      'amount_tolerance=50000000',
      '--as',
      'chenjing',
    ];
    const { stdout } = await runHere(['--home', home, '--json', ...wish]);
    const { lost, after } = JSON.parse(stdout) as {
      lost: { case_id: string; is_confirmed: boolean }[];
      after: object;
    };
    expect(after).toEqual({ findings: 0, people: 0, amount_fen: 0 });
    const confirmed = lost.filter(({ is_confirmed }) => is_confirmed);
    expect(confirmed.length).toBeGreaterThan(0);
    const told = (await runHere(['--home', home, ...wish])).stdout
      .split('\n')
      .filter((line) => line.startsWith('  !'));
    expect(told).toHaveLength(confirmed.length);
    for (const { case_id } of confirmed) expect(told.join('\n')).toContain(case_id);
  } finally {
    rmSync(dirname(home), { recursive: true, force: true });
  }
}, 120_000);
