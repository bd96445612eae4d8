import { addMonths, monthOf } from '../../../core/month.ts';
import { dateIn, lastDayOf, shiftDays } from '../calendar.ts';
import type { County } from '../county.ts';
import type { Beneficiary, LineState } from '../model.ts';
import { AGE_TOPUP_FEN, BASIC_FEN, FUNERAL_GRANT_FEN } from '../rates.ts';

export function plantFuneralGrants(county: County, tag: string): void {
  const dies = (key: string, died_on: string, registered_on = shiftDays(died_on, 9)): Beneficiary => {
    const person = county.draw({ key: `funeral/${key}${tag}`, to: monthOf(died_on) });
    county.die(person, died_on);
    county.policeDeath(person, died_on, registered_on);
    return person;
  };
  const grant = (
    who: Beneficiary,
    died_on: string,
    paid_on: string,
    amount_fen = FUNERAL_GRANT_FEN,
    state: LineState = '已支付',
  ): void => {
    county.grants.push({ who, died_on, amount_fen, paid_on, state });
  };
  const owed = (
    rule_id: string,
    who: Beneficiary,
    amount_fen: number,
    note: string,
    direction: 'fund' | 'person' = 'fund',
  ) => county.expect(rule_id, who, { amount_fen, direction, note });

  const twice = 'funeral-grant/paid-twice';
  const second = dies('two-grants', '2022-04-20');
  grant(second, '2022-04-20', '2022-05-25');
  grant(second, '2022-04-20', '2022-08-25');
  owed(twice, second, FUNERAL_GRANT_FEN, 'two grants for one death');
  const third = dies('three-grants', '2022-02-11');
  for (const paid_on of ['2022-03-25', '2022-05-25', '2022-11-25']) grant(third, '2022-02-11', paid_on);
  owed(twice, third, 2 * FUNERAL_GRANT_FEN, 'three grants for one death');
  const again = dies('reissued', '2022-06-03');
  grant(again, '2022-06-03', '2022-07-25', FUNERAL_GRANT_FEN, '支付失败');
  grant(again, '2022-06-03', '2022-08-25');
  county.keepSilent(twice, again, 'the first grant failed and was issued again');

  const without = 'funeral-grant/without-death';
  const alive = county.draw({ key: `funeral/alive${tag}` });
  grant(alive, '2022-05-10', '2022-06-25');
  owed(without, alive, FUNERAL_GRANT_FEN, 'drawing and certified after the grant');
  const gone = county.draw({ key: `funeral/unreported${tag}`, to: 202203 });
  grant(gone, '2022-03-28', '2022-04-25');
  owed(without, gone, FUNERAL_GRANT_FEN, 'no longer paid, and reported dead by nobody');
  const late = dies('reported-later', '2022-05-02', '2022-12-05');
  grant(late, '2022-05-02', '2022-06-25');
  county.keepSilent(without, late, 'the death was registered half a year after the grant');

  const wrong = 'funeral-grant/wrong-amount';
  const withTopup = dies('with-topup', '2022-07-19');
  grant(withTopup, '2022-07-19', lastDayOf(202208), 12 * (BASIC_FEN + AGE_TOPUP_FEN));
  owed(wrong, withTopup, 12 * AGE_TOPUP_FEN, 'reckoned with the age top-up');
  const tenfold = dies('twenty-months', '2022-01-17');
  grant(tenfold, '2022-01-17', '2022-02-25', 20 * BASIC_FEN);
  owed(wrong, tenfold, 8 * BASIC_FEN, 'twenty months instead of twelve');
  const short = dies('too-low', '2022-09-21');
  grant(short, '2022-09-21', '2022-10-25', 12 * (BASIC_FEN - 500));
  owed(wrong, short, 12 * 500, 'reckoned with an older rate; owed to the family', 'person');
  const right = dies('right', '2022-08-08');
  grant(right, '2022-08-08', '2022-09-25');
  for (const rule of [twice, without, wrong]) county.keepSilent(rule, right, 'one grant of 1,356.00');
}

/** A death of which the family has had nothing for longer than the stated months, and one still within them. */
export function plantGrantNeverPaid(county: County, tag: string): void {
  const rule = 'funeral-grant/never-paid';
  const dies = (key: string, died_on: string): Beneficiary => {
    const person = county.draw({ key: `${NEVER_GRANTED}/${key}${tag}`, to: monthOf(died_on) });
    county.die(person, died_on);
    county.policeDeath(person, died_on, shiftDays(died_on, 9));
    return person;
  };
  for (const [key, died_on] of [
    ['long-ago', '2022-03-14'],
    ['longer-ago', '2022-02-25'],
  ] as const) {
    county.expect(rule, dies(key, died_on), {
      amount_fen: FUNERAL_GRANT_FEN,
      direction: 'person',
      note: 'no grant for more than half a year; owed to the family',
    });
  }
  county.keepSilent(rule, dies('lately', '2022-09-02'), 'the term has not run out');
}

const NEVER_GRANTED = 'funeral/never';

/** Everybody else who died before the summer has had a grant, so that only what was planted lacks one. */
export function grantTheOthers(county: County): void {
  const granted = new Set(county.grants.map(({ who }) => who.resident_id));
  for (const who of county.beneficiaries) {
    const { died_on, key, resident_id } = who;
    if (died_on === null || died_on < '2022-01-01' || died_on > '2022-06-30') continue;
    if (granted.has(resident_id) || key.startsWith(NEVER_GRANTED)) continue;
    const paid_on = dateIn(addMonths(monthOf(died_on), 2), 25);
    county.grants.push({ who, died_on, amount_fen: FUNERAL_GRANT_FEN, paid_on, state: '已支付' });
  }
}
