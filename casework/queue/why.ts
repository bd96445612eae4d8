import type { Finding } from '../../core/finding.ts';
import { formatYuan } from '../../core/money.ts';
import { type Month, monthOf, monthOfYear, monthsBetween, yearOf } from '../../core/month.ts';
import type { Language } from '../../core/words/language.ts';
import { findRule } from '../rule-pack/load.ts';

/** What a row of the queue has room for. */
export const WHY_LENGTH = 18;

export interface Why {
  zh: string;
  /** Null where the rule has no line of its own; its English title then says it. */
  en: string | null;
}

/** Why a finding stands in the queue; years are named only where they differ from that of the data. */
export function whyOf(finding: Finding, asOf: string): Why {
  const year = Number(asOf.slice(0, 4));
  return {
    zh: lineOf(finding, 'zh', year, WHY_LENGTH) ?? shorten(finding.title),
    en: lineOf(finding, 'en', year, Number.POSITIVE_INFINITY),
  };
}

function lineOf(finding: Finding, language: Language, year: number, most: number): string | null {
  for (const pattern of findRule(finding.rule_id)?.why?.[language] ?? []) {
    const line = fill(pattern, finding, language, year);
    if (line !== null && [...line].length <= most) return line;
  }
  return null;
}

function shorten(title: string): string {
  const characters = [...title];
  return characters.length <= WHY_LENGTH ? title : `${characters.slice(0, WHY_LENGTH - 1).join('')}…`;
}

/** Null where a fact is missing. */
function fill(pattern: string, finding: Finding, language: Language, year: number): string | null {
  let isWhole = true;
  const counted = pattern.replace(
    /\{(\w+):([^|{}]*)\|([^{}]*)\}/g,
    (_, name: string, one: string, others: string) =>
      textOf(name, finding, language, year) === '1' ? one : others,
  );
  const line = counted.replace(/\{(\?)?([\w|]+)\}/g, (_, condition: string | undefined, names: string) => {
    const value =
      condition === undefined ? firstOf(names.split('|'), finding, language, year) : when(finding, names);
    if (value === null) isWhole = false;
    return value ?? '';
  });
  return isWhole ? line : null;
}

function when(finding: Finding, name: string): string | null {
  return finding.facts[name] === true ? '' : null;
}

function firstOf(
  names: readonly string[],
  finding: Finding,
  language: Language,
  year: number,
): string | null {
  for (const name of names) {
    const value = textOf(name, finding, language, year);
    if (value !== null) return value;
  }
  return null;
}

function textOf(name: string, finding: Finding, language: Language, year: number): string | null {
  if (name === 'count') return String(new Set(finding.lines.map((line) => line.line_id)).size);
  if (name === 'month_count') return String(finding.months);
  if (name === 'months') return spanOf(finding, year);
  const fact = finding.facts[name] ?? null;
  if (name.endsWith('_month')) {
    const on = finding.facts[name.replace(/_month$/, '_on')];
    const month = typeof fact === 'number' ? fact : typeof on === 'string' ? monthOf(on) : null;
    return month === null ? null : monthText(month, language, year);
  }
  if (fact === null) return null;
  if (name.endsWith('_on')) return dayText(String(fact), language, year);
  if (name.endsWith('_fen')) return formatYuan(Number(fact)).replace(/\.00$/, '');
  return String(fact);
}

function dayText(on: string, language: Language, year: number): string {
  const day = Number(on.slice(8, 10));
  const month = monthText(monthOf(on), language, year);
  return language === 'zh' ? `${month}${day}日` : `${day} ${month}`;
}

const ENGLISH = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function monthText(month: Month, language: Language, year: number): string {
  const [ofYear, number] = [yearOf(month), monthOfYear(month)];
  if (language === 'en') return `${ENGLISH[number - 1]} ${ofYear}`;
  return ofYear === year ? `${number}月` : `${ofYear}年${number}月`;
}

/** Months of one year that follow one another, or two of them; others do not fit in a line. */
function spanOf(finding: Finding, year: number): string | null {
  const months = [
    ...new Set(finding.lines.flatMap((line) => (line.month === null ? [] : [line.month]))),
  ].sort((one, other) => one - other);
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (yearOf(first) !== yearOf(last)) return null;
  const start = monthText(first, 'zh', year).slice(0, -1);
  if (months.length === 1) return `${start}月`;
  if (months.length === 2) return `${start}、${monthOfYear(last)}月`;
  return monthsBetween(first, last) === months.length - 1 ? `${start}–${monthOfYear(last)}月` : null;
}
