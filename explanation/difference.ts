import type { CharacterRange } from './case-explanation.ts';

export interface CharacterDifference {
  left: CharacterRange[];
  right: CharacterRange[];
}

/** Which characters of either text the other lacks, by their longest common part. For texts of a cell's length. */
export function differingCharacters(left: string, right: string): CharacterDifference {
  const [one, other] = [Array.from(left), Array.from(right)];
  const common = commonLengths(one, other);
  const isLeft: boolean[] = one.map(() => true);
  const isRight: boolean[] = other.map(() => true);
  let i = 0;
  let j = 0;
  while (i < one.length && j < other.length) {
    if (one[i] === other[j]) {
      isLeft[i] = false;
      isRight[j] = false;
      i += 1;
      j += 1;
    } else if (at(common, i + 1, j) >= at(common, i, j + 1)) i += 1;
    else j += 1;
  }
  return { left: rangesOf(one, isLeft), right: rangesOf(other, isRight) };
}

function commonLengths(one: readonly string[], other: readonly string[]): number[][] {
  const table = Array.from({ length: one.length + 1 }, () =>
    Array.from({ length: other.length + 1 }, () => 0),
  );
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const length =
        one[i] === other[j]
          ? at(table, i + 1, j + 1) + 1
          : Math.max(at(table, i + 1, j), at(table, i, j + 1));
      table[i]![j] = length;
    }
  }
  return table;
}

function at(table: readonly number[][], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}

function rangesOf(characters: readonly string[], isMarked: readonly boolean[]): CharacterRange[] {
  const ranges: CharacterRange[] = [];
  let position = 0;
  for (const [index, character] of characters.entries()) {
    const end = position + character.length;
    const last = ranges.at(-1);
    if (isMarked[index]) {
      if (last && last[1] === position) last[1] = end;
      else ranges.push([position, end]);
    }
    position = end;
  }
  return ranges;
}

/** More characters than this are no slip of a pen, and telling them would tell the number. */
const MOST_SHOWN = 2;

/**
 * Two numbers of one length are compared place by place, as one reads them; what is hidden and differs in at most two places
 * is shown on both sides. Where more is hidden, only what can be seen is marked. `count` is of all that differs.
 */
export function compareDigits(
  left: { text: string; masked: string },
  right: { text: string; masked: string },
): CharacterDifference & { shown: { left: string; right: string }; count: number } {
  const [one, other] = [Array.from(left.text), Array.from(right.text)];
  if (one.length !== other.length || left.masked.length !== left.text.length) {
    const marks = differingCharacters(left.masked, right.masked);
    const exact = differingCharacters(left.text, right.text);
    return {
      ...(left.masked === right.masked ? exact : marks),
      shown: showFirstDifference(left, right),
      count: Math.max(lengthOf(exact.left), lengthOf(exact.right)),
    };
  }
  const places = one.flatMap((digit, place) => (digit === other[place] ? [] : [place]));
  const isHidden = (place: number) =>
    left.masked[place] !== one[place] || right.masked[place] !== other[place];
  const hidden = places.filter(isHidden);
  const told =
    hidden.length <= MOST_SHOWN ? hidden : hidden.length === places.length ? hidden.slice(0, 1) : [];
  const shown = {
    left: told.reduce((text, place) => showAt(text, one, place), left.masked),
    right: told.reduce((text, place) => showAt(text, other, place), right.masked),
  };
  const marked = one.map(
    (_digit, place) => places.includes(place) && (!isHidden(place) || told.includes(place)),
  );
  return { left: rangesOf(one, marked), right: rangesOf(other, marked), shown, count: places.length };
}

function lengthOf(ranges: readonly CharacterRange[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from, 0);
}

/**
 * Shows, in two masked texts that would otherwise look the same, the first character in which the texts behind them
 * differ: a mask must never hide a difference. Texts and masks are of equal length.
 */
export function showFirstDifference(
  left: { text: string; masked: string },
  right: { text: string; masked: string },
): { left: string; right: string } {
  const hidden = { left: left.masked, right: right.masked };
  if (left.text === right.text || left.masked !== right.masked) return hidden;
  const [one, other] = [Array.from(left.text), Array.from(right.text)];
  const place = one.findIndex((character, index) => character !== other[index]);
  if (place < 0) return hidden;
  return { left: showAt(left.masked, one, place), right: showAt(right.masked, other, place) };
}

function showAt(masked: string, text: readonly string[], place: number): string {
  return Array.from(masked, (character, index) =>
    index === place ? (text[index] ?? character) : character,
  ).join('');
}
