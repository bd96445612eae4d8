import { foldCharacter, splitSyllables } from './characters.ts';

/** How one name was cleaned for comparison; the raw value stays. */
export interface NormalName {
  readonly raw: string | null;
  /** Simplified, folded, without marks; `?` for an unknown character, a pinyin syllable in letters. */
  readonly text: string;
  /** As `text`, before traditional forms and variants were folded. */
  readonly plain: string;
  /** Other names given in brackets (曾用名), cleaned likewise. */
  readonly aliases: readonly string[];
  /** What was done, as codes: spaces, dots, brackets, marks, unknown, latin, traditional. */
  readonly notes: readonly string[];
}

const MISSING = new Set([
  '',
  '无',
  '不详',
  '未知',
  '无名',
  '无名氏',
  '空',
  // as the one above
  '同上',
  '同前',
  'null',
  'none',
  'na',
  'n/a',
  'nan',
]);
const BRACKETED = /[([{<【〔〖《「『〈]([^)\]}>】〕〗》」』〉]*)[)\]}>】〕〗》」』〉]?/gu;
const ALIAS = /^(?:曾用名|又名|别名|原名|小名|乳名|亦名|aka)[:：为是\s]*(.+)$/iu;
// Written without brackets as well: 杨大宝曾用名杨建顺.
const TRAILING_ALIAS = /(?:曾用名|又名|别名|原名)[:：]?(.+)$/u;
const WILD = /[?*□〓■▢◻◼＿_\uFFFD\uE000-\uF8FF\u{F0000}-\u{FFFFD}\u{100000}-\u{10FFFD}]/gu;
const INVISIBLE = /\p{Cf}|\p{Cc}|\p{VS}|[\u115F\u1160\u3164]/gu;
const DOTS = /(?<=[\p{Script=Han}?])[-·•・‧∙⋅.˙﹒●。‐‑–—]+(?=[\p{Script=Han}?])/gu;
const REMARK = /(?:已故|亡故|已死亡|去世)$/u;

/**
 * Cleans one name as offices really write it. Never guesses a character: what cannot be read stays
 * an unknown that agrees with everything.
 */
export function normaliseName(raw: string | null): NormalName {
  if (raw === null) return { raw, text: '', plain: '', aliases: [], notes: [] };
  if (/^[一-龥]{2,4}$/.test(raw) && !raw.includes('曾用') && !/^(?:不详|同上|同前)$/.test(raw))
    return plainHan(raw);
  const notes = new Set<string>();
  const aliases: string[] = [];
  let text = replace(raw, INVISIBLE, '', notes, 'invisible');
  // NFKC would turn this dot into a combining mark on the character before it.
  text = text.replaceAll('˙', '·').normalize('NFKC').replace(/\p{M}/gu, '');
  text = text.replace(BRACKETED, (_whole, inside: string) => {
    notes.add('brackets');
    const alias = ALIAS.exec(inside.trim())?.[1];
    if (alias) aliases.push(alias);
    // 赵小(土+乙) describes a character that the sender's machine does not have.
    return inside.includes('+') ? '?' : '';
  });
  text = text.replace(TRAILING_ALIAS, (_whole, alias: string) => {
    aliases.push(alias);
    notes.add('alias');
    return '';
  });
  text = replace(text, WILD, '?', notes, 'unknown');
  text = replace(text, DOTS, '', notes, 'dots');
  if (/\p{Script=Han}/u.test(text)) text = replace(text, /\s+/gu, '', notes, 'spaces');
  text = replace(text, REMARK, '', notes, 'marks');
  text = replace(text, /\d+|[^\p{Script=Han}?\p{L}\s]+/gu, '', notes, 'marks');
  // 师芬A, 王芳b: a letter that tells namesakes apart in someone's list.
  text = replace(text.trim(), /(?<=[\p{Script=Han}?])\p{Script=Latin}$/u, '', notes, 'marks');
  const plain = readLatin(text, notes);
  if (MISSING.has(plain)) return { raw, text: '', plain: '', aliases: [], notes: [...notes] };
  return finish(raw, plain, aliases, notes);
}

function plainHan(raw: string): NormalName {
  const text = fold(raw);
  return { raw, text, plain: raw, aliases: [], notes: text === raw ? [] : ['traditional'] };
}

function finish(raw: string, plain: string, aliases: readonly string[], notes: Set<string>): NormalName {
  const text = fold(plain);
  if (text !== plain) notes.add('traditional');
  const cleaned = aliases.map((alias) => normaliseName(alias).text).filter((alias) => alias !== '');
  return { raw, text, plain, aliases: cleaned, notes: [...notes] };
}

function fold(text: string): string {
  let folded = '';
  for (const character of text) folded += character < '\u3000' ? character : foldCharacter(character);
  return folded;
}

function replace(
  text: string,
  pattern: RegExp,
  replacement: string,
  notes: Set<string>,
  note: string,
): string {
  const changed = text.replace(pattern, replacement);
  if (changed !== text) notes.add(note);
  return changed;
}

/** Letters stay only as pinyin syllables (王贵zhao) or as a name wholly in letters. */
function readLatin(text: string, notes: Set<string>): string {
  if (!/\p{Script=Latin}/u.test(text)) return text.replace(/\s+/gu, '');
  notes.add('latin');
  const lower = text.toLowerCase().replaceAll('ü', 'v');
  if (!/[\p{Script=Han}?]/u.test(lower)) return lower.split(/\s+/u).join(' ');
  return lower.replace(/\p{Script=Latin}+/gu, (run) => splitSyllables(run)?.join(' ') ?? '?');
}
