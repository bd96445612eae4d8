import { isBlankWord } from '../blank-words.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { plainWord, WordReader } from '../vocabularies/read-word.ts';
import { EVERYWHERE } from './coded-by-values.ts';
import type { ColumnRecognition, UnusedColumn, UnusedReason } from './column-assignment.ts';
import { isAnothersRelation, mentions } from './header-match.ts';
import { normaliseHeader } from './header-text.ts';
import { proposeFields } from './propose-fields.ts';
import { oneOfOrNone, type UnclearColumns } from './unclear-columns.ts';
import { type ColumnProfile, saysNotYet } from './value-profile.ts';

/** Nobody said of these that they are none of our business. */
const UNREAD: ReadonlySet<UnusedReason> = new Set(['unknown', 'duplicate', 'values-do-not-fit']);

/** Numbers, days and amounts are no words. */
const FIGURES = /^[\d\s.,:/*-]*$/;

/** Answers under a header that is asked about which change nothing: nothing was stopped, and it is the person's own. */
const CHANGES_NOTHING =
  /^(?:正常|否|没有|不是|未|本人|户主|0|n|no|属实|情况属实|一致|符合|无误|(?:已)?核实|(?:已)?核对|核实无误|核对无误|核对一致|通过|审核通过|已审核|无异议|无变化|无变动)$/iu;

/** Columns of one sheet that nobody reads, and what their cells may say all the same. */
export class UnreadColumns {
  readonly #source: SourceDefinition;
  readonly #doubts: WordReader | null;
  /** Coded columns that the list does not have, with what is taken for their answer. */
  readonly #coded: { reader: WordReader; absent: string }[];

  constructor(source: SourceDefinition, columns: readonly ColumnRecognition[]) {
    this.#source = source;
    const taken = new Set(columns.map(({ field }) => field));
    const { remark } = source.vocabulary;
    this.#doubts = remark && remark.doubts.length > 0 ? new WordReader(remark) : null;
    this.#coded = Object.entries(source.vocabulary).flatMap(([field, coded]) => {
      const absent = 'paid' in coded.means ? 'paid' : coded.absent;
      // a list that only clears somebody has no doubts of its own
      return this.#doubts === null || taken.has(field) || coded.instead_of || !(absent in coded.means)
        ? []
        : [{ reader: new WordReader(coded), absent }];
    });
  }

  /**
   * Whether a cell of a column says what would change who is meant, when, or whether the row stands; null where no cell of it can.
   * That is what leaves doubt of a row among its remarks, a word of a coded column that the list is taken not to have, and anything
   * at all under a header that is asked about.
   */
  testOf({ header, reason }: UnusedColumn): ((text: string) => boolean) | null {
    if (!UNREAD.has(reason) || isAnothersRelation(header)) return null;
    if (reason !== 'duplicate' && this.isAskedAbout(header)) return changesSomething;
    const [doubts, coded] = [this.#doubts, this.#coded];
    if (doubts === null) return null;
    return (text) =>
      !FIGURES.test(text) &&
      (doubts.isDoubtful(text) ||
        doubts.read(text).means === 'void' ||
        (!EVERYWHERE.test(plainWord(text)) &&
          coded.some(({ reader, absent }) => {
            const { means, from } = reader.read(text);
            return from === 'listed' && means !== null && means !== absent;
          })));
  }

  /** A header nobody knows that names what may change a person, a time or a state of this source: 与参保人关系, 停止时间. */
  isAskedAbout(header: string): boolean {
    const text = normaliseHeader(header);
    return (
      this.#source.asks_about.some((word) => text.includes(normaliseHeader(word))) &&
      !mentions(text, 'other_persons')
    );
  }
}

/** Whether a cell under a header that is asked about says more than that all is as ever. */
export function changesSomething(cell: string): boolean {
  const text = cell.normalize('NFKC').trim();
  return !isBlankWord(text) && !CHANGES_NOTHING.test(text) && !saysNotYet(text);
}

/** Columns under a header that is asked about whose first cells say something: somebody says what they are, or that they are none of ours. */
export function askedColumns(
  source: SourceDefinition,
  profiles: readonly ColumnProfile[],
  { columns, unused }: { columns: readonly ColumnRecognition[]; unused: readonly UnusedColumn[] },
): UnclearColumns[] {
  const unread = new UnreadColumns(source, columns);
  const taken = new Set(columns.map(({ field }) => field));
  return unused.flatMap(({ index, header, reason }) => {
    const profile = profiles[index];
    const isAsked = reason === 'unknown' || reason === 'values-do-not-fit';
    if (!isAsked || !unread.isAskedAbout(header) || !profile?.values.some(changesSomething)) return [];
    const likely = proposeFields(source, header, profile, taken);
    const free = 'remark' in source.fields && !taken.has('remark') ? ['remark'] : [];
    return [oneOfOrNone(index, likely.length > 0 ? likely : free)];
  });
}
