import { statSync } from 'node:fs';
import { keptBuilds, warehousePath } from '../../storage/warehouse/builds.ts';

/** Roughly what opening a night costs, and what of one is looked through in a second: so that somebody knows whether to wait. */
const SECONDS_A_NIGHT = 0.3;
const BYTES_A_SECOND = 100_000_000;

/** How many nights are kept that a rule can be tried on, and about how many seconds that will take. */
export function trialTime(builds: string): { nights: number; seconds: number } {
  const kept = keptBuilds(builds);
  const bytes = kept.reduce((sum, build) => sum + statSync(warehousePath(builds, build)).size, 0);
  return {
    nights: kept.length,
    seconds: Math.max(1, Math.ceil(kept.length * SECONDS_A_NIGHT + bytes / BYTES_A_SECOND)),
  };
}
