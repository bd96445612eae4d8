import { z } from 'zod';
import type { CaseState } from '../../casework/case-state.ts';
import { cite } from '../../casework/decision-guard.ts';
import { isGround } from '../../casework/rule-pack/legal-basis.ts';

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
 * What a document of this day may cite, in order of rank: a notice of 2022 cannot rest on a regulation of 2023, nor on what is no
 * ground. A text of which an article is cited is not cited as a whole beside it, and several articles of one text stand behind
 * its title, in their order.
 */
export function citableOn(texts: readonly Citable[], on: string): string[] {
  const citable = texts
    .filter(({ from, to }) => (from === 'unknown' || from <= on) && (to === undefined || on <= to))
    .filter(isGround);
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

/** Texts that a decision names, each with its article behind it, as a paper cites them. */
export function citedAs(named: readonly string[]): string[] {
  const texts = named.map((one): Citable => {
    const [, text = one, article = null] = /^(.*?)((?:、?第[^第（、]*[条款项])+)$/.exec(one) ?? [];
    return { text, article, from: 'unknown' };
  });
  return citableOn(texts, '9999-12-31');
}

/**
 * The texts of the rules that a paper of a decided case cites: those that the decision names, and no others. They were weighed
 * and signed, by the months that the case is about; what has come into force since gives the paper its power, not the decision its
 * ground. Of a decision that names none, all of them, by the day of the paper.
 */
export function groundsNamed(
  texts: readonly Citable[],
  { decided }: Pick<CaseState, 'decided'>,
  isAsking: boolean,
): Citable[] {
  const named = new Set(isAsking ? [] : (decided?.basis ?? []));
  if (named.size === 0) return [...texts];
  return texts
    .filter((one) => named.has(cite(one)))
    .map(({ text, article }) => ({ text, article, from: 'unknown' }));
}
