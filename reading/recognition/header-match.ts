import Fuse from 'fuse.js';
import type { FieldType, SourceDefinition } from '../sources/source-definition.ts';
import { tableWords } from '../table-words.ts';
import { normaliseHeader, withoutBrackets, withSameWords } from './header-text.ts';

export type How = 'mapping' | 'exact' | 'contained' | 'fuzzy' | 'profile';

export interface HeaderMatch {
  field: string;
  confidence: number;
  how: How;
}

/** A header as it stands in the file: the lower line, and the group above it if there is one. */
export interface ComposedHeader {
  text: string;
  parent: string;
}

interface Synonym {
  field: string;
  text: string;
  same: string;
  isLatin: boolean;
}

const EXACT = 1;
const WITHOUT_ASIDE = 0.97;
const SAME_WORDS = 0.95;
const COMPOSED = 0.92;
const TURNED = 0.85;
const PROVEN_BY_VALUES: ReadonlySet<FieldType> = new Set(['resident_id', 'name', 'account', 'sex', 'phone']);
/** The share of a header's characters that may differ from a known one's. */
const MOST_UNLIKE = 0.21;
/** What a person would call the same word: from here on a header counts as known. */
export const KNOWN_HEADER = 0.9;

/** Compares headers with the synonyms of one source. */
export class HeaderMatcher {
  readonly source: SourceDefinition;
  readonly #synonyms: Synonym[] = [];
  readonly #exact = new Map<string, string[]>();
  readonly #same = new Map<string, string[]>();
  readonly #turned = new Map<string, string[]>();
  readonly #barred = new Map<string, string[]>();
  readonly #fuse: Fuse<Synonym>;
  readonly #named = new Map<string, HeaderMatch[]>();
  readonly #cache = new Map<string, HeaderMatch[]>();
  readonly #nearest = new Map<string, { header: string; field: string; distance: number } | null>();

  constructor(source: SourceDefinition) {
    this.source = source;
    for (const [field, { headers, not_headers }] of Object.entries(source.fields)) {
      this.#barred.set(field, not_headers.map(normaliseHeader));
      for (const text of new Set(headers.map(normaliseHeader))) {
        this.#synonyms.push({ field, text, same: withSameWords(text), isLatin: /^[\x20-\x7e]+$/.test(text) });
        append(this.#exact, text, field);
        append(this.#same, withSameWords(text), field);
        const key = turnedKey(text);
        if (key.length >= 4) append(this.#turned, key, field);
      }
    }
    this.#synonyms.sort((left, right) => right.text.length - left.text.length);
    this.#fuse = new Fuse(this.#synonyms, {
      keys: ['text'],
      includeScore: true,
      threshold: 0.45,
      ignoreLocation: true,
      ignoreFieldNorm: true,
    });
  }

  /** The fields that a header may stand for, best first, at most one entry per field. */
  match(header: ComposedHeader): HeaderMatch[] {
    const key = `${header.parent}\n${header.text}`;
    const cached = this.#cache.get(key);
    if (cached) return cached;
    const named = this.#matchNamed(header);
    const isTold = named.length > 0 || this.#isOfOthers(header);
    const matches = isTold ? named : this.#best(header, this.#matchFuzzy(normaliseHeader(header.text)));
    this.#cache.set(key, matches);
    return matches;
  }

  /** Whether a header counts as known: what is merely like a known one never does, and looking for that takes longest. */
  isKnown(header: ComposedHeader): boolean {
    return (this.#matchNamed(header)[0]?.confidence ?? 0) >= KNOWN_HEADER;
  }

  #matchNamed(header: ComposedHeader): HeaderMatch[] {
    const key = `${header.parent}\n${header.text}`;
    const cached = this.#named.get(key);
    if (cached) return cached;
    const whole = header.parent + header.text;
    const found: HeaderMatch[] = [];
    if (header.parent !== '') {
      found.push(...this.#matchText(whole));
      // 省级 below 基础养老金 is 省级基础养老金
      const turned = this.#exact.get(normaliseHeader(header.text + header.parent)) ?? [];
      found.push(
        ...turned.map((field): HeaderMatch => ({ field, confidence: SAME_WORDS, how: 'contained' })),
      );
    }
    if (!this.#isOfOthers(header)) found.push(...this.#matchText(header.text));
    const matches = this.#best(header, found);
    this.#named.set(key, matches);
    return matches;
  }

  #isOfOthers({ parent }: ComposedHeader): boolean {
    return parent !== '' && mentions(normaliseHeader(parent), 'other_persons');
  }

  #best(header: ComposedHeader, found: readonly HeaderMatch[]): HeaderMatch[] {
    const whole = header.parent + header.text;
    const best = new Map<string, HeaderMatch>();
    for (const match of found) {
      if (!this.#isBarred(match, whole) && match.confidence > (best.get(match.field)?.confidence ?? 0)) {
        best.set(match.field, match);
      }
    }
    return [...best.values()].sort((left, right) => right.confidence - left.confidence);
  }

  /** The known header that is nearest to an unknown one, for the message to a person. */
  nearest(header: string): { header: string; field: string; distance: number } | null {
    const known = this.#nearest.get(header);
    if (known !== undefined) return known;
    const found = this.#findNearest(header);
    this.#nearest.set(header, found);
    return found;
  }

  #findNearest(header: string): { header: string; field: string; distance: number } | null {
    const text = normaliseHeader(header);
    const found = this.#fuse.search(text, { limit: 1 })[0] ?? this.#mostAlike(text);
    if (!found) return null;
    const shown = this.source.fields[found.item.field]?.headers.find(
      (candidate) => normaliseHeader(candidate) === found.item.text,
    );
    return { header: shown ?? found.item.text, field: found.item.field, distance: found.score ?? 1 };
  }

