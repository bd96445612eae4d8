import { after, basicParts, type County, wholeLine } from '../county.ts';
import type { Beneficiary, Resident } from '../model.ts';
import { BASIC_FEN, FUNERAL_GRANT_FEN } from '../rates.ts';
import { plantOwnHands } from './reserved.ts';
import { plantTwoPlaces } from './two-places.ts';
import { plantUninsured } from './uninsured.ts';

/** What the lists of the whole office show: accounts, refunds, transfers, allowances, contributions, cards. */
export function plantWholeOffice(county: County): void {
  plantAccounts(county);
  plantLeaving(county);
  plantAwards(county);
  plantAllowances(county);
  plantContributions(county);
  plantIdentified(county);
  plantGrantsElsewhere(county);
  plantNeverPaid(county);
  plantCards(county);
  plantUninsured(county);
  plantTwoPlaces(county);
  plantOwnHands(county);
}

type Direction = 'fund' | 'person';

function meetOld(county: County): Resident {
  return county.meet(county.settledBirth());
}

function meetDead(county: County, died_on: string): Resident {
  const who = meetOld(county);
  county.policeDeath(who, died_on);
  who.registration = { status: '注销', kind: '死亡', changed_on: died_on };
  return who;
}

const owed = (
  county: County,
  rule: string,
  who: Resident,
  amount_fen: number,
  direction: Direction,
  note: string,
): void => county.expect(rule, who, { amount_fen, direction, note });

function plantAccounts(county: County): void {
  const unsettled = 'account/unsettled-after-death';
  const left = meetDead(county, '2022-03-10');
  county.accounts.push({ who: left, balance_fen: 386_420 });
  owed(county, unsettled, left, 386_420, 'person', 'nobody fetched the balance within six months');
  const recent = meetDead(county, '2022-09-10');
  county.accounts.push({ who: recent, balance_fen: 100_000 });
  county.keepSilent(unsettled, recent, 'the six months are not over');
  const settled = meetDead(county, '2021-08-02');
  county.accounts.push({ who: settled, balance_fen: 0, state: '已清退' });
  county.keepSilent(unsettled, settled, 'settled, and empty');
  const disputed = meetDead(county, '2021-05-05');
  county.accounts.push({ who: disputed, balance_fen: 200_000, remark: '继承纠纷' });
  county.keepSilent(unsettled, disputed, 'the heirs are in dispute');

  const wrong = 'account/settled-wrong';
  const other = { ground: '参加职工养老保险', balance_fen: 500_000, subsidy_fen: 90_000 };
  const whole = meetOld(county);
  county.refunds.push({ who: whole, ...other, amount_fen: 500_000, paid_on: '2022-06-15' });
  owed(county, wrong, whole, 90_000, 'fund', 'the subsidy was paid out with the balance');
  const short = meetDead(county, '2022-04-02');
  county.refunds.push({
    who: short,
    ...other,
    ground: '参保人死亡',
    amount_fen: 410_000,
    paid_on: '2022-06-15',
  });
  owed(county, wrong, short, 90_000, 'person', 'the subsidy was kept back from the heirs');
  const right = meetOld(county);
  county.refunds.push({ who: right, ...other, amount_fen: 410_000, paid_on: '2022-06-15' });
  county.keepSilent(wrong, right, 'the balance less the subsidy');
  const twice = meetOld(county);
  for (const paid_on of ['2022-06-15', '2022-08-15'])
    county.refunds.push({ who: twice, ...other, amount_fen: 410_000, paid_on });
  owed(county, wrong, twice, 410_000, 'fund', 'paid twice');
  const reissued = meetOld(county);
  county.refunds.push({ who: reissued, ...other, amount_fen: 410_000, paid_on: '2022-06-15', state: '退票' });
  county.refunds.push({ who: reissued, ...other, amount_fen: 410_000, paid_on: '2022-07-15' });
  county.keepSilent(wrong, reissued, 'came back and was issued again');
}

function plantLeaving(county: County): void {
  const rule = 'transfer/paid-after-leaving';
  const gone = county.draw({ key: 'whole-office/left' });
  county.transfers.push({ who: gone, left_on: '2022-06-15', state: '已办结' });
  county.claim(rule, gone, after('2022-06-15'), wholeLine, 'transferred out and paid on');
  const cancelled = county.draw({ key: 'whole-office/transfer-cancelled' });
  county.transfers.push({ who: cancelled, left_on: '2022-06-15', state: '已撤销' });
  county.keepSilent(rule, cancelled, 'the transfer was cancelled');
  const stopped = county.draw({ key: 'whole-office/stopped', to: 202206 });
  county.transfers.push({ who: stopped, left_on: '2022-06-15', state: '已办结' });
  county.keepSilent(rule, stopped, 'payment stopped with the month of the transfer');
}

const monthsOf = (person: Beneficiary): number[] => (person.lines ?? []).map(({ month }) => month);

