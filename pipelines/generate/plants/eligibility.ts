import { monthsFromTo } from '../calendar.ts';
import { birthOn, type County, lineOf, wholeLine } from '../county.ts';
import type { Beneficiary, Registration } from '../model.ts';
import { AGE_TOPUP_FEN, BASIC_FEN } from '../rates.ts';

export function plantPaidBeforeSixty(county: County, tag: string): void {
  const rule = 'eligibility/paid-before-sixty';
  const draw = (key: string, born_on: string, from: number): Beneficiary =>
    county.draw({ key: `before-sixty/${key}${tag}`, born_on, from });

  const early = draw('early', birthOn(1962, 8, 15), 202205);
  county.claim(
    rule,
    early,
    monthsFromTo(202205, 202208),
    wholeLine,
    'paid from three months before the birthday month',
  );
  const lastDay = draw('birthday-month', birthOn(1962, 10, 31), 202210);
  county.claim(rule, lastDay, [202210], wholeLine, 'sixty on the last day of the month paid for');
  const young = draw('young', birthOn(1965, 5, 6), 202211);
  county.claim(rule, young, [202211, 202212], wholeLine, 'three years too young');

  county.keepSilent(
    rule,
    draw('month-after', birthOn(1962, 8, 31), 202209),
    'first paid for the month after',
  );
  county.keepSilent(rule, draw('first-day', birthOn(1962, 9, 1), 202210), 'sixty on the first of a month');
}

export function plantAmounts(county: County, tag: string): void {
  const above = 'eligibility/amount-above-entitlement';
  const below = 'eligibility/amount-below-entitlement';
  const draw = (key: string, more: Partial<Parameters<County['draw']>[0]> = {}): Beneficiary =>
    county.draw({ key: `amount/${key}${tag}`, ...more });
  const set = (
    person: Beneficiary,
    months: number[],
    part: { basic_fen?: number; age_fen?: number },
  ): void => {
    for (const month of months) Object.assign(lineOf(person, month), part);
  };

  const basic = draw('basic-too-high', { born_on: birthOn(1959, 5, 11) });
  set(basic, [202203, 202204, 202205], { basic_fen: BASIC_FEN + 500 });
  county.claim(
    above,
    basic,
    [202203, 202204, 202205],
    (line) => line.basic_fen - BASIC_FEN,
    '118 instead of 113',
  );

  const early = draw('topup-too-early', { born_on: birthOn(1957, 6, 20) });
  set(early, [202204, 202205, 202206], { age_fen: AGE_TOPUP_FEN });
  county.claim(
    above,
    early,
    [202204, 202205, 202206],
    (line) => line.age_fen,
    'sixty-five in June, top-up due from July',
  );

  const doubled = draw('topup-doubled', { born_on: birthOn(1948, 2, 3) });
  set(doubled, [202209], { age_fen: 2 * AGE_TOPUP_FEN });
  county.claim(above, doubled, [202209], (line) => line.age_fen - AGE_TOPUP_FEN, 'top-up paid double');

  const due = draw('topup-in-time', { born_on: birthOn(1957, 6, 30) });
  county.keepSilent(above, due, 'sixty-five on the last day of June, top-up from July');
  county.keepSilent(below, due, 'no top-up in the birthday month itself');
  const disabled = draw('disability-allowance', { disability_fen: 11_300, long_fen: 1_800 });
  county.keepSilent(above, disabled, 'disability allowance and long-contribution top-up are no basic part');

  const owed = (person: Beneficiary, months: number[], short: (m: number) => number, note: string): void =>
    county.expect(below, person, {
      amount_fen: months.reduce((sum, month) => sum + short(month), 0),
      direction: 'person',
      first_month: Math.min(...months),
      last_month: Math.max(...months),
      months: months.length,
      note,
    });
  const short = draw('basic-too-low', { born_on: birthOn(1959, 9, 9) });
  set(short, monthsFromTo(202206, 202209), { basic_fen: BASIC_FEN - 500 });
  owed(short, monthsFromTo(202206, 202209), () => 500, '108 instead of 113');

  const forgotten = draw('topup-forgotten', { born_on: birthOn(1957, 3, 14) });
  set(forgotten, monthsFromTo(202204, 202212), { age_fen: 0 });
  owed(
    forgotten,
    monthsFromTo(202204, 202212),
    () => AGE_TOPUP_FEN,
    'sixty-five in March, top-up never paid',
  );

  const suspended = draw('suspended');
  for (const month of [202207, 202208]) {
    Object.assign(lineOf(suspended, month), { basic_fen: 0, age_fen: 0, account_fen: 0, state: '暂停发放' });
  }
  county.keepSilent(below, suspended, 'two suspended months at nought');
  const first = draw('first-month', { born_on: birthOn(1962, 3, 18), from: 202204 });
  set(first, [202204], { basic_fen: BASIC_FEN / 2 });
  county.keepSilent(below, first, 'the first month was paid in part');
}

export function plantRegistrationCancelled(county: County, tag: string): void {
  const rule = 'eligibility/registration-cancelled';
  const cancel = (key: string, registration: Registration, to: number, byPolice: boolean): Beneficiary => {
    const person = county.draw({ key: `registration/${key}${tag}`, to });
    person.registration = registration;
    if (byPolice && registration.changed_on !== null) {
      county.police.push({
        who: person,
        reason: registration.kind,
        died_on: null,
        cancelled_on: registration.changed_on,
        revoked_on: null,
        note: '',
      });
    }
    return person;
  };
  const abroad = (changed_on: string): Registration => ({ status: '注销', kind: '出国(境)定居', changed_on });

  const settled = cancel('abroad', abroad('2022-04-18'), 202208, true);
  county.claim(
    rule,
    settled,
    monthsFromTo(202205, 202208),
    wholeLine,
    'settled abroad in April, paid to August',
  );
  const register = cancel('abroad-register', abroad('2022-09-30'), 202212, false);
  county.claim(
    rule,
    register,
    monthsFromTo(202210, 202212),
    wholeLine,
    'known from the household register only',
  );
  const foreign = cancel(
    'foreign',
    { status: '注销', kind: '加入外国国籍', changed_on: '2022-02-10' },
    202205,
    true,
  );
  county.claim(rule, foreign, monthsFromTo(202203, 202205), wholeLine, 'gave up the nationality');

  const boundary = cancel('same-month', abroad('2022-04-01'), 202204, true);
  county.keepSilent(rule, boundary, 'paid up to the month of the cancellation');
  const moved = cancel('moved', { status: '迁出', kind: '户籍迁出', changed_on: '2022-03-15' }, 202212, true);
  county.keepSilent(rule, moved, 'moved away: the old place keeps paying');
  const double = cancel(
    'duplicate',
    { status: '注销', kind: '重户', changed_on: '2022-05-15' },
    202212,
    false,
  );
  county.keepSilent(rule, double, 'a duplicate registration was struck out');
}
