import { plainWord, WordReader } from '../vocabularies/read-word.ts';
import type { ColumnRecognition, UnusedColumn } from './column-assignment.ts';
import type { HeaderMatcher } from './header-match.ts';
import type { ColumnProfile } from './value-profile.ts';

/** Of the filled cells so many must be known words; the rest wait until somebody says what they mean. */
const KNOWN_SHARE = 0.8;
/** Where a list without the column counts as paid, whatever leaves doubt of that is taken. */
const KNOWN_SHARE_OF_PAID = 0.5;
/** What is written into columns of every kind says nothing of the kind. */
const EVERYWHERE = /^(?:[\x20-\x7e]*|.|正常|其他|其它|没有|不是|未知)$/u;

type Recognised = { columns: ColumnRecognition[]; unused: UnusedColumn[] };

/**
 * A column under a header that nobody knows, whose cells are words of one coded field of the source and of no other, is that
 * field: a list of payments whose states stand under an unknown header would else count as paid throughout. Only where a
 * missing column would be taken for an answer; what waits without its column goes on waiting.
 */
export function takeCodedColumns(
  { source }: HeaderMatcher,
  profiles: readonly ColumnProfile[],
  recognised: Recognised,
): Recognised {
  const taken = new Set(recognised.columns.map(({ field }) => field));
  const open = Object.entries(source.vocabulary).flatMap(([field, coded]) =>
    taken.has(field) || coded.absent === 'hold' || coded.otherwise !== 'hold' || coded.instead_of
      ? []
      : [
          {
            field,
            reader: new WordReader(coded),
            share: 'paid' in coded.means ? KNOWN_SHARE_OF_PAID : KNOWN_SHARE,
          },
        ],
  );
  const found = recognised.unused.flatMap(({ index, header, reason }): ColumnRecognition[] => {
    if (reason !== 'unknown') return [];
    const values = profiles[index]?.values ?? [];
    const fields = open.filter(({ reader, share }) => isOf(reader, values, share));
    return fields.length === 1
      ? [{ index, header, field: fields[0]!.field, confidence: 0.6, how: 'profile' }]
      : [];
  });
  const only = found.filter(({ field }) => found.filter((one) => one.field === field).length === 1);
  if (only.length === 0) return recognised;
  const indexes = new Set(only.map(({ index }) => index));
  return {
    columns: [...recognised.columns, ...only].sort((left, right) => left.index - right.index),
    unused: recognised.unused.filter(({ index }) => !indexes.has(index)),
  };
}

function isOf(reader: WordReader, values: readonly string[], share: number): boolean {
  const known = values.filter((value) => reader.read(value).from === 'listed');
  return (
    known.length > 0 &&
    known.length >= share * values.length &&
    known.some((value) => !EVERYWHERE.test(plainWord(value)))
  );
}
