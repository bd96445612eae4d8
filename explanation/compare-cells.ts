import { isSpellingOf } from '../core/names/compare.ts';
import { parseResidentId } from '../core/resident-id/index.ts';
import type { Language } from '../core/words/language.ts';
import type { CharacterRange, ComparisonMark } from './case-explanation.ts';
import { compareDigits, differingCharacters, showFirstDifference } from './difference.ts';
import type { Masker } from './masker.ts';
import { type ReceivedRow, textValue } from './rows/received-rows.ts';
import { type Bilingual, say } from './say.ts';

/** How two cells agree, with what of them may be seen. */
export interface Likeness {
  left: string | null;
  right: string | null;
  mark: ComparisonMark | null;
  /** Said in place of the mark's usual words. */
  words?: Bilingual;
  left_marks?: CharacterRange[];
  right_marks?: CharacterRange[];
}

type Side = ReceivedRow | null;

export function compareName(left: Side, right: Side, masker: Masker): Likeness {
  const texts = both(left, right, (row) => textValue(row.values, 'name'));
  for (const name of [texts.left, texts.right]) masker.learn(name);
  const isSpelling = texts.left !== null && texts.right !== null && isSpellingOf(texts.left, texts.right);
  return likeness(
    texts,
    (text) => masker.name(text),
    isSame(texts) ? 'same' : isSpelling ? 'written' : 'contradicts',
  );
}

/**
 * Numbers that differ contradict each other, unless one of them cannot be anybody's and the two rows were put down to one
 * person for other reasons: then it was written wrongly.
 */
export function compareNumber(left: Side, right: Side, masker: Masker, isLinked: boolean): Likeness {
  const texts = both(left, right, (row) => textValue(row.values, 'resident_id'));
  if (texts.left === null || texts.right === null) return likeness(texts, mask, 'contradicts');
  const { shown, count, ...marks } = compareDigits(
    { text: texts.left, masked: mask(texts.left) },
    { text: texts.right, masked: mask(texts.right) },
  );
  if (texts.left === texts.right) return { ...shown, mark: 'same' };
  const told = { ...shown, left_marks: marks.left, right_marks: marks.right };
  const [one, other] = [parseResidentId(texts.left), parseResidentId(texts.right)];
  const isOne =
    one.cleaned === other.cleaned || (one.resident_id !== null && one.resident_id === other.resident_id);
  if (isOne) return { ...told, mark: 'written', words: ['已规整', 'normalised'] };
  if (!isLinked || (one.resident_id !== null && other.resident_id !== null))
    return { ...told, mark: 'contradicts' };
  return {
    ...told,
    mark: 'written',
    words: [`差 ${count} 位`, `${count} ${count === 1 ? 'digit' : 'digits'} off`],
  };

  function mask(text: string): string {
    return masker.number(text) ?? text;
  }
}

export function compareSexAge(left: Side, right: Side, asOf: string, language: Language): Likeness {
  const known = both(left, right, (row) => sexAge(row, asOf));
  const tell = (one: ReturnType<typeof sexAge>): string | null =>
    one &&
    [
      one.sex && say(language, one.sex === 'male' ? ['男', 'Male'] : ['女', 'Female']),
      one.age !== null && say(language, [`${one.age}岁`, `aged ${one.age}`]),
    ]
      .filter((part) => part !== null && part !== false)
      .join(' · ');
  const texts = { left: tell(known.left), right: tell(known.right) };
  if (known.left === null && known.right === null) return { ...texts, mark: null };
  if (known.left === null || known.right === null) return { ...texts, mark: 'missing' };
  const differs =
    (known.left.sex !== null && known.right.sex !== null && known.left.sex !== known.right.sex) ||
    (known.left.born !== null && known.right.born !== null && known.left.born !== known.right.born);
  return { ...texts, mark: differs ? 'contradicts' : 'same', ...(differs ? differencesOf(texts) : {}) };
}

/** Sex and day of birth as the row's own columns give them, else as its number does. */
export function sexAge(
  { values }: ReceivedRow,
  asOf: string,
): { sex: string | null; born: string | null; age: number | null } | null {
  const number = parseResidentId(textValue(values, 'resident_id'));
  const own = textValue(values, 'birth');
  const born = own !== null && /^\d{4}-\d{2}-\d{2}$/.test(own) ? own : number.born_on;
  const sex = textValue(values, 'sex') ?? number.sex;
  return born === null && sex === null ? null : { sex, born, age: born === null ? null : ageAt(born, asOf) };
}

export function ageAt(bornOn: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return on.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

export function compareAddress(left: Side, right: Side): Likeness {
  const texts = both(left, right, homeAddress);
  const told = likeness(texts, (text) => text, 'contradicts');
  if (told.mark !== 'contradicts') return told;
  const [one, other] = [bareAddress(texts.left ?? ''), bareAddress(texts.right ?? '')];
  return one.includes(other) || other.includes(one) ? { ...told, mark: 'written' } : told;
}

export function homeAddress({ values }: ReceivedRow): string | null {
  const place = [textValue(values, 'township'), textValue(values, 'village')].filter((part) => part !== null);
  return place.length > 0 ? place.join(' ') : textValue(values, 'address');
}

/** 弥勒市新哨镇山心村委会 and 新哨镇 山心村 are one place. */
export function bareAddress(address: string): string {
  return address
    .replace(/\s/g, '')
    .replace(/^.*?[省州市县区](?=[^省州市县区]{1,8}[镇乡街])/, '')
    .replace(/^(?:[^省州]*[省州])?(?:[^市县]*[市县])/, '')
    .replace(/街道办事处|街道办|街道|镇|乡/, '')
    .replace(/村民委员会|居民委员会|村委会|居委会|社区|办事处|村(?!寨)/, '')
    .replace(/(?:第?[0-9一二三四五六七八九十]+(?:村民小组|小组|组|社|队|号))+$/, '');
}

function both<Value>(
  left: Side,
  right: Side,
  read: (row: ReceivedRow) => Value | null,
): { left: Value | null; right: Value | null } {
  return { left: left && read(left), right: right && read(right) };
}

function isSame({ left, right }: { left: string | null; right: string | null }): boolean {
  return left !== null && left === right;
}

function likeness(
  texts: { left: string | null; right: string | null },
  mask: (text: string) => string,
  otherwise: ComparisonMark,
): Likeness {
  const { left, right } = texts;
  if (left === null || right === null) {
    const mark = left === right ? null : 'missing';
    return { left: left && mask(left), right: right && mask(right), mark };
  }
  const shown = showFirstDifference({ text: left, masked: mask(left) }, { text: right, masked: mask(right) });
  if (left === right) return { ...shown, mark: 'same' };
  return { ...shown, mark: otherwise, ...differencesOf(texts) };
}

function differencesOf(texts: {
  left: string | null;
  right: string | null;
}): Pick<Likeness, 'left_marks' | 'right_marks'> {
  const { left, right } = differingCharacters(texts.left ?? '', texts.right ?? '');
  return { left_marks: left, right_marks: right };
}
