import { addMonths } from '../../../core/month.ts';
import { type County, lineOf, payLate } from '../county.ts';
import type { Beneficiary, LineState, RosterLine } from '../model.ts';
import { FUNERAL_GRANT_FEN } from '../rates.ts';
import type { Innocent } from './innocent-county.ts';
import { slipDigit, slipName } from './slips.ts';

/** A line of one month, away from February, whose roster has no states, and from the last month. */
function someLine(county: County, person: Beneficiary): RosterLine {
  return lineOf(person, county.random.pick([202203, 202204, 202205, 202206, 202207, 202208, 202209]));
}

/** Came back, and was paid again with the next month. */
function reissued(cameBack: Partial<RosterLine>): Innocent {
  return (county, key) => {
    const person = county.draw({ key });
    const line = someLine(county, person);
    payLate(person, line.month, addMonths(line.month, 1));
    Object.assign(line, cameBack);
  };
}

export const INNOCENT_OF_BEING_PAID: Record<string, Innocent> = {
  'returned-and-reissued': reissued({ state: '退票' }),
  'failed-and-reissued': reissued({ state: '支付失败' }),
  'returned-by-the-bank-and-reissued': reissued({ bank_reason: '账户状态异常' }),
  'couple-one-of-two-returned': (county, key) => {
    const husband = county.draw({
      key: `${key}/husband`,
      sex: 'male',
      account_fen: 5_000,
      born_on: '1950-04-07',
    });
    const { township, village, household_no, account } = husband;
    const home = { township, village, household_no, account, relation: '配偶' };
    const wife = county.draw({ key, sex: 'female', account_fen: 5_000, born_on: '1951-03-09', ...home });
    wife.holder = husband.name;
    const line = someLine(county, wife);
    payLate(wife, line.month, addMonths(line.month, 1));
    line.bank_reason = '账户状态异常';
  },
  'left-out-and-paid-on-a-list-of-its-own': (county, key) => {
    const line = someLine(county, county.draw({ key }));
    line.is_supplementary = true;
  },
  'state-in-unknown-words': (county, key) => {
    const line = someLine(county, county.draw({ key }));
    line.state_word = county.random.pick(['财政已过账', '社保卡收妥', '跨行在途已销', '代发行受理']);
  },
  'rise-paid-afterwards': (county, key) => {
    const line = someLine(county, county.draw({ key }));
    line.arrears_fen = 500 * county.random.int(2, 6);
  },
  'first-month-in-part': (county, key) => {
    const person = county.draw({ key, born_on: '1962-03-18', from: 202204 });
    lineOf(person, 202204).basic_fen = 5_650;
  },
};

/** A death in time whose grant came back and was paid again. */
const grantReissued: Innocent = (county, key) => {
  const person = county.draw({ key, to: 202205 });
  county.die(person, '2022-05-14');
  county.policeDeath(person, '2022-05-14', '2022-05-29');
  const pay = (paid_on: string, state: LineState) =>
    county.grants.push({ who: person, died_on: '2022-05-14', amount_fen: FUNERAL_GRANT_FEN, paid_on, state });
  pay('2022-07-08', '退票');
  pay('2022-08-08', '已支付');
};

/** Paid on behalf, and entitled by a list that writes the person in another way. */
function listedAs(
  spoil: (county: County, id: string, name: string) => { resident_id?: string; name?: string },
): Innocent {
  return (county) => {
    const who = county.meet(county.youngBirth());
    const listed = { ...who, ...spoil(county, who.resident_id, who.name) };
    county.disabled.push({ who: listed, grade: '一级', certified_on: '2018-05-21' });
    county.on_behalf.push({ who, category: '重度残疾(一二级)', amount_fen: 20_000, paid_on: '2022-08-15' });
  };
}

export const INNOCENT_OF_SUBSIDIES: Record<string, Innocent> = {
  'grant-returned-and-reissued': grantReissued,
  'entitled-under-slipped-number': listedAs((county, id) => ({ resident_id: slipDigit(county.random, id) })),
  'entitled-under-slipped-name': listedAs((_, __, name) => ({ name: slipName(name) })),
  'land-taken-twice': (county) => {
    const who = county.meet(county.youngBirth());
    for (const [project, plot] of [
      ['2021年第1批次', 'PA-0101'],
      ['2022年第2批次', 'PB-0202'],
    ] as const) {
      county.land_loss.push({
        who,
        project,
        plot,
        amount_fen: 300_000,
        paid_on: '2022-06-24',
        state: '已支付',
      });
    }
  },
};
