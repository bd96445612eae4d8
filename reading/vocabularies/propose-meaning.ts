import Fuse from 'fuse.js';
import { plainWord } from './read-word.ts';
import type { CodedField } from './vocabulary.ts';

/** Further apart than this, two words have nothing to do with one another. */
const FARTHEST = 0.5;

/**
 * The known words most like one that nobody knows, with what they mean: proposals for the person who decides. The machine
 * decides nothing by them.
 */
export function proposeMeanings(
  field: CodedField,
  word: string,
  count = 3,
): { word: string; means: string }[] {
  const known = Object.entries(field.means).flatMap(([means, { words }]) =>
    words.map((one) => ({ word: one, means })),
  );
  const fuse = new Fuse(known, { keys: ['word'], threshold: FARTHEST, ignoreLocation: true });
  const found = fuse.search(plainWord(word)).map(({ item }) => item);
  return [...new Map(found.map((one) => [one.means, one])).values()].slice(0, count);
}
