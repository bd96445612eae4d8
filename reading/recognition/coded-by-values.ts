import { plainWord, WordReader } from '../vocabularies/read-word.ts';
import type { ColumnRecognition, UnusedColumn } from './column-assignment.ts';
import { type HeaderMatcher, isAnothersRelation } from './header-match.ts';
import { oneOfOrNone, type UnclearColumns } from './unclear-columns.ts';
import type { ColumnProfile } from './value-profile.ts';

/** Of the filled cells so many must be known words; the rest wait until somebody says what they mean. */
const KNOWN_SHARE = 0.8;
/** Where a list without the column counts as paid, whatever leaves doubt of that is taken. */
const KNOWN_SHARE_OF_PAID = 0.5;
/** From here on a column may be meant: somebody is asked. */
const ASKED_SHARE = 0.2;
/** What is written into columns of every kind says nothing of the kind. */
export const EVERYWHERE = /^(?:[\x20-\x7e]*|.|正常|其他|其它|没有|不是|未知)$/u;

/** Says what people like, and a word of it may stand in any column. */
const FREE_TEXT: ReadonlySet<string> = new Set(['remark', 'reason', 'reported_by']);

type Recognised = { columns: ColumnRecognition[]; unused: UnusedColumn[] };

/**
 * A column under a header that nobody knows, whose cells are words of one coded field of the source and of no other, is that
 * field: a list of payments whose states stand under an unknown header would else count as paid throughout. Only where a
 * missing column would be taken for an answer. A person is asked where the words fit two fields, two columns fit one, or only
 * some words are known; where a column lists only what tells somebody apart (遗属抚恤 among pensions); where every row would wait
 * for the column: what a prosecutor proposes (量刑建议) is worded as a penalty is; and where a column that is not read says of any
 * row, or in its header, what leaves doubt of a row when it stands among the remarks (处理意见: 误报).
 */
export function takeCodedColumns(
  { source }: HeaderMatcher,
  profiles: readonly ColumnProfile[],
  recognised: Recognised,
): Recognised & { unclear: UnclearColumns[] } {
  const taken = new Set(recognised.columns.map(({ field }) => field));
  const open = Object.entries(source.vocabulary).flatMap(([field, coded]) =>
    taken.has(field) ||
    !(field in source.fields) ||
    coded.instead_of ||
    (coded.otherwise !== 'hold' && FREE_TEXT.has(field))
      ? []
      : [
          {
            field,
            reader: new WordReader(coded),
            share: 'paid' in coded.means ? KNOWN_SHARE_OF_PAID : KNOWN_SHARE,
            isAsked: coded.absent === 'hold' || coded.otherwise !== 'hold',
            // of a column that lists only what tells somebody apart, every word it lists is reason enough to ask
            askedFrom: coded.otherwise === 'hold' && !coded.tells_apart ? ASKED_SHARE : Number.MIN_VALUE,
          },
        ],
  );
  const { remark } = source.vocabulary;
  const remarks = remark && remark.doubts.length > 0 ? new WordReader(remark) : null;
  const takesBack = (header: string, values: readonly string[]): boolean =>
    remarks !== null && values.length > 0 && [header, ...values].some((text) => remarks.isDoubtful(text));
  const unclear: UnclearColumns[] = [];
  const found = recognised.unused.flatMap(({ index, header, reason }): ColumnRecognition[] => {
    const values = profiles[index]?.values ?? [];
    if (reason !== 'unknown' || isAnothersRelation(header)) return [];
    const shares = open.map((one) => ({ ...one, known: knownShare(one.reader, values) }));
    const perhaps = shares.filter(({ known, askedFrom }) => known >= askedFrom).map(({ field }) => field);
    const sure = shares.filter(({ known, share }) => known >= share);
    if (sure.length === 1 && !sure[0]!.isAsked)
      return [{ index, header, field: sure[0]!.field, confidence: 0.6, how: 'profile' }];
    if (perhaps.length > 0) unclear.push(oneOfOrNone(index, perhaps));
    else if (takesBack(header, values)) unclear.push(asRemark(index));
    return [];
  });
  const alike = [...Map.groupBy(found, ({ field }) => field).values()];
  const only = alike.filter(({ length }) => length === 1).flat();
  for (const several of alike.filter(({ length }) => length > 1)) unclear.push({ readings: several });
  const indexes = new Set(only.map(({ index }) => index));
  return {
    columns: [...recognised.columns, ...only].sort((left, right) => left.index - right.index),
    unused: recognised.unused.filter(({ index }) => !indexes.has(index)),
    unclear,
  };
}

/** A column that says of some rows that they are wrong: a remark under another name, unless somebody says that it is none. */
function asRemark(index: number): UnclearColumns {
  return oneOfOrNone(index, ['remark']);
}

/** The share of known words, where one at least is a word of this field and not of every column. */
function knownShare(reader: WordReader, values: readonly string[]): number {
  const known = values.filter((value) => reader.read(value).from === 'listed');
  return known.some((value) => !EVERYWHERE.test(plainWord(value))) ? known.length / values.length : 0;
}
