import { formatMonth } from '../../../core/month.ts';
import type { Language } from '../../../core/words/language.ts';

const ZONE = 'Asia/Shanghai';
const STAMP = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' });

/** A month as `2022-06`. */
export function showMonth(month: number | null): string {
  return month === null ? '—' : formatMonth(month);
}

/** An instant at the office, `2022-10-18 02:14`. */
export function showStamp(instant: string): string {
  return STAMP.format(new Date(instant));
}

/** An instant in the manner of the language: 10月18日 02:14, 18 Oct 02:14. */
export function showInstant(instant: string, language: Language): string {
  const date = new Date(instant);
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, timeStyle: 'short' }).format(date);
  const day = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: ZONE,
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
  }).format(date);
  return `${day} ${time}`;
}

/** Until when something holds: the time alone where that is on this very day. */
export function showUntil(instant: string, language: Language, now: string): string {
  const [day = '', time = ''] = showStamp(instant).split(' ');
  return showStamp(now).startsWith(day) ? time : showInstant(instant, language);
}

/** A day in a sentence: 2022年5月31日, 31 May 2022. */
export function dayInSentence(day: string, language: Language): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return language === 'zh'
    ? `${year}年${month}月${date}日`
    : new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(
        Date.UTC(year, month - 1, date),
      );
}
