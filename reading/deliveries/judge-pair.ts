import type { SourceDefinition } from '../sources/source-definition.ts';
import type { FilePair } from './compare-files.ts';
import type { FileKind } from './kind.ts';

/**
 * What a later file means for an earlier one of the same period:
 * `replaces` all of it; `replaces-place`, its rows in the townships the later one names; `replaces-people`, the rows of
 * those whom the later one lists; `asks`, it calls itself a correction and nobody knows of how much: a person says;
 * `beside`, both count, and a line that stands in both counts once.
 */
export type PairVerdict = 'replaces' | 'replaces-place' | 'replaces-people' | 'asks' | 'beside';

/** Of the other's rows, the share that a file must repeat to be the same list again. */
const REPEATED = 0.9;

export function judgePair(
  source: Pick<SourceDefinition, 'delivery' | 'line_key'>,
  pair: FilePair,
  earlier: FileKind,
  later: FileKind,
): PairVerdict {
  // a list of arrears stands beside the main one, whoever is on both
  if (earlier.isSupplementary !== later.isSupplementary) return 'beside';
  const isMoney = source.line_key.length > 0;
  // what a payment came to is not unsaid by a correction that has no column for it
  if (later.isCorrection && isMoney && pair.lacks_words && pair.common_people > 0) return 'asks';
  if (later.isPartial) return pair.common_people > 0 ? 'replaces-people' : 'beside';
  if (later.isCorrection) {
    if (isCovered(pair.people, pair.common_people)) return 'replaces';
    const isPlaceWhole =
      pair.people_there > 0 &&
      pair.people_there < pair.people &&
      pair.common_people >= REPEATED * pair.people_there;
    if (isPlaceWhole) return 'replaces-place';
    if (pair.is_elsewhere) return 'beside';
    // whatever is answered, what a correction says of those it lists holds; of payments it would be a second one
    const isOfEvents = source.delivery === 'cumulative' && source.line_key.length === 0;
    if (!isOfEvents) return 'asks';
    return pair.common_people > 0 ? 'replaces-people' : 'beside';
  }
  // the same list with less on it takes the place of nothing
  if (isMoney && tellsLess(pair)) return 'beside';
  const [common, own, other] = isMoney
    ? [pair.common_lines, pair.lines, pair.by_lines]
    : [pair.common_people, pair.people, pair.by_people];
  // a growing list of events that names the same people may tell of other events: only one that is called the same is it
  const isSameList = isMoney || source.delivery !== 'cumulative' || earlier.stem === later.stem;
  if (isSameList && common >= REPEATED * own && common >= REPEATED * other) {
    // who is missing from a later list of events was not taken back: they stand, and are asked about
    return source.delivery === 'cumulative' ? 'replaces-people' : 'replaces';
  }
  return source.delivery === 'snapshot' && pair.period === '' ? 'replaces-people' : 'beside';
}

/** Whether the later file of a pair says nothing of what the earlier one tells its rows apart by, or states in sums. */
export function tellsLess({
  lacks_words,
  lacks_sums,
}: Pick<FilePair, 'lacks_words' | 'lacks_sums'>): boolean {
  return lacks_words || lacks_sums;
}

/**
 * A correction repeats nine tenths of the people. In a list of fewer than ten, where nobody could be taken off otherwise,
 * one may be missing as long as most are there.
 */
function isCovered(people: number, common: number): boolean {
  return common >= REPEATED * people || (people - common <= 1 && common > people / 2);
}

/** Files that repeat lines of one another, or several people, or everybody of one, where their townships do not tell them apart. */
export function isOverlap(
  pair: Pick<FilePair, 'people' | 'by_people' | 'common_people' | 'common_lines' | 'is_elsewhere'>,
): boolean {
  if (pair.common_lines > 0) return true;
  const isWhole = pair.common_people > 0 && pair.common_people === Math.min(pair.people, pair.by_people);
  return (pair.common_people > 1 || isWhole) && !pair.is_elsewhere;
}
