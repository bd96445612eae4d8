import { parseDate } from '../../core/dates.ts';
import { foldCharacter } from '../../core/names/characters.ts';
import type { CodedField } from './vocabulary.ts';

/** What a cell was found to mean. */
export interface WordReading {
  /** A code of the vocabulary; null where the cell says nothing, or nobody knows what it says. */
  means: string | null;
  /** Nobody knows: the row waits until somebody says. */
  isHeld: boolean;
  /** Where the meaning comes from: the source's list, what a person of the office taught, or neither. */
  from: 'listed' | 'taught' | 'none';
}

const NUMBER = '[0-9零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟半.]+';
const FIGURES = new RegExp(
  `${NUMBER}个?半?(?:年半?|月|天|日)(?:${NUMBER}个?半?(?:月|天|日))*|(?:人民币)?${NUMBER}(?:万|千)?元|[0-9]{4}[年./-][0-9]{1,2}(?:[月./-][0-9]{1,2}日?)?`,
  'gu',
);
const PUNCTUATION = /[\p{P}\p{S}\p{Z}\s]+/u;

const BLANKS = /\s+/gu;
/** Strokes of every length are one mark. */
const DASHES = /[\p{Pd}−─━_]+/gu;
/** A bare code beside a word, such as 0000-交易成功. */
const CODE = /^[0-9a-z]{1,8}$/;
/** Words of two characters and more; a single character or a code is part of anything. */
const WRITTEN = /^(?=.*\p{Script=Han}).{2,}$/u;
/** What people write where there is nothing to say; it says as much as a blank cell. */
const NOTHING_MARKS: ReadonlySet<string> = new Set(['-', '/', '\\', '.', '。']);

/**
 * A word as it is looked up: full and half width, traditional and simplified characters alike, without case, blanks and
 * punctuation. What is nothing but punctuation, such as √ or —, stays a mark of its own.
 */
export function plainWord(text: string, field?: Pick<CodedField, 'without_figures' | 'left_out'>): string {
  const plain = simplify(text.normalize('NFKC').toLowerCase());
  const worded = (field?.left_out ?? []).reduce(
    (said, pattern) => said.replaceAll(compiled(pattern), ''),
    plain,
  );
  const bare = field?.without_figures ? worded.replaceAll(FIGURES, '') : worded;
  const word = bare.split(PUNCTUATION).join('');
  return word === '' ? bare.replaceAll(BLANKS, '').replaceAll(DASHES, '-') : word;
}

const patterns = new Map<string, RegExp>();

function compiled(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(pattern, 'gu');
  patterns.set(pattern, known);
  return known;
}

function simplify(text: string): string {
  // 帐 for 账 is a slip of whole counties
  return [...text]
    .map((character) => (character === '帐' || character === '帳' ? '账' : foldCharacter(character)))
    .join('');
}

/** A field's words as they are looked up. */
interface PlainWords {
  listed: ReadonlyMap<string, string>;
  /** By code, the words that a longer one may be made of, and those that say nothing beside them. */
  made: { code: string; words: string[]; beside: string[] }[];
  doubts: string[];
}

function makePlain(field: CodedField): PlainWords {
  const plain = (words: readonly string[]): string[] => words.map((word) => plainWord(word, field));
  const codes = Object.entries(field.means);
  return {
    listed: new Map(codes.flatMap(([code, { words }]) => plain(words).map((word) => [word, code] as const))),
    made: codes.map(([code, { words, beside, behind }]) => ({
      code,
      words: plain(words).filter((word) => WRITTEN.test(word)),
      beside: plain([
        ...field.beside,
        ...beside,
        ...(behind?.leads.flatMap((lead) => behind.words.map((word) => lead + word)) ?? []),
      ]).filter((word) => word !== ''),
    })),
    doubts: field.doubts.map((phrase) => plainWord(phrase)),
  };
}

/** Looks words up in one coded column's vocabulary and in what the office taught about it. */
export class WordReader {
  readonly #field: CodedField;
  /** Codes by word as it is written in the list. */
  readonly #written: ReadonlyMap<string, string>;
  readonly #taught: ReadonlyMap<string, string>;
  #plain: PlainWords | null = null;