  /** For headers that are like none: the synonym that shares most characters with it. */
  #mostAlike(text: string): { item: Synonym; score: number } | null {
    if (/^[\x20-\x7e]+$/.test(text)) return null;
    const characters = [...new Set(text)];
    let best: { item: Synonym; score: number } | null = null;
    for (const item of this.#synonyms) {
      const own = new Set(item.text);
      const shared = characters.filter((character) => own.has(character)).length;
      const score = 1 - (2 * shared) / (characters.length + own.size);
      if (shared > 0 && score < (best?.score ?? 1)) best = { item, score };
    }
    return best;
  }

  #isBarred(match: HeaderMatch, whole: string): boolean {
    const text = normaliseHeader(whole);
    if (this.#exact.get(text)?.includes(match.field)) return false;
    return this.#barred.get(match.field)?.some((word) => text.includes(word)) ?? false;
  }

  #matchText(header: string): HeaderMatch[] {
    const text = normaliseHeader(header);
    if (text === '') return [];
    const exact = this.#exact.get(text);
    if (exact) return exact.map((field) => ({ field, confidence: EXACT, how: 'exact' }));
    const split = withoutBrackets(header);
    if (split) {
      // 基础养老金(中央) is 中央基础养老金 where that is known, and only else 基础养老金
      const turned = this.#same.get(withSameWords(split.aside + split.main));
      if (turned) return turned.map((field) => ({ field, confidence: SAME_WORDS, how: 'contained' }));
    }
    // 姓名(家属) is not the person's own name, though 姓名 is
    if (split && !mentions(split.aside, 'other_persons')) {
      const main = this.#exact.get(split.main);
      if (main) return main.map((field) => ({ field, confidence: WITHOUT_ASIDE, how: 'exact' }));
      const same = this.#same.get(withSameWords(split.main));
      if (same) return same.map((field) => ({ field, confidence: COMPOSED, how: 'contained' }));
    }
    const same = this.#same.get(withSameWords(text));
    if (same) return same.map((field) => ({ field, confidence: SAME_WORDS, how: 'contained' }));
    const turned = this.#turned.get(turnedKey(text));
    if (turned) return turned.map((field) => ({ field, confidence: TURNED, how: 'contained' }));
    return this.#matchContained(split && isNeutral(withSameWords(split.aside)) ? split.main : text);
  }

  #matchContained(header: string): HeaderMatch[] {
    const found: HeaderMatch[] = [];
    const text = withSameWords(header);
    for (const synonym of this.#synonyms) {
      const at = text.indexOf(synonym.same);
      if (at === -1) continue;
      const rest = `${text.slice(0, at)}\n${text.slice(at + synonym.same.length)}`;
      if (mentions(rest, 'other_persons')) continue;
      if (isNeutral(rest)) {
        found.push({ field: synonym.field, confidence: COMPOSED, how: 'contained' });
        continue;
      }
      if (!this.#mayStandWithin(synonym) || mentions(rest, 'other_meanings')) continue;
      // what a Chinese header is about stands last: 户口注销日期 is a kind of 注销日期
      const base = text.endsWith(synonym.same) ? 0.6 : 0.4;
      const confidence = base + 0.27 * (synonym.same.length / text.length);
      if (confidence < 0.6) continue;
      const limited = this.#isPersonal(synonym.field) ? 0.6 : confidence;
      found.push({ field: synonym.field, confidence: limited, how: 'contained' });
    }
    return found;
  }

  #mayStandWithin({ same, isLatin, field }: Synonym): boolean {
    if (isLatin || same.length < 2 || tableWords().too_general.includes(same)) return false;
    // a word for a person (领取人) within a longer one may be any other person
    return !this.#isPersonal(field) || /(?:名|号|身份证)$/.test(same);
  }

  #isPersonal(field: string): boolean {
    const type = this.source.fields[field]?.type;
    return type === 'name' || type === 'resident_id';
  }

  #matchFuzzy(text: string): HeaderMatch[] {
    // one other character makes 补发 of 加发: only what its values prove may be guessed
    if (text.length < 5 || mentions(text, 'other_persons') || !this.#isLikeAny(text)) return [];
    return this.#fuse
      .search(text, { limit: 3 })
      .filter(({ item, score = 1 }) => score <= MOST_UNLIKE && this.#mayBeGuessed(item, text))
      .map(({ item, score = 1 }) => ({ field: item.field, confidence: 0.8 * (1 - score), how: 'fuzzy' }));
  }

  #mayBeGuessed({ field, text: known }: Synonym, text: string): boolean {
    const isProven = PROVEN_BY_VALUES.has(this.source.fields[field]?.type ?? 'text');
    return isProven && Math.abs(known.length - text.length) <= 1;
  }

  /** Each character that a known header lacks is a difference: where all lack too many, none need be compared in earnest. */
  #isLikeAny(text: string): boolean {
    const most = MOST_UNLIKE * text.length;
    const characters = [...text];
    return this.#synonyms.some(
      (known) =>
        this.#mayBeGuessed(known, text) &&
        characters.filter((character) => !known.text.includes(character)).length <= most,
    );
  }
}

