import { monthsFromTo } from '../calendar.ts';
import { basicParts, type County, lineOf, regularLine, wholeLine } from '../county.ts';
import type { Beneficiary, EmployeePensioner } from '../model.ts';

export function plantEmployeePension(county: County, tag: string): void {
  const rule = 'dual-benefit/employee-pension';
  const onList = (
    key: string,
    more: Partial<EmployeePensioner>,
    drawn: { to?: number; long_fen?: number } = {},
  ): Beneficiary => {
    const person = county.draw({ key: `employee-pension/${key}${tag}`, ...drawn });
    county.employees.push({
      who: person,
      status: '正常待遇',
      start_month: null,
      end_month: null,
      monthly_fen: county.random.int(180_000, 340_000),
      ...more,
    });
    return person;
  };

  const still = onList('still-both', { start_month: 202203 }, { long_fen: 600 });
  county.claim(
    rule,
    still,
    monthsFromTo(202203, 202212),
    basicParts,
    'long-contribution top-up comes back, account part stays',
  );

  const ended = onList('ended', { start_month: 202202, end_month: 202208, status: '待遇终止' });
  county.claim(rule, ended, monthsFromTo(202202, 202208), basicParts, 'the employee pension ended in August');

  const monthly = county.draw({ key: `employee-pension/monthly${tag}` });
  for (const month of monthsFromTo(202204, 202212)) {
    county.employee_payments.push({ who: monthly, month, amount_fen: 198_750 });
  }
  county.claim(rule, monthly, monthsFromTo(202204, 202212), basicParts, 'known from monthly payments only');

  const insured = onList('insured', { status: '正常参保', monthly_fen: null });
  county.keepSilent(rule, insured, 'insured there, not drawing');
  const survivor = onList('survivor', { status: '遗属待遇', start_month: 202101, monthly_fen: 62_000 });
  county.keepSilent(rule, survivor, "a survivor's benefit");
  const stopped = onList('stopped-in-time', { start_month: 202207 }, { to: 202206 });
  county.keepSilent(rule, stopped, 'stopped before the employee pension began');
}

export function plantPaidTwice(county: County, tag: string): void {
  const rule = 'dual-benefit/paid-twice';
  const draw = (key: string): Beneficiary => county.draw({ key: `paid-twice/${key}${tag}` });
  const again = (person: Beneficiary, month: number, differs = {}): void => {
    person.lines?.push(regularLine(person, month, { account: county.registry.newAccount(), ...differs }));
  };
  const beyond = (person: Beneficiary, amount_fen: number, months: number[], note: string): void =>
    county.expect(rule, person, {
      amount_fen,
      direction: 'fund',
      first_month: Math.min(...months),
      last_month: Math.max(...months),
      months: months.length,
      note,
    });

  const same = draw('two-rows');
  for (const month of [202205, 202206, 202207]) again(same, month);
  beyond(
    same,
    3 * wholeLine(lineOf(same, 202205)),
    [202205, 202206, 202207],
    'two equal rows on two accounts',
  );

  const smaller = draw('smaller-second');
  again(smaller, 202210, { account_fen: 0 });
  const withoutAccount = wholeLine(lineOf(smaller, 202210)) - smaller.account_fen;
  beyond(smaller, withoutAccount, [202210], 'the larger row counts as the due one');

  const thrice = draw('three-rows');
  again(thrice, 202211);
  again(thrice, 202211);
  beyond(thrice, 2 * wholeLine(lineOf(thrice, 202211)), [202211], 'three rows in one month');

  const failed = draw('reissued');
  lineOf(failed, 202203).state = '支付失败';
  failed.lines?.push(regularLine(failed, 202203, { paid_month: 202204 }));
  county.keepSilent(rule, failed, 'failed in March, issued again in April');

  const returned = draw('returned-reissued');
  lineOf(returned, 202206).bank_reason = '账户状态异常';
  returned.lines?.push(regularLine(returned, 202206, { paid_month: 202207 }));
  county.keepSilent(rule, returned, 'came back from the bank in June, issued again in July');

  const reversed = draw('reversed');
  again(reversed, 202208, { state: '已冲销' });
  county.keepSilent(rule, reversed, 'the second row was reversed');

  const adjusted = draw('arrears');
  adjusted.lines?.push({
    ...regularLine(adjusted, 202203, { paid_month: 202205 }),
    basic_fen: 0,
    age_fen: 0,
    long_fen: 0,
    account_fen: 0,
    arrears_fen: 1_500,
    arrears_months: 1,
  });
  county.keepSilent(rule, adjusted, 'a difference for March paid as arrears in May');
  county.keepSilent('eligibility/amount-above-entitlement', adjusted, 'an adjustment paid as arrears');
}
