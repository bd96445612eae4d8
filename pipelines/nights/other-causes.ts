import { missingNeeds } from '../../casework/rule-pack/needs.ts';
import { formatYuan } from '../../core/money.ts';
import { formatMonth } from '../../core/month.ts';
import type { Language } from '../../core/words/language.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { OPEN_END } from '../rules/parameters.ts';
import type { Cause } from './cause.ts';
import type { DifferingFinding } from './pair-findings.ts';
import { type AskedRule, type OtherValue, otherValues } from './rule-texts.ts';
import type { KeptNight } from './two-nights.ts';

/** That the day for which the nights were run turned it. */
export function blameDay(earlier: KeptNight, later: KeptNight): Cause {
  const span = `${earlier.as_of} → ${later.as_of}`;
  return { kind: 'day', zh: `核对日不同（${span}）`, en: `the day of the night (${span})` };
}

/** Which values turned it: those of its months where any of them differ, else all that the rule reads differently. */
export function blameValues(earlier: AskedRule, later: AskedRule, finding: DifferingFinding): Cause[] {
  const { first, last } = monthsOf(finding);
  const others = otherValues(earlier, later);
  const near = others.flatMap((one) => {
    const spans = one.spans.filter(
      ({ from, to }) => first === null || last === null || (from <= last && first <= to),
    );
    return spans.length === 0 ? [] : [{ ...one, spans }];
  });
  return (near.length > 0 ? near : others).map(blameValue);
}

function monthsOf({ was, is }: DifferingFinding): { first: number | null; last: number | null } {
  const months = [was?.first_month, was?.last_month, is?.first_month, is?.last_month].filter(
    (month) => month !== null && month !== undefined,
  );
  return months.length === 0
    ? { first: null, last: null }
    : { first: Math.min(...months), last: Math.max(...months) };
}

export function blameValue(other: Omit<OtherValue, 'name'>): Cause {
  const { title, english } = other;
  return {
    kind: 'value',
    zh: `参数“${title}”不同：${saySpans(other, 'zh')}`,
    en: `parameter "${english}": ${saySpans(other, 'en')}`,
  };
}

function saySpans({ type, words, spans }: Omit<OtherValue, 'name'>, language: Language): string {
  const word = (value: string | number): string | undefined => words?.[value]?.[language === 'zh' ? 0 : 1];
  const show = (values: readonly (string | number)[]): string =>
    values.length === 0 ? '—' : values.map((value) => word(value) ?? showValue(type, value)).join('、');
  const during = (from: number, to: number): string => {
    const [first, last] = [formatMonth(from), formatMonth(to)];
    if (language === 'zh') return to === OPEN_END ? `${first} 起` : `${first} 至 ${last}`;
    return to === OPEN_END ? `from ${first}` : `from ${first} to ${last}`;
  };
  return spans.map(({ from, to, was, is }) => `${during(from, to)} ${show(was)} → ${show(is)}`).join('；');
}

function showValue(type: string, value: string | number): string {
  if (type === 'fen' && typeof value === 'number') return formatYuan(value);
  return type === 'month' && typeof value === 'number' ? formatMonth(value) : String(value);
}

/** That the rule's own text turned it, with what its folder says of the change. */
export function blameText(earlier: AskedRule, later: AskedRule): Cause {
  const { version: was } = earlier.rule;
  const { version: is, changes } = later.rule;
  const known = new Set(earlier.rule.changes.map(({ text }) => text));
  const news = changes.filter(({ text }) => !known.has(text)).map(({ text }) => text);
  const { kind, zh, en } = blameVersion(was, is);
  return { kind, zh: `${zh}${news.length > 0 ? `：${news.join('')}` : ''}`, en };
}

/** That another version of the rule was asked. */
export function blameVersion(was: string, is: string): Cause {
  return { kind: 'rule', zh: `规则由 ${was} 改为 ${is}`, en: `the rule went from ${was} to ${is}` };
}

export const COUNTED_LATER: Cause = {
  kind: 'rule',
  zh: '规则当时还没有启用',
  en: 'the rule did not count yet',
};
export const COUNTS_NO_MORE: Cause = { kind: 'rule', zh: '规则已不再启用', en: 'the rule no longer counts' };

/** That the rule was asked on one night alone: it was stopped by a fault of its own, retired, or not yet there. */
export function blameAskedOnce(
  ruleId: string,
  asked: { earlier: boolean; later: boolean },
  later: KeptNight,
): Cause {
  const stopped = later.record.shadow.stopped.find(({ rule_id, was_live }) => rule_id === ruleId && was_live);
  if (stopped !== undefined)
    return {
      kind: 'rule',
      zh: `规则那一夜自行停止：${stopped.zh}`,
      en: `the rule stopped itself: ${stopped.en}`,
    };
  return asked.later ? COUNTED_LATER : COUNTS_NO_MORE;
}

/** Lists without which the rule asks nothing, that had come on one night alone. */
export async function blameNeeds(
  warehouse: Warehouse,
  { earlier, later }: { earlier: AskedRule; later: AskedRule },
): Promise<Cause[]> {
  const rows = await warehouse.rows<{ night: string; source: string }>(`
    select 'earlier' as night, source from earlier.canonical.source_coverage
    union all select 'later', source from later.canonical.source_coverage`);
  const on = (night: string): Set<string> =>
    new Set(rows.filter((row) => row.night === night).map(({ source }) => source));
  const lacking = missingNeeds(later.rule, on('later'));
  const lacked = missingNeeds(earlier.rule, on('earlier'));
  return [
    ...lacking.map(({ without: [zh, en] }): Cause => ({ kind: 'list', zh, en })),
    ...lacked
      .filter((need) => !lacking.includes(need))
      .map(({ without: [zh, en] }): Cause => ({ kind: 'list', zh: `当时：${zh}`, en: `then: ${en}` })),
  ];
}

/** A word of the lists that the two nights understood differently. */
interface OtherWord {
  raw: string;
  was: string | null;
  is: string | null;
}

export function otherWords(warehouse: Warehouse): Promise<OtherWord[]> {
  return warehouse.rows(`
    select raw, was.means as was, "is".means as "is"
    from (select distinct source, field, raw, means from earlier.main.word) as was
    inner join (select distinct source, field, raw, means from later.main.word) as "is" using (source, field, raw)
    where was.means is distinct from "is".means and raw <> ''
    order by raw`);
}

/** Those of the words that a finding's own grounds name. */
export function blameWords(words: readonly OtherWord[], { was, is }: DifferingFinding): Cause[] {
  const grounds = `${was?.grounds ?? ''}${is?.grounds ?? ''}`;
  return words
    .filter(({ raw }) => grounds.includes(`“${raw}”`))
    .map(({ raw }) => ({ kind: 'word', zh: `“${raw}”的含义有变`, en: `"${raw}" means something else` }));
}