function plantAwards(county: County): void {
  const account = 'eligibility/account-pension-wrong';
  const awarded = (key: string, account_fen: number): Beneficiary => {
    const person = county.draw({ key: `whole-office/${key}`, account_fen });
    county.accounts.push({ who: person, balance_fen: 900_000, award_balance_fen: 1_390_000 });
    return person;
  };
  const above = awarded('account-above', 12_000);
  county.claim(
    account,
    above,
    monthsOf(above),
    (line) => line.account_fen - 10_000,
    '139th of 13,900.00 is 100.00',
  );
  const below = awarded('account-below', 9_000);
  county.claim(account, below, monthsOf(below), (line) => 10_000 - line.account_fen, 'ten yuan short', {
    direction: 'person',
  });
  county.keepSilent(account, awarded('account-right', 10_000), 'the 139th part');

  const topup = 'eligibility/long-topup-wrong';
  const longInsured = (key: string, long_fen: number): Beneficiary => {
    const person = county.draw({ key: `whole-office/${key}`, long_fen });
    county.insured.push({ who: person, status: '领取待遇', years: 18 });
    return person;
  };
  const over = longInsured('topup-above', 1_000);
  county.claim(
    topup,
    over,
    monthsOf(over),
    (line) => line.long_fen - 600,
    'three years above fifteen give 6.00',
  );
  const under = longInsured('topup-below', 200);
  county.claim(topup, under, monthsOf(under), (line) => 600 - line.long_fen, '4.00 short', {
    direction: 'person',
  });
  county.keepSilent(topup, longInsured('topup-right', 600), 'three times two yuan');

  const pay = 'eligibility/other-public-pay';
  const official = county.draw({ key: 'whole-office/official' });
  for (const month of [202205, 202206])
    county.payroll.push({ who: official, kind: '在编在职', month, amount_fen: 480_000 });
  county.claim(pay, official, [202205, 202206], basicParts, 'a salary in two months');
  const cadre = county.draw({ key: 'whole-office/village-post' });
  county.payroll.push({ who: cadre, kind: '村干部', month: 202205, amount_fen: 120_000 });
  county.keepSilent(pay, cadre, 'a village post is no public pay');
}

function plantAllowances(county: County): void {
  const listed = (grade = '一级'): Resident => {
    const who = meetOld(county);
    county.disabled.push({ who, grade, certified_on: '2015-06-18' });
    return who;
  };
  const pay = (who: Resident, amount_fen: number, months = [202204, 202205, 202206]): void => {
    for (const month of months) county.allowances.push({ who, month, amount_fen });
  };
  const claimed = { first_month: 202204, last_month: 202206, months: 3 };
  const entitled = 'disability-allowance/not-entitled';
  const moderate = listed('三级');
  pay(moderate, 11_300);
  county.expect(entitled, moderate, {
    ...claimed,
    amount_fen: 33_900,
    direction: 'fund',
    note: 'of the third grade',
  });
  const dead = listed();
  county.policeDeath(dead, '2022-04-01');
  dead.registration = { status: '注销', kind: '死亡', changed_on: '2022-04-01' };
  pay(dead, 11_300);
  county.expect(entitled, dead, {
    ...{ first_month: 202205, last_month: 202206, months: 2 },
    ...{ amount_fen: 22_600, direction: 'fund', note: 'two months after the month of death' },
  });
  const severe = listed();
  pay(severe, 11_300);
  county.keepSilent(entitled, severe, 'on the list');
  const wrong = 'disability-allowance/wrong-amount';
  county.keepSilent(wrong, severe, '108 and 5 yuan');
  const above = listed();
  pay(above, 12_300);
  county.expect(wrong, above, {
    ...claimed,
    amount_fen: 3_000,
    direction: 'fund',
    note: 'ten yuan a month too much',
  });
  const below = listed('二级');
  pay(below, 10_800);
  county.expect(wrong, below, {
    ...claimed,
    amount_fen: 1_500,
    direction: 'person',
    note: 'without the five yuan',
  });
}

