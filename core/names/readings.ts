import { pinyin } from 'pinyin-pro';
import { syllableNumber } from './characters.ts';

const firstReading = new Map<string, number>();
const surnameReading = new Map<string, number>();
const otherReadings = new Map<string, ReadonlySet<number>>();

function toSyllable(reading: string | undefined): number {
  return reading === undefined ? 0 : syllableNumber(reading.replaceAll('ü', 'v'));
}

function remember(cache: Map<string, number>, character: string, read: () => string | undefined): number {
  const known = cache.get(character);
  if (known !== undefined) return known;
  const number = toSyllable(read());
  cache.set(character, number);
  return number;
}

/** The usual syllable of a character in a given name; 0 when it has no known reading. */
export function readingOf(character: string): number {
  return remember(
    firstReading,
    character,
    () => pinyin(character, { toneType: 'none', type: 'array', nonZh: 'removed', v: true })[0],
  );
}

/** The syllable of a character that stands as a surname: 单 shan, 仇 qiu, 解 xie. */
export function surnameReadingOf(character: string): number {
  return remember(
    surnameReading,
    character,
    () =>
      pinyin(character, { toneType: 'none', type: 'array', nonZh: 'removed', v: true, surname: 'all' })[0],
  );
}

/** Every syllable a character can be read with. */
export function readingsOf(character: string): ReadonlySet<number> {
  const known = otherReadings.get(character);
  if (known !== undefined) return known;
  const readings = pinyin(character, {
    toneType: 'none',
    type: 'array',
    nonZh: 'removed',
    v: true,
    multiple: true,
  });
  const numbers = new Set(readings.map(toSyllable));
  numbers.delete(0);
  otherReadings.set(character, numbers);
  return numbers;
}
