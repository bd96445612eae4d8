import { addMonths } from '../../../core/month.ts';
import { monthsFromTo } from '../calendar.ts';
import { basicParts, birthOn, type County, lineOf, payLate, regularLine, wholeLine } from '../county.ts';
import type { Beneficiary } from '../model.ts';
import type { Sex } from '../names.ts';
import { ACCOUNT_DIVISOR } from '../rates.ts';

const AFTER_DEATH = 'deceased/paid-after-death';

/** The five worked amounts of the rule pack, as named people of every county. */
export function plantWorkedAmounts(county: County): void {
  for (const [key, name, amount_fen] of [
    ['1', '普国珍', 65_400],
    ['2', '昂桂英', 43_600],
  ] as const) {
    const person = county.draw({
      key: `worked/${key}`,
      name,
      sex: 'female',
      // seventy-two when she died; 13,900.00 in the account gives 100.00 a month
      born_on: birthOn(1950, 3, 9),
      account_fen: 1_390_000 / ACCOUNT_DIVISOR,
      to: 202208,
    });
    county.die(person, '2022-05-31');
    county.deathCertificate(person, '2022-05-31');
    county.policeDeath(person, '2022-05-31', '2022-08-22');
    if (key === '2') lineOf(person, 202207).bank_reason = '账户状态异常';
    const months = [202206, 202207, 202208];
    county.claim(AFTER_DEATH, person, months, wholeLine, `worked amount ${key}`);
    expectAmount(county, amount_fen);
  }

  const sentenced = county.draw({
    key: 'worked/3',
    name: '毕文华',
    sex: 'male',
    born_on: birthOn(1951, 4, 2),
    account_fen: 0,
    from: 202109,
  });
  county.sentences.push({
    who: sentenced,
    penalty: '有期徒刑',
    term: '一年',
    starts_on: '2021-09-15',
    ends_on: '2022-09-14',
    execution: '监禁',
    released_on: '2022-09-14',
    note: '',
  });
  county.claim(
    'imprisonment/paid-while-imprisoned',
    sentenced,
    monthsFromTo(202110, 202209),
    wholeLine,
    'worked amount 3; 1,534.00 in 13 months where the month of the start already stops',
    { facts: { same_month_fen: 153_400 } },
  );
  expectAmount(county, 141_600);

  const retired = county.draw({
    key: 'worked/4',
    name: '白秀兰',
    sex: 'female',
    born_on: birthOn(1952, 11, 20),
    account_fen: 4_000,
    from: 202106,
    to: 202206,
  });
  county.employees.push({
    who: retired,
    status: '正常待遇',
    start_month: 202106,
    end_month: null,
    monthly_fen: 231_855,
  });
  county.claim(
    'dual-benefit/employee-pension',
    retired,
    monthsFromTo(202106, 202206),
    basicParts,
    'worked amount 4: basic part and top-ups, not the account part',
  );
  expectAmount(county, 153_400);

  arrearsAfterDeath(county, '5', '李琼仙', 'female', { own: true, column: false });
  arrearsAfterDeath(county, '5-column', '王开明', 'male', { own: true, column: true });
  arrearsAfterDeath(county, '5-unpaid', '普家福', 'male', { own: false, column: false });
}

/** Suspended April to June, arrears for them paid in July, died on 20 May. */
function arrearsAfterDeath(
  county: County,
  key: string,
  name: string,
  sex: Sex,
  form: { own: boolean; column: boolean },
): void {
  const person: Beneficiary = county.draw({
    key: `worked/${key}`,
    name,
    sex,
    born_on: birthOn(1949, 8, 15),
    account_fen: 0,
    to: 202203,
  });
  county.die(person, '2022-05-20');
  county.deathCertificate(person, '2022-05-20');
  const july = regularLine(person, 202207, { state: form.own ? '已支付' : '待支付' });
  person.lines?.push(july);
  const monthly = wholeLine(july);
  if (form.column) {
    july.arrears_fen = 3 * monthly;
    july.arrears_months = 3;
  } else {
    for (const month of [202204, 202205, 202206]) payLate(person, month, 202207);
  }
  county.expect(AFTER_DEATH, person, {
    amount_fen: form.own ? 2 * monthly : monthly,
    direction: 'fund',
    first_month: 202206,
    last_month: form.own ? addMonths(202206, 1) : 202206,
    months: form.own ? 2 : 1,
    note: form.own
      ? 'worked amount 5: the June part of the arrears and the own line of July; April and May stay due'
      : "worked amount 5, July's own line not settled: the June part of the arrears only",
  });
}

function expectAmount(county: County, amount_fen: number): void {
  const last = county.findings.at(-1);
  if (last?.amount_fen !== amount_fen) {
    throw new Error(`a worked amount came out as ${last?.amount_fen} fen instead of ${amount_fen}`);
  }
}
