import { statSync } from 'node:fs';
import { keptBuilds, warehousePath } from '../../storage/warehouse/builds.ts';

/** Roughly what opening a night costs, and what of one is looked through in a second: so that somebody knows whether to wait. */
const SECONDS_A_NIGHT = 0.3;
const BYTES_A_SECOND = 100_000_000;

/** How much of a build is put together anew in a second: every night twice, without the answer and with it. */
const PUT_TOGETHER_A_SECOND = 2_000_000;
const SECONDS_TO_BEGIN = 1;

/** How many nights are kept that an answer can be tried on, and about how many seconds that will take. */
export function answerTrialTime(builds: string): { nights: number; seconds: number } {
  const kept = keptBuilds(builds);
  return {
    nights: kept.length,
    seconds: Math.max(
      1,
      Math.ceil(2 * (kept.length * SECONDS_TO_BEGIN + bytesOf(builds, kept) / PUT_TOGETHER_A_SECOND)),
    ),
  };
}

/** How many nights are kept that a rule can be tried on, and about how many seconds that will take. */
export function trialTime(builds: string): { nights: number; seconds: number } {
  const kept = keptBuilds(builds);
  return {
    nights: kept.length,
    seconds: Math.max(1, Math.ceil(kept.length * SECONDS_A_NIGHT + bytesOf(builds, kept) / BYTES_A_SECOND)),
  };
}

const bytesOf = (builds: string, kept: readonly number[]): number =>
  kept.reduce((sum, build) => sum + statSync(warehousePath(builds, build)).size, 0);
