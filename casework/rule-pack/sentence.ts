import { formatYuan } from '../../core/money.ts';
import { chineseMonth, formatMonth } from '../../core/month.ts';
import type { Language } from '../../core/words/language.ts';

export type FactValue = string | number | boolean | null;

export interface SentenceValues {
  name: string;
  amount_fen: number | null;
  months: number;
  first_month: number | null;
  last_month: number | null;
  facts: Record<string, FactValue>;
}

/** Names of a fact's codes, in Chinese and English. */
export type CodeWords = Record<string, Record<string, readonly [zh: string, en: string]>>;

const PLACEHOLDER = /\{([^{}]*)\}/g;
const OPTIONAL = /\[([^[\]]*)\]/g;
const CHOICE = /^fact\.([a-z0-9_]+)\?([^:]*):(.*)$/;
const FACT = /^fact\.([a-z0-9_]+)$/;
const OWN_WORDS = new Set(['name', 'amount', 'months', 'first_month', 'last_month', 'period']);

/**
 * Fills a rule's sentence. `{fact.a|fact.b}` is the first of them that is known, `{fact.is_short?less:more}` a choice,
 * `[…]` stands only where everything in it is known; facts ending in `_fen` are printed as yuan, dates and months in
 * the manner of the language.
 */
export function fillSentence(
  template: string,
  values: SentenceValues,
  language: Language,
  codeWords: CodeWords = {},
): string {
  const filled = (inside: string): string | null => {
    const choice = CHOICE.exec(inside);
    if (choice) return values.facts[choice[1]!] === true ? choice[2]! : choice[3]!;
    for (const word of inside.split('|')) {
      const text = printed(word, values, language, codeWords);
      if (text !== null) return text;
    }
    return null;
  };
  const isKnown = (part: string) =>
    [...part.matchAll(PLACEHOLDER)].every((match) => filled(match[1]!) !== null);
  return template
    .replace(OPTIONAL, (_whole, part: string) => (isKnown(part) ? part : ''))
    .replace(
      PLACEHOLDER,
      (_whole, inside: string) => filled(inside) ?? (language === 'zh' ? '（不详）' : '(not known)'),
    );
}

/** Words of a sentence that speak of what was paid. */
const OF_PAYMENTS = /\{(?:period|months|amount|first_month|last_month|fact\.(?:paid|at_risk)_fen)\}/;

/**
 * Of a rule's Chinese sentence what holds whether or not the money has left: the clauses before the first that speaks of
 * payments, '' where there are none.
 */
export function factsBeforePayments(template: string): string {
  const clauses = template.replace(/。$/, '').split('，');
  const first = clauses.findIndex((clause) => OF_PAYMENTS.test(clause) || clause.startsWith('请'));
  return (first < 0 ? clauses : clauses.slice(0, first)).join('，');
}

/** The first placeholder of a template that nothing can fill, or null. */
export function unfillablePlace(template: string): string | null {
  for (const [whole, inside] of template.matchAll(PLACEHOLDER)) {
    if (CHOICE.test(inside!)) continue;
    if (!inside!.split('|').every((word) => OWN_WORDS.has(word) || FACT.test(word))) return whole;
  }
  return null;
}

/** The facts a template speaks of, without their `fact.` in front. */
export function factsNamed(template: string): string[] {
  return [...template.matchAll(/fact\.([a-z0-9_]+)/g)].map((match) => match[1]!);
}

function printed(
  word: string,
  values: SentenceValues,
  language: Language,
  codeWords: CodeWords,
): string | null {
  switch (word) {
    case 'name':
      return values.name;
    case 'amount':
      return values.amount_fen === null ? null : formatYuan(values.amount_fen);
    case 'months':
      return String(values.months);
    case 'first_month':
      return values.first_month === null ? null : printMonth(values.first_month, language);
    case 'last_month':
      return values.last_month === null ? null : printMonth(values.last_month, language);
    case 'period':
      return printPeriod(values.first_month, values.last_month, language);
  }
  const name = FACT.exec(word)?.[1];
  if (name === undefined) return null;
  const value = values.facts[name] ?? null;
  const named = codeWords[name]?.[String(value)];
  if (named) return named[language === 'zh' ? 0 : 1];
  return printFact(name, value, language);
}

function printFact(name: string, value: FactValue, language: Language): string | null {
  if (value === null || value === '') return null;
  if (typeof value === 'number') {
    if (name.endsWith('_fen')) return formatYuan(value);
    if (name.endsWith('_month')) return printMonth(value, language);
    return String(value);
  }
  if (typeof value === 'boolean') {
    if (language === 'zh') return value ? '是' : '否';
    return value ? 'yes' : 'no';
  }
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!date || language === 'en') return value;
  return `${date[1]}年${Number(date[2])}月${Number(date[3])}日`;
}

function printPeriod(first: number | null, last: number | null, language: Language): string | null {
  if (first === null || last === null) return null;
  const [from, to] = [printMonth(first, language), printMonth(last, language)];
  if (first === last) return language === 'zh' ? from : `in ${from}`;
  return language === 'zh' ? `${from}至${to}` : `from ${from} to ${to}`;
}

function printMonth(month: number, language: Language): string {
  return language === 'zh' ? chineseMonth(month) : formatMonth(month);
}