function append(map: Map<string, string[]>, key: string, field: string): void {
  const fields = map.get(key) ?? [];
  if (!fields.includes(field)) map.set(key, [...fields, field]);
}

export function mentions(text: string, list: 'other_persons' | 'other_meanings'): boolean {
  return tableWords()[list].some((word) => text.includes(word));
}

/** 联系人与本人关系, 与户主关系: whose relation it tells is another’s matter, whatever word stands there. */
export function isAnothersRelation(header: string): boolean {
  const text = normaliseHeader(header);
  return text.includes('关系') && mentions(text, 'other_persons');
}

/** The same characters in another order: 开始领取待遇时间 is 待遇开始领取时间. */
function turnedKey(text: string): string {
  return [...withSameWords(text).replaceAll('待遇', '')].sort().join('');
}

let neutralWords: string[] | null = null;

/** Whether what stands around a known header says nothing more. */
function isNeutral(rest: string): boolean {
  neutralWords ??= tableWords()
    .neutral.map(withSameWords)
    .sort((left, right) => right.length - left.length);
  return rest.split('\n').every(isNeutralText);
}

function isNeutralText(text: string): boolean {
  let rest = text;
  while (rest !== '') {
    const word = neutralWords?.find((neutral) => rest.startsWith(neutral));
    if (word === undefined) return false;
    rest = rest.slice(word.length);
  }
  return true;
}
