import { readEvents } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { NIGHT } from '../author.ts';
import type { Office } from '../office.ts';
import { enterInput } from './enter-input.ts';

/** What a night left beside the ledger, known by its seal: its build, and what it read of files. */
export interface KeptSeals {
  builds: Map<number, string>;
  /** By the hash of the file. */
  readings: Map<string, string>;
}

/** Enters the seals of what a night has kept: from here on another build, or another reading, is not taken for it. */
export function enterKept(
  ledger: Ledger,
  office: Pick<Office, 'now'>,
  asOf: string,
  build: { build: number; seal: string },
  readings: readonly { sha256: string; seal: string }[],
): void {
  const by = { user: NIGHT, via: NIGHT };
  enterInput(ledger, office, by, { type: 'NightKept', subject_id: asOf, payload: { ...build, readings } });
}

/** Of each build, and of each file's reading, the seal that was entered last. */
export function readKeptSeals(ledger: Ledger): KeptSeals {
  const kept: KeptSeals = { builds: new Map(), readings: new Map() };
  for (const { payload } of readEvents(ledger, "stream = 'night' and type = 'NightKept'")) {
    const { build, seal, readings } = payload as {
      build: number;
      seal: string;
      readings: { sha256: string; seal: string }[];
    };
    kept.builds.set(build, seal);
    for (const one of readings) kept.readings.set(one.sha256, one.seal);
  }
  return kept;
}