  /** `taught`: codes by plain word. */
  constructor(field: CodedField, taught: ReadonlyMap<string, string> = new Map()) {
    this.#field = field;
    this.#taught = taught;
    this.#written = new Map(
      Object.entries(field.means).flatMap(([code, { words }]) => words.map((word) => [word, code] as const)),
    );
  }

  read(raw: string): WordReading {
    // nearly every cell is written as the list has it; what somebody taught goes before
    const written = this.#taught.size === 0 ? this.#written.get(raw) : undefined;
    if (written !== undefined) return outcome(written, 'listed');
    const whole = this.#find(plainWord(raw)) ?? this.#find(plainWord(raw, this.#field));
    if (whole) return whole;
    if (this.#field.reverses === 'line' && plainWord(raw, this.#field).split(PUNCTUATION).join('') === '')
      return outcome('nothing', 'listed');
    if (NOTHING_MARKS.has(plainWord(raw))) return outcome(this.#field.blank, 'listed');
    const { a_date_means: dated, otherwise } = this.#field;
    if (dated !== undefined && parseDate(raw)?.month) return outcome(dated, 'listed');
    return (
      this.#readParts(raw) ??
      this.#readMade(raw) ??
      this.#readEnding(raw) ??
      outcome(this.isDoubtful(raw) ? 'hold' : otherwise, 'none')
    );
  }

  /**
   * A word nobody listed is understood where all of it is words of one meaning and words that say nothing beside them:
   * 病故注销户口. Whatever is left over, a 未 or 误 before all, leaves the whole unknown, and so do words of two meanings.
   */
  #readMade(raw: string): WordReading | null {
    const word = plainWord(raw, this.#field);
    const codes = this.#words.made.filter(({ words, beside }) => isMadeOf(word, words, beside));
    return codes.length === 1 ? outcome(codes[0]!.code, 'listed') : null;
  }

  #find(word: string): WordReading | null {
    const taught = this.#taught.get(word);
    if (taught !== undefined) return outcome(taught, 'taught');
    const listed = this.#words.listed.get(word);
    return listed === undefined ? null : outcome(listed, 'listed');
  }

  /** A cell that says several things is understood where each of them is. */
  #readParts(raw: string): WordReading | null {
    const { precedence, otherwise, alone, contradict } = this.#field;
    if (precedence.length === 0) return null;
    const all = raw
      .normalize('NFKC')
      .split(PUNCTUATION)
      .map((part) => plainWord(part, this.#field))
      .filter((part) => part !== '');
    const words = all.filter((part) => !CODE.test(part));
    // beside a word that is known a bare code says nothing more
    const parts = words.length > 0 && words.every((part) => this.#find(part)) ? words : all;
    const readings = parts.map((part) => this.#find(part));
    const known = readings.filter((reading) => reading !== null);
    if (known.length === 0 || (known.length < parts.length && otherwise === 'hold')) return null;
    const said = new Set(known.map(({ means }) => means));
    const isContradicted =
      (said.size > 1 && alone.some((code) => said.has(code))) ||
      contradict.some((codes) => codes.every((code) => said.has(code)));
    if (isContradicted) return outcome('hold', 'none');
    const rank = ({ means }: WordReading): number =>
      means === null
        ? precedence.length
        : (precedence.indexOf(means) + precedence.length + 1) % (precedence.length + 1);
    return known.toSorted((left, right) => rank(left) - rank(right))[0] ?? null;
  }

  /** Whether a word says that its line takes back what the rest of it names. */
  isReversing(raw: string): boolean {
    const { reverses, left_out } = this.#field;
    return reverses !== undefined && plainWord(raw, { without_figures: false, left_out }) !== plainWord(raw);
  }

  /** Whether a text holds a phrase that leaves what its row says unclear. */
  isDoubtful(raw: string): boolean {
    const word = plainWord(raw);
    return this.#words.doubts.some((phrase) => word.includes(phrase));
  }

  /** Made when a cell is first not written as listed: to make thousands of words plain takes longer than to read a list's. */
  get #words(): PlainWords {
    this.#plain ??= makePlain(this.#field);
    return this.#plain;
  }

  #readEnding(raw: string): WordReading | null {
    const word = plainWord(raw);
    for (const [code, { ending, containing }] of Object.entries(this.#field.means)) {
      const isMeant =
        ending.some((end) => word.endsWith(plainWord(end))) ||
        containing.some((phrase) => word.includes(plainWord(phrase)));
      if (isMeant) return outcome(code, 'listed');
    }
    return null;
  }
}

/** Whether a text can be cut into words of two lists, at least one of them of the first. */
function isMadeOf(text: string, words: readonly string[], beside: readonly string[]): boolean {
  // for each place up to which the text has been cut: whether a word of the first list was among the pieces
  const cut = new Map<number, boolean>([[0, false]]);
  for (let at = 0; at < text.length; at += 1) {
    const hasWord = cut.get(at);
    if (hasWord === undefined) continue;
    for (const piece of words) if (text.startsWith(piece, at)) cut.set(at + piece.length, true);
    for (const piece of beside) {
      const end = at + piece.length;
      if (text.startsWith(piece, at)) cut.set(end, hasWord || cut.get(end) === true);
    }
  }
  return cut.get(text.length) === true;
}

/** What a blank cell or a missing column means. */
export function outcome(code: string, from: WordReading['from']): WordReading {
  if (code === 'hold') return { means: null, isHeld: true, from: 'none' };
  return { means: code === 'nothing' ? null : code, isHeld: false, from };
}
