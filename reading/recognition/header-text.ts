import { tableWords } from '../table-words.ts';

/** Brackets that are left after NFKC has made the full-width ones plain. */
const BRACKETED = /[([{【〔《<「『][^)\]}】〕》>」』]*[)\]}】〕》>」』]/g;
const MARKS = /[\s\p{Cf}\p{Cc}*＊※★▲#:：;；,，。、.·_\-—–/\\|'"“”‘’()[\]{}【】〔〕《》<>「」『』?？!！]/gu;

/** A header as compared: width, case, blanks, line breaks, stars and brackets make no difference. */
export function normaliseHeader(header: string): string {
  return header.normalize('NFKC').replace(MARKS, '').toLowerCase();
}

/** The same without what stands in brackets; null where nothing does, or nothing else. */
export function withoutBrackets(header: string): { main: string; aside: string } | null {
  const text = header.normalize('NFKC');
  const asides = text.match(BRACKETED);
  if (!asides) return null;
  const main = normaliseHeader(text.replace(BRACKETED, ''));
  return main === '' ? null : { main, aside: normaliseHeader(asides.join('')) };
}

let sameWords: { pattern: RegExp; first: ReadonlyMap<string, string> } | null = null;

/** A normalised header in which words that mean the same are the same word. */
export function withSameWords(normalised: string): string {
  sameWords ??= compileSameWords();
  const { pattern, first } = sameWords;
  const text = normalised.replace(pattern, (word) => first.get(word) ?? word);
  // 发放月 and 处理日 are dates cut short
  return /.{2}[^日期][月日]$/.test(text) ? `${text.slice(0, -1)}日期` : text;
}

function compileSameWords(): { pattern: RegExp; first: Map<string, string> } {
  const first = new Map<string, string>();
  for (const group of tableWords().same) for (const word of group) first.set(word, group[0] ?? word);
  const longestFirst = [...first.keys()].sort((left, right) => right.length - left.length);
  return { pattern: new RegExp(longestFirst.join('|'), 'g'), first };
}
