import { z } from 'zod';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** A text of law with the days between which it may be cited; `unknown` where its first day has not been checked. */
export const citableSchema = z.object({
  text: z.string().min(1),
  article: z.string().min(1).nullable(),
  from: z.union([date, z.literal('unknown')]),
  to: date.optional(),
  /** Whether a decision can rest on it. */
  is_ground: z.boolean().optional(),
});

export type Citable = z.infer<typeof citableSchema>;

/**
 * What a document of this day may cite, in order of rank: a notice of 2022 cannot rest on a regulation of 2023. A text that still has to
 * be confirmed for the place, or that only says who reports what, is no ground to put before a citizen. A text of which an
 * article is cited is not cited as a whole beside it, and several articles of one text stand behind its title, in their order.
 */
export function citableOn(texts: readonly Citable[], on: string): string[] {
  const citable = texts
    .filter(({ from, to }) => (from === 'unknown' || from <= on) && (to === undefined || on <= to))
    .filter(({ text, is_ground = true }) => is_ground && !text.includes('须经本地确认'));
  const byText = Map.groupBy(citable, ({ text }) => (text.startsWith('《') ? text : titled(text)));
  return [...byText]
    .toSorted(([, [one]], [, [other]]) => rankOf(one?.text ?? '') - rankOf(other?.text ?? ''))
    .map(([title, cited]) => `${title}${articlesOf(cited)}`);
}

function articlesOf(cited: readonly Citable[]): string {
  const articles = new Set(cited.flatMap(({ article }) => article?.split('、') ?? []));
  return [...articles].toSorted((one, other) => articleNumber(one) - articleNumber(other)).join('、');
}

const NUMERALS = '零一二三四五六七八九';

/** 第二十五条 is 25; what bears no number stands first. */
function articleNumber(article: string): number {
  const [, written = ''] = /^第([零一二三四五六七八九十百]+)条/.exec(article) ?? [];
  let [sum, digit] = [0, 0];
  for (const sign of written) {
    const tens = sign === '百' ? 100 : sign === '十' ? 10 : 0;
    if (tens > 0) [sum, digit] = [sum + (digit || 1) * tens, 0];
    else digit = NUMERALS.indexOf(sign);
  }
  return sum + digit;
}

/** Laws before the regulations of the state council, those before the rules of a ministry, and papers with a number last. */
const RANKS: readonly RegExp[] = [
  /法典|(?<!办)法(?:（.*）)?$/,
  /条例|国令|规定(?:（.*）)?$/,
  /办法(?:（.*）)?$/,
];

function rankOf(text: string): number {
  if (/〔\d{4}〕\d+号/.test(text)) return RANKS.length;
  const rank = RANKS.findIndex((pattern) => pattern.test(text.replace(/[《》]/g, '')));
  return rank === -1 ? RANKS.length : rank;
}

/** Puts the title into its brackets; what stands behind it in round ones is the number of the paper. */
function titled(text: string): string {
  // a paper that is known by its number alone has no title to put there
  if (/^[^（]*〔\d{4}〕\d+号/.test(text)) return text;
  const match = /^([^（]+)(（.*）)?$/.exec(text);
  return match ? `《${match[1]}》${match[2] ?? ''}` : text;
}

/** Texts that somebody chose, each with its article behind it, in the same order of rank. */
export function inOrderOfRank(texts: readonly string[]): string[] {
  const rank = (text: string): number => rankOf(text.replace(/第[^第（]*[条款项]$/, ''));
  return texts.toSorted((one, other) => rank(one) - rank(other));
}
