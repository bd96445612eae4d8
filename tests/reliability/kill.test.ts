import { expect, test } from 'vitest';
import { openSampleOffice } from '../support/sample-office.ts';
import { runKillRounds } from './kill-rounds.ts';

const ROUNDS = Number(process.env.HEDUI_KILL_ROUNDS ?? 10);

test(`${ROUNDS} times four writers are killed at once: no acknowledged receipt is lost, none counts twice`, async () => {
  const sample = openSampleOffice();
  try {
    const report = await runKillRounds(sample, ROUNDS, Math.random);
    expect(report).toMatchObject({ lost: 0, doubled: 0, breaches: 0, casebook_differs: 0, money_gap_fen: 0 });
    expect(report.acknowledged).toBeGreaterThan(ROUNDS);
    // At most one receipt per writer and round was written and not heard of.
    expect(report.recorded - report.acknowledged).toBeLessThanOrEqual(4);
  } finally {
    sample.close();
  }
}, 600_000);
