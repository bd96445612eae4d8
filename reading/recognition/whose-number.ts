import type { SourceDefinition } from '../sources/source-definition.ts';
import type { ColumnRecognition, UnusedColumn } from './column-assignment.ts';
import { type ComposedHeader, mentions } from './header-match.ts';
import { normaliseHeader } from './header-text.ts';
import { oneOfOrNone, type UnclearColumns } from './unclear-columns.ts';
import type { ColumnProfile } from './value-profile.ts';

/** How a header ends that names somebody. */
const SOMEBODY = /(?:姓名|名字|人名|人员|人|者)$/u;
/** How a column ends that says how two people are related. */
const RELATION = /关系$/u;
/** From here on the values of a column are names. */
const ARE_NAMES = 0.8;

/**
 * A list of deaths or of convicts may name two people in a row, and the number beside may be that of the one who is alive and
 * free: 姓名, 身份证号, 与死者关系, 死者姓名. A number without a word of whose it is belongs to whoever is named before it; where that is not the
 * one whom the list is about, or two columns name that one, somebody is asked. So it is where a list names one person without a word of
 * who it is, and its name, its title or a header speaks of whoever is left behind: 火化补贴发放名册, 服刑人员子女.
 */
export function whoseNumber(
  source: SourceDefinition,
  headers: readonly ComposedHeader[],
  profiles: readonly ColumnProfile[],
  { columns, unused }: { columns: readonly ColumnRecognition[]; unused: readonly UnusedColumn[] },
  calledSo: readonly string[],
): UnclearColumns[] {
  const { subject_words: words, asks_whose: others } = source;
  const name = columns.find(({ field }) => field === 'name');
  const number = columns.find(({ field }) => field === 'resident_id');
  if (words.length === 0 || name === undefined || name.how === 'mapping') return [];
  const texts = headers.map(({ parent, text }) => normaliseHeader(parent + text));
  const tellsWhose = (index: number): boolean => words.some((word) => texts[index]?.includes(word));
  const isSubject = (index: number): boolean =>
    tellsWhose(index) && !mentions(texts[index] ?? '', 'other_persons');
  const people = texts.flatMap((text, index) =>
    SOMEBODY.test(text) && (profiles[index]?.fit('name') ?? 0) >= ARE_NAMES ? [index] : [],
  );
  if (!isSubject(name.index)) {
    const named = unused.filter(
      ({ index, reason }) => reason === 'duplicate' && isSubject(index) && people.includes(index),
    );
    if (named.length > 0)
      return [{ readings: [name, ...named].map(({ index }) => ({ index, field: 'name' })) }];
    const isRelated = texts.some((text, index) => RELATION.test(text) && tellsWhose(index));
    const isOfOthers = [...texts, ...calledSo].some((text) => others.some((word) => text.includes(word)));
    // 主人姓名 beside 火化日期: it says whose the name is, and nobody knows who that is
    const isQualified = name.how === 'contained' || name.how === 'fuzzy';
    const isOnlyName =
      people.every((index) => index === name.index) &&
      columns.every(({ field }) => field === 'name' || source.fields[field]?.type !== 'name');
    const isNumberOfSubject = number !== undefined && isSubject(number.index);
    if (isOnlyName && !isNumberOfSubject && (isRelated || isOfOthers || isQualified))
      return [oneOfOrNone(name.index, ['name'])];
  }
  if (number === undefined || isSubject(number.index)) return [];
  const before = people.filter((index) => index < number.index).at(-1);
  return before === undefined || before === name.index ? [] : [oneOfOrNone(number.index, ['resident_id'])];
}
