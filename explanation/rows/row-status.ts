import { formatYuan } from '../../core/money.ts';
import type { Language } from '../../core/words/language.ts';
import { type Bilingual, say, sayDay, sayMonth } from '../say.ts';
import { monthValue, type ReceivedRow, textValue } from './received-rows.ts';

type Teller = (row: ReceivedRow, language: Language) => string | null;

/** What a row says of the person's state, and since when; per source, because each says it in other columns. */
const TELLERS: Readonly<Record<string, Teller>> = {
  'payout-roster': (row, language) => paid(row, 'month', 'total_fen', ['发放', 'paid'], language),
  'medical-death': (row, language) => dated(row, 'died_on', ['死亡', 'died'], language),
  'police-death': (row, language) =>
    dated(row, 'died_on', ['死亡', 'died'], language) ??
    dated(row, 'cancelled_on', ['户籍注销', 'registration cancelled'], language),
  cremation: (row, language) =>
    dated(row, 'died_on', ['死亡', 'died'], language) ??
    dated(row, 'cremated_on', ['火化', 'cremated'], language),
  household: (row, language) =>
    dated(row, 'died_on', ['死亡', 'died'], language) ??
    dated(row, 'cancelled_on', ['户籍注销', 'registration cancelled'], language) ??
    say(language, ['户籍登记在册', 'on the register']),
  imprisonment: (row, language) => served(row, language),
  'employee-pension': (row, language) => {
    const start = monthValue(row.values, 'start_month') ?? monthValue(row.values, 'retired_on_month');
    if (start !== null) {
      const when = sayMonth(start, language);
      return say(language, [`${when}起领职工养老金`, `employee pension from ${when}`]);
    }
    return paid(row, 'month', 'amount_fen', ['职工养老金', 'employee pension'], language);
  },
  certification: (row, language) => dated(row, 'certified_on', ['认证', 'certified'], language),
  'funeral-grant': (row, language) => paidOn(row, ['丧葬补助金', 'funeral grant'], language),
  'land-loss-subsidy': (row, language) => paidOn(row, ['被征地补助', 'land-loss subsidy'], language),
  'paid-on-behalf': (row, language) => {
    const fen = monthValue(row.values, 'amount_fen');
    const year = monthValue(row.values, 'year');
    const when = year === null ? '' : `${year}${language === 'zh' ? '年' : ''} `;
    return `${when}${say(language, ['代缴', 'paid on behalf'])}${fen === null ? '' : ` ${formatYuan(fen)}`}`;
  },
  'bank-return': (row, language) => paid(row, 'paid_month', 'amount_fen', ['代发', 'bank order'], language),
  'disabled-list': (_row, language) => say(language, ['残疾人名单在册', 'on the list of disabled persons']),
  'hardship-list': (_row, language) => say(language, ['低保特困名单在册', 'on a hardship list']),
  'suspect-list': (_row, language) => say(language, ['上级下发疑点', 'suspected from above']),
};

/** Sources whose row tells of a death. */
const DEATHS = new Set(['medical-death', 'police-death', 'cremation']);
/** Sources whose row contradicts a benefit of the living by being there at all. */
const CONTRADICTING = new Set([...DEATHS, 'imprisonment', 'employee-pension']);

export function describeStatus(row: ReceivedRow, language: Language): string | null {
  return TELLERS[row.place.source]?.(row, language) ?? null;
}

/** Whether a row speaks against a payment. A funeral grant is paid because of a death, so a death speaks for it. */
export function contradictsPayment(payment: ReceivedRow | null, row: ReceivedRow): boolean {
  const { place, values } = row;
  const isDeath = DEATHS.has(place.source) || (place.source === 'household' && values.died_on_month !== null);
  if (isDeath && payment?.place.source === 'funeral-grant') return false;
  return isDeath || CONTRADICTING.has(place.source);
}

function dated({ values }: ReceivedRow, field: string, words: Bilingual, language: Language): string | null {
  const month = monthValue(values, `${field}_month`);
  if (month === null) return null;
  const on = values[field];
  return `${say(language, words)} ${sayDay(typeof on === 'string' ? on : null, month, language)}`;
}

function paid(
  { values }: ReceivedRow,
  monthField: string,
  moneyField: string,
  words: Bilingual,
  language: Language,
): string | null {
  const month = monthValue(values, monthField);
  const fen = monthValue(values, moneyField);
  if (month === null && fen === null) return null;
  const parts = [
    say(language, words),
    ...(month === null ? [] : [sayMonth(month, language)]),
    ...(fen === null ? [] : [formatYuan(fen)]),
  ];
  return parts.join(' ');
}

function paidOn(row: ReceivedRow, words: Bilingual, language: Language): string | null {
  const when = dated(row, 'paid_on', words, language) ?? say(language, words);
  const fen = monthValue(row.values, 'amount_fen');
  return fen === null ? when : `${when} ${formatYuan(fen)}`;
}

function served(row: ReceivedRow, language: Language): string | null {
  const from = dated(row, 'starts_on', ['自', 'from'], language);
  const to = dated(row, 'ends_on', ['至', 'to'], language);
  const penalty = textValue(row.values, 'penalty');
  const kind = language === 'zh' ? (penalty ?? '服刑') : 'serving a sentence';
  return [kind, from, to].filter((part) => part !== null).join(' ');
}
