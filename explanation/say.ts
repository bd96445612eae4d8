import { formatYuan } from '../core/money.ts';
import { chineseMonth, formatMonth } from '../core/month.ts';
import type { Language } from '../core/words/language.ts';

/** One thing to say, in Chinese and in English. */
export type Bilingual = readonly [zh: string, en: string];

export function say(language: Language, [zh, en]: Bilingual): string {
  return language === 'zh' ? zh : en;
}

/** 2022年6月, 2022-06. */
export function sayMonth(month: number, language: Language): string {
  return language === 'zh' ? chineseMonth(month) : formatMonth(month);
}

/** 2022年5月31日, 2022-05-31; the month where the day is not known. */
export function sayDay(on: string | null, month: number, language: Language): string {
  if (on === null) return sayMonth(month, language);
  const [year, number, day] = on.split('-').map(Number);
  return language === 'zh' ? `${year}年${number}月${day}日` : on;
}

export function sayYuan(fen: number, language: Language): string {
  return language === 'zh' ? `${formatYuan(fen)}元` : `${formatYuan(fen)} yuan`;
}

export const STRENGTH_WORDS: Readonly<Record<string, Bilingual>> = {
  confirmed: ['确证', 'Confirmed'],
  probable: ['较可能', 'Probable'],
  possible: ['可能', 'Possible'],
};

export const DEATH_SOURCE_WORDS: Readonly<Record<string, Bilingual>> = {
  medical: ['医学证明', 'Medical certificate'],
  police: ['公安登记', 'Police record'],
  court: ['法院宣告', 'Court declaration'],
  village: ['村（居）报告', 'Village report'],
  cremation: ['火化', 'Cremation'],
  cancellation: ['户籍注销', 'Registration cancelled'],
};

export const CHANNEL_WORDS: Readonly<Record<string, Bilingual>> = {
  'in-person': ['当面认证', 'certified in person'],
  'home-visit': ['上门认证', 'certified at home'],
  'phone-app': ['手机认证', 'certified by phone'],
  terminal: ['自助终端认证', 'certified at a terminal'],
  other: ['其他方式认证', 'certified another way'],
};

export const PENALTY_WORDS: Readonly<Record<string, Bilingual>> = {
  'fixed-term': ['有期徒刑', 'fixed-term imprisonment'],
  life: ['无期徒刑', 'life imprisonment'],
  'death-reprieve': ['死刑缓期执行', 'a reprieved death sentence'],
  detention: ['拘役', 'criminal detention'],
  probation: ['缓刑', 'probation'],
  control: ['管制', 'control'],
  parole: ['假释', 'parole'],
  outside: ['监外执行', 'served outside'],
  acquitted: ['无罪', 'acquitted'],
};

export const STATE_WORDS: Readonly<Record<string, Bilingual>> = {
  paid: ['支付成功', 'Paid'],
  failed: ['支付失败', 'Failed'],
  returned: ['退回', 'Returned'],
  pending: ['待支付', 'Pending'],
  reversed: ['已冲销', 'Reversed'],
  suspended: ['暂停', 'Suspended'],
};

export const CHANGE_WORDS: Readonly<Record<string, Bilingual>> = {
  death: ['死亡注销', 'Cancelled: death'],
  'settled-abroad': ['出国（境）定居', 'Settled abroad'],
  'nationality-lost': ['丧失国籍', 'Nationality lost'],
  'moved-out': ['户籍迁出', 'Moved out'],
  duplicate: ['重户注销', 'Cancelled: registered twice'],
  missing: ['失踪', 'Missing'],
  other: ['户籍变动', 'Registration changed'],
};
