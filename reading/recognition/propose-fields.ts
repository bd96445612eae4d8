import Fuse from 'fuse.js';
import type { FieldType, SourceDefinition } from '../sources/source-definition.ts';
import { WordReader } from '../vocabularies/read-word.ts';
import { normaliseHeader } from './header-text.ts';
import type { ColumnProfile } from './value-profile.ts';

/** Further apart than this, two headers have nothing to do with one another. */
const FARTHEST = 0.6;
/** Of the cells so many must be able to be of a type for it to be proposed, and for it not to speak against a header. */
const FITS = 0.8;
const MAY_FIT = 0.3;
/** Types that few other columns look like: of them the cells alone may speak. */
const BY_CELLS: ReadonlySet<FieldType> = new Set(['resident_id', 'date', 'month', 'account', 'sex']);
const PROPOSED = 3;

/**
 * What a column that nobody knows may be, by its header and by what stands in it, the likeliest first: proposals for the person
 * who decides. The machine decides nothing by them.
 */
export function proposeFields(
  source: SourceDefinition,
  header: string,
  profile: ColumnProfile | undefined,
  taken: ReadonlySet<string>,
): string[] {
  const open = Object.entries(source.fields).filter(([field]) => !taken.has(field));
  const known = open.flatMap(([field, { headers }]) =>
    headers.map((text) => ({ field, text: normaliseHeader(text) })),
  );
  const fuse = new Fuse(known, {
    keys: ['text'],
    includeScore: true,
    threshold: FARTHEST,
    ignoreLocation: true,
    ignoreFieldNorm: true,
  });
  const byHeader = new Map<string, number>();
  for (const { item, score = 1 } of fuse.search(normaliseHeader(header)))
    if (!byHeader.has(item.field)) byHeader.set(item.field, 1 - score);
  const scores = open.map(([field, { type, required }]) => {
    const fit = profile?.fit(type) ?? null;
    const words = knownWords(source, field, profile);
    const likeness = fit !== null && fit < MAY_FIT ? 0 : (byHeader.get(field) ?? 0);
    const ofCells = words > 0 ? words : fit !== null && fit >= FITS && BY_CELLS.has(type) ? fit / 2 : 0;
    // of several that fit as well, what the list cannot do without
    return { field, score: likeness + ofCells + (required && ofCells > 0 ? 0.1 : 0) };
  });
  return scores
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, PROPOSED)
    .map(({ field }) => field);
}

function knownWords(source: SourceDefinition, field: string, profile: ColumnProfile | undefined): number {
  const coded = source.vocabulary[field];
  const values = profile?.values ?? [];
  if (!coded || values.length === 0) return 0;
  const reader = new WordReader(coded);
  return values.filter((value) => reader.read(value).from === 'listed').length / values.length;
}
