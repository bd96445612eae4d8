import type { CaseEntry, CaseState } from '../case-state.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';

/** Of a kind of paper of which there is one for every entry: for which entries. */
export interface Each {
  each?: CaseEntry['kind'] | undefined;
}

/** The entries of which a kind of paper is made, the oldest first. */
export function entriesOfKind({ each }: Each, { entries }: Pick<CaseState, 'entries'>): CaseEntry[] {
  return each === undefined ? [] : entries.filter(({ kind, is_reversed }) => kind === each && !is_reversed);
}

/** Which entry a paper is about: the one that was named, or the only one; null of a paper that is about the whole case. */
export function entryAbout(kind: Each, state: CaseState, asked: string | null): CaseEntry | null {
  const entries = entriesOfKind(kind, state);
  if (asked === null) return entries.length === 1 ? (entries[0] ?? null) : null;
  return entries.find(({ entry_id }) => entry_id === asked) ?? null;
}

/** Why it is not clear which entry a paper is to be about. */
export function refuseAbout(kind: Each, state: CaseState, asked: string | null): CommandRefusal | null {
  if (kind.each === undefined || entryAbout(kind, state, asked) !== null) return null;
  const entries = entriesOfKind(kind, state).map(({ entry_id }) => entry_id);
  if (entries.length === 0) return refuse('no-entry-to-tell');
  return asked === null
    ? refuse('which-entry', { entries: entries.join('、') })
    : refuse('no-such-entry', { entry: asked });
}
