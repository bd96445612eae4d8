import type { Brake, PastNight } from './drift.ts';

/** Rows of one source that count. */
export interface SourceRows {
  source: string;
  row_count: number;
}

/** That a supervisor said of sources, for one night, that they did become fewer. */
export interface Acceptance {
  as_of: string;
  accepted: readonly string[];
}

/** The most that a source had on one of its past nights. */
export interface MostRows extends SourceRows {
  as_of: string;
}

/**
 * The most rows of each source on the nights that are looked back upon: a source that loses a few rows every night is
 * measured by where it came from, not by last night alone. What came before a person accepted that it became fewer is no
 * measure any more.
 */
export function mostRows(
  past: readonly PastNight[],
  acceptances: readonly Acceptance[],
  { nights_back }: Pick<Brake, 'nights_back'>,
): MostRows[] {
  const acceptedOn = new Map<string, string>();
  for (const { as_of, accepted } of acceptances) for (const name of accepted) acceptedOn.set(name, as_of);
  const most = new Map<string, MostRows>();
  for (const { as_of, sources = [] } of past.slice(-nights_back)) {
    for (const { source, row_count } of sources) {
      if (as_of < (acceptedOn.get(source) ?? '')) continue;
      if (row_count > (most.get(source)?.row_count ?? 0)) most.set(source, { source, row_count, as_of });
    }
  }
  return [...most.values()];
}
