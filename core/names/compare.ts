import { broadSyllable, isSimilarShape } from './characters.ts';
import { type NameKey, nameKey } from './key.ts';
import { readingsOf } from './readings.ts';

/**
 * How far two names agree: 7 the same · 6 the same after folding, or all that is legible agrees ·
 * 5 sounds the same · 4 one character of similar shape or sound (zhi/zi, lin/ling) · 3 two characters
 * swapped, or one more or less · 2 surname and one more character, the given name of two characters,
 * or a mask that shows no more than the surname · 1 surname only · 0 nothing.
 */
export type NameLevel = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Compares two raw or cleaned names. An empty name agrees with nothing. */
export function nameLevel(left: string, right: string): NameLevel {
  return compareKeys(nameKey(left), nameKey(right));
}

/** Whether two names may be one person's: at least surname and one character, or a 氏 name of that surname. */
export function namesCompatible(left: string, right: string): boolean {
  return keysCompatible(nameKey(left), nameKey(right));
}

/**
 * Whether one name is the other as somebody else wrote it: typed as a character that looks or sounds alike, swapped, cut,
 * partly hidden. A surname and one more character in common is no spelling: brothers and sisters have that, too.
 */
export function isSpellingOf(left: string, right: string): boolean {
  return keysSpellOne(nameKey(left), nameKey(right));
}

export function keysSpellOne(left: NameKey, right: NameKey): boolean {
  const level = compareKeys(left, right);
  if (level !== 2) return level > 2;
  return hidesNothingElse(left, right) || hidesNothingElse(right, left);
}

/** Whether all that can be read of a partly hidden name stands in the other. */
function hidesNothingElse(hidden: NameKey, other: NameKey): boolean {
  return (
    hidden.unknownCount > 0 &&
    hidden.characters.every((code) => code === 0 || other.characters.includes(code))
  );
}

/** Whether this is a name such as 李氏 or 赵李氏: surnames and 氏, no given name. */
export function isShiName(name: string): boolean {
  return nameKey(name).shiSurnames.length > 0;
}

export function keysCompatible(left: NameKey, right: NameKey): boolean {
  return compareKeys(left, right) >= 2 || sharesShiSurname(left, right);
}

/** Whether one of the two is a 氏 name that contains the other's surname. */
export function sharesShiSurname(left: NameKey, right: NameKey): boolean {
  if (left.shiSurnames.length > 0 && left.shiSurnames.includes(right.surname)) return true;
  return right.shiSurnames.length > 0 && right.shiSurnames.includes(left.surname);
}

export function compareKeys(left: NameKey, right: NameKey): NameLevel {
  const length = left.characters.length;
  if (length === 0 || right.characters.length === 0) return 0;
  if (left.plain === right.plain && left.unknownCount === 0) return 7;
  if (left.text === right.text && left.unknownCount === 0) return 6;
  if (length === right.characters.length) {
    const level = compareSameLength(left, right);
    if (level >= 2) return level;
  } else if (differsByOneCharacter(left, right)) return 3;
  return compareSurnames(left, right);
}

function compareSameLength(left: NameKey, right: NameKey): NameLevel {
  const length = left.characters.length;
  let known = 0;
  let sounding = 0;
  let different = -1;
  let differentCount = 0;
  for (let index = 0; index < length; index += 1) {
    const agreement = compareAt(left, right, index);
    if (agreement === 'same') known += 1;
    else if (agreement === 'sound') sounding += 1;
    else if (agreement === 'different') {
      different = index;
      differentCount += 1;
    }
  }
  if (differentCount === 0) {
    // A mask that leaves only the surname to be read says no more than the surname.
    if (known + sounding < 2) return 0;
    return sounding === 0 ? 6 : 5;
  }
  if (differentCount === 1) {
    const a = left.characters[different] ?? 0;
    const b = right.characters[different] ?? 0;
    if (known >= 1 && isSecondaryHomophone(a, b)) return 5;
    if (sounding === 0 && known >= 1 && (isSimilarShape(a, b) || isSimilarSound(left, right, different)))
      return 4;
    if (different === 0 && length === 3 && known === 2 && left.surnameLength === 1) return 2;
  }
  if (differentCount === 2 && sounding === 0 && isSwapped(left, right)) return 3;
  return 0;
}

type Agreement = 'same' | 'sound' | 'unknown' | 'different';

function compareAt(left: NameKey, right: NameKey, index: number): Agreement {
  const a = left.characters[index] ?? 0;
  const b = right.characters[index] ?? 0;
  // 肖 and 萧 are one surname.
  if (index < left.surnameLength && left.surname !== '' && left.surname === right.surname) return 'same';
  const soundA = left.syllables[index] ?? 0;
  const soundB = right.syllables[index] ?? 0;
  if (a !== 0 && b !== 0) {
    if (a === b) return 'same';
    return soundA !== 0 && soundA === soundB ? 'sound' : 'different';
  }
  if (soundA === 0 || soundB === 0) return 'unknown';
  if (soundA === soundB) return 'same';
  const written = a !== 0 ? a : b;
  if (written === 0) return 'different';
  return readingsOf(String.fromCodePoint(written)).has(a !== 0 ? soundB : soundA) ? 'same' : 'different';
}

function isSecondaryHomophone(a: number, b: number): boolean {
  if (a === 0 || b === 0) return false;
  const readings = readingsOf(String.fromCodePoint(b));
  for (const reading of readingsOf(String.fromCodePoint(a))) if (readings.has(reading)) return true;
  return false;
}

/** Syllables that the speech of the south-west does not keep apart. */
function isSimilarSound(left: NameKey, right: NameKey, index: number): boolean {
  const a = left.syllables[index] ?? 0;
  const b = right.syllables[index] ?? 0;
  return a > 0 && b > 0 && broadSyllable(a) === broadSyllable(b);
}

/** Two neighbouring characters changed places: 存秀 for 秀存. */
function isSwapped(left: NameKey, right: NameKey): boolean {
  const index = left.characters.findIndex((character, at) => character !== right.characters[at]);
  if (index < 0) return false;
  const [a = 0, b = 0] = [left.characters[index], left.characters[index + 1]];
  return a !== 0 && b !== 0 && a === right.characters[index + 1] && b === right.characters[index];
}

/** One name is the other with one character more (桂仙仙 for 桂仙); the surname stays. */
function differsByOneCharacter(left: NameKey, right: NameKey): boolean {
  const [short, long] = left.characters.length < right.characters.length ? [left, right] : [right, left];
  if (long.characters.length !== short.characters.length + 1 || short.characters.length < 2) return false;
  if (short.unknownCount + long.unknownCount > 0) return false;
  let index = 0;
  while (short.characters[index] === long.characters[index]) index += 1;
  if (index === 0) return false;
  for (; index < short.characters.length; index += 1) {
    if (short.characters[index] !== long.characters[index + 1]) return false;
  }
  return true;
}

function compareSurnames(left: NameKey, right: NameKey): NameLevel {
  if (left.surname === '' || left.surname !== right.surname) return 0;
  const given = right.characters.slice(right.surnameLength);
  if (isHidden(left) || isHidden(right)) return 2;
  for (const character of left.characters.slice(left.surnameLength)) {
    if (character !== 0 && given.includes(character)) return 2;
  }
  return 1;
}

/** A name of which only the surname can be read: 李**, 李*. */
function isHidden(name: NameKey): boolean {
  return name.unknownCount > 0 && name.unknownCount === name.characters.length - name.surnameLength;
}
