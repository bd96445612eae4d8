import { splitSyllables, syllableNumber } from './characters.ts';
import { type NormalName, normaliseName } from './normalise.ts';
import { readingOf, surnameReadingOf } from './readings.ts';
import { canonicalSurname, shiSurnames, surnameLength } from './surnames.ts';

/** One name taken apart for comparison. Positions hold code points; 0 is an unknown character. */
export interface NameKey {
  readonly plain: string;
  readonly text: string;
  readonly characters: readonly number[];
  /** Numbers of toneless syllables; 0 when unknown. */
  readonly syllables: readonly number[];
  readonly unknownCount: number;
  /** How many positions the surname takes. */
  readonly surnameLength: 1 | 2;
  /** The surname with interchanged forms (肖/萧) made one; '' when unknown. */
  readonly surname: string;
  readonly shiSurnames: readonly string[];
  readonly aliases: readonly string[];
}

const CACHE_LIMIT = 400_000;
const cache = new Map<string, NameKey>();

/** The key of a raw or cleaned name; remembered, because a night asks for the same names many times. */
export function nameKey(raw: string): NameKey {
  const known = cache.get(raw);
  if (known !== undefined) return known;
  if (cache.size >= CACHE_LIMIT) cache.clear();
  const key = keyOf(normaliseName(raw));
  cache.set(raw, key);
  return key;
}

export function keyOf(name: NormalName): NameKey {
  const units = splitUnits(name.text);
  const length = surnameLength(units);
  const characters: number[] = [];
  const syllables: number[] = [];
  let unknownCount = 0;
  for (const [index, unit] of units.entries()) {
    const isHan = unit > '\u2e80';
    const code = isHan ? (unit.codePointAt(0) ?? 0) : 0;
    characters.push(code);
    if (code === 0) unknownCount += 1;
    if (isHan) syllables.push(index < length ? surnameReadingOf(unit) : readingOf(unit));
    else syllables.push(syllableNumber(unit));
  }
  const surname = units.slice(0, length).join('');
  return {
    plain: name.plain,
    text: name.text,
    characters,
    syllables,
    unknownCount,
    surnameLength: length,
    surname: characters[0] === 0 ? '' : canonicalSurname(surname),
    shiSurnames: shiSurnames(name.text),
    aliases: name.aliases,
  };
}

/** One unit for each written character; a pinyin syllable in letters is one unit too. */
function splitUnits(text: string): string[] {
  const units: string[] = [];
  for (const part of text.match(/[a-z]+|[^\sa-z]/gu) ?? []) {
    if (part >= 'a' && part <= '{') units.push(...(splitSyllables(part) ?? [part]));
    else units.push(part);
  }
  return units;
}