function plantContributions(county: County): void {
  const pay = (who: Resident, tier_fen: number, subsidy_fen: number): void => {
    county.contributions.push({ who, tier_fen, subsidy_fen, paid_on: '2022-05-10' });
  };
  const end = 'contribution/after-end';
  const dead = meetDead(county, '2021-11-20');
  pay(dead, 20_000, 4_000);
  owed(county, end, dead, 4_000, 'fund', 'the subsidy for the year after the death');
  owed(county, end, dead, 20_000, 'person', 'what the family paid for that year');
  const sameYear = meetDead(county, '2022-02-20');
  pay(sameYear, 20_000, 4_000);
  county.keepSilent(end, sameYear, 'the year of the death');

  const wrong = 'contribution/wrong-subsidy';
  const contribute = (tier_fen: number, subsidy_fen: number): Resident => {
    const who = county.meet(county.youngBirth());
    pay(who, tier_fen, subsidy_fen);
    return who;
  };
  owed(county, wrong, contribute(20_000, 5_000), 1_000, 'fund', '200 yuan earn 40');
  owed(county, wrong, contribute(300_000, 13_000), 6_500, 'person', '6.5 % of 3,000 are 195');
  county.keepSilent(wrong, contribute(200_000, 13_000), '6.5 % of 2,000 are 130');
  county.keepSilent(wrong, contribute(150_000, 13_000), '1,500 yuan earn 130');

  const behalf = 'paid-on-behalf/wrong-amount';
  const poor = (amount_fen: number): Resident => {
    const who = county.meet(county.youngBirth());
    county.hardship.push({ who, kind: '农村低保', approved_on: '2021-01-01' });
    county.on_behalf.push({ who, category: '低保对象', amount_fen, paid_on: '2022-08-15' });
    return who;
  };
  owed(county, behalf, poor(20_000), 10_000, 'fund', 'twice what the ground gives');
  county.keepSilent(behalf, poor(10_000), 'what the ground gives');
}

function plantIdentified(county: County): void {
  const project = '2020年第2批次';
  const identify = (paid_fen: number | null, result = '符合条件'): Resident => {
    const who = county.meet(county.youngBirth());
    county.identified.push({ who, project, result, entitled_fen: 480_000, due_on: '2022-06-30' });
    if (paid_fen !== null) subsidise(who, paid_fen);
    return who;
  };
  let plot = 0;
  const subsidise = (who: Resident, amount_fen: number): void => {
    plot += 1;
    county.land_loss.push({
      who,
      project,
      plot: `XS-${plot}`,
      amount_fen,
      paid_on: '2022-05-18',
      state: '已支付',
    });
  };
  const short = 'land-loss/short-paid';
  owed(county, short, identify(400_000), 80_000, 'person', '800 yuan short');
  owed(county, short, identify(null), 480_000, 'person', 'nothing paid, and due');
  county.keepSilent(short, identify(480_000), 'paid whole');
  const not = 'land-loss/not-identified';
  const stranger = county.meet(county.youngBirth());
  subsidise(stranger, 480_000);
  owed(county, not, stranger, 480_000, 'fund', 'on no list of the project');
  owed(county, not, identify(480_000, '不符合条件'), 480_000, 'fund', 'does not meet the conditions');
  county.keepSilent(not, identify(480_000), 'identified, and meets the conditions');
}

function plantGrantsElsewhere(county: County): void {
  const rule = 'funeral-grant/several-schemes';
  const died_on = '2022-05-04';
  const both = county.draw({ key: 'whole-office/two-schemes', to: 202205 });
  county.die(both, died_on);
  county.policeDeath(both, died_on);
  county.grants.push({
    who: both,
    died_on,
    amount_fen: FUNERAL_GRANT_FEN,
    paid_on: '2022-06-25',
    state: '已支付',
  });
  county.grants_elsewhere.push({ who: both, died_on, amount_fen: 500_000, paid_on: '2022-06-02' });
  owed(county, rule, both, FUNERAL_GRANT_FEN, 'fund', 'the larger grant of the other scheme is kept');
  const alone = meetDead(county, died_on);
  county.grants_elsewhere.push({ who: alone, died_on, amount_fen: 500_000, paid_on: '2022-06-02' });
  county.keepSilent(rule, alone, 'one grant of another scheme');
}

function plantNeverPaid(county: County): void {
  const rule = 'eligibility/entitled-not-paid';
  const forgotten = county.meet('1962-03-31');
  county.insured.push({ who: forgotten, status: '正常参保', years: 15 });
  // a neighbour of the township draws in every month, so that its rosters have come
  county.draw({ key: 'whole-office/neighbour', township: forgotten.township });
  county.expect(rule, forgotten, {
    ...{ amount_fen: 9 * BASIC_FEN, direction: 'person', first_month: 202204, last_month: 202212, months: 9 },
    note: 'sixty in March, and on no roster since',
  });
  const few = county.meet('1962-03-30');
  county.insured.push({ who: few, status: '正常参保', years: 14 });
  county.keepSilent(rule, few, 'a year short');
  const making = county.meet('1962-03-29');
  county.insured.push({ who: making, status: '补缴中', years: 15 });
  county.keepSilent(rule, making, 'contributions are being made up');
}

function plantCards(county: County): void {
  const rule = 'card/unfit';
  const hold = (who: Resident, state: string, place = '省内'): Resident => {
    county.cards.push({ who, state, place });
    return who;
  };
  county.expect(rule, hold(county.meet(county.youngBirth()), '未激活'), { note: 'not active' });
  county.expect(rule, hold(meetDead(county, '2022-01-20'), '已激活'), { note: 'the holder is dead' });
  county.keepSilent(rule, hold(county.meet(county.youngBirth()), '已激活'), 'active');
  county.keepSilent(
    rule,
    hold(county.meet(county.youngBirth()), '未激活', '省外'),
    'held outside the province',
  );
}
