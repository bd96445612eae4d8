import { addMonths, monthIn, monthOf } from '../../../core/month.ts';
import { dateIn, monthsFromTo, shiftDays } from '../calendar.ts';
import { lineOf, payLate, regularLine } from '../county.ts';
import { type Beneficiary, CHANNELS, type Identity } from '../model.ts';
import { FUNERAL_GRANT_FEN } from '../rates.ts';
import type { Innocent, InnocentCounty } from './innocent-county.ts';
import { DESTROYED, slipDigit, slipName, swapDigits } from './slips.ts';

/** Somebody who died and was stopped in time; who reports it, and how well, is the kind's matter. */
function diedInTime(county: InnocentCounty, key: string): { person: Beneficiary; died_on: string } {
  const month = addMonths(county.first_month, county.random.int(2, 6));
  const died_on = dateIn(month, county.random.int(2, 27));
  const person = county.draw({ key, to: month });
  county.die(person, died_on);
  const changed_on = shiftDays(died_on, 12);
  person.registration = { ...person.registration, changed_on };
  county.grants.push({
    who: person,
    died_on,
    amount_fen: FUNERAL_GRANT_FEN,
    paid_on: dateIn(addMonths(month, 2), 8),
    state: '已支付',
  });
  return { person, died_on };
}

/** A death that the police list tells under a spoilt number or name. */
function reportedAs(spoil: (county: InnocentCounty, who: Beneficiary) => Partial<Identity>): Innocent {
  return (county, key) => {
    const { person, died_on } = diedInTime(county, key);
    const { name, resident_id, born_on, sex, township, village } = person;
    const who = { name, resident_id, born_on, sex, township, village, ...spoil(county, person) };
    county.policeDeath(who, died_on, shiftDays(died_on, 12));
    if (county.random.chance(0.5)) county.deathCertificate(person, died_on);
  };
}

/** Somebody of another place with the same name, whose death is on the lists here. */
function namesakeOf(county: InnocentCounty, person: Beneficiary, born_on = person.born_on): Identity {
  return county.registry.newResident({ name: person.name, sex: person.sex, born_on });
}

const someDay = (county: InnocentCounty): string =>
  dateIn(addMonths(county.first_month, county.random.int(1, 6)), county.random.int(2, 27));

/** Unpaid from the month after the record to the month of the correction, and made good then, row by row. */
function stoppedAndMadeGood(
  county: InnocentCounty,
  key: string,
): { person: Beneficiary; recorded_on: string; restored_on: string } {
  const from = addMonths(county.first_month, county.random.int(1, 4));
  const until = addMonths(from, 3);
  const without = monthsFromTo(addMonths(from, 1), addMonths(until, -1));
  const person = county.draw({ key, without });
  for (const month of without) payLate(person, month, until);
  return { person, recorded_on: dateIn(from, 14), restored_on: dateIn(until, 5) };
}

function takenBack(
  reason: string,
  back: string,
  isOwnList: boolean,
  spoil: (county: InnocentCounty, who: Beneficiary) => Partial<Identity> = () => ({}),
): Innocent {
  return (county, key) => {
    const { person, recorded_on, restored_on } = stoppedAndMadeGood(county, key);
    const record = {
      who: person,
      reason,
      died_on: recorded_on,
      cancelled_on: shiftDays(recorded_on, 9),
      note: '',
    };
    county.police.push({ ...record, revoked_on: isOwnList ? null : restored_on });
    if (isOwnList) {
      county.restored.push({
        who: { ...person, ...spoil(county, person) },
        reason: back,
        died_on: null,
        cancelled_on: restored_on,
        revoked_on: null,
        note: '',
      });
    }
    person.certifications?.push({ on: shiftDays(restored_on, 3), channel: CHANNELS.window });
  };
}

export const INNOCENT_OF_DEATH: Record<string, Innocent> = {
  'namesake-died': (county, key) => {
    const person = county.draw({ key });
    county.policeDeath(namesakeOf(county, person), someDay(county));
  },
  'namesake-died-without-number': (county, key) => {
    const person = county.draw({ key });
    const born_on = dateIn(
      monthIn(Number(person.born_on.slice(0, 4)), county.random.int(1, 12)),
      county.random.int(1, 28),
    );
    const namesake = { ...namesakeOf(county, person, born_on), resident_id: '' };
    const died_on = someDay(county);
    county.policeDeath(namesake, died_on);
    county.cremation(namesake, shiftDays(died_on, 2));
  },
  'namesake-died-under-destroyed-number': (county, key) => {
    const person = county.draw({ key });
    county.policeDeath({ ...namesakeOf(county, person), resident_id: DESTROYED }, someDay(county));
  },
  'neighbour-died-under-slipped-number': (county, key) => {
    const person = county.draw({ key });
    const neighbour = namesakeOf(county, person, county.settledBirth());
    const { township, village } = person;
    const resident_id = slipDigit(county.random, neighbour.resident_id);
    county.policeDeath({ ...neighbour, resident_id, township, village }, someDay(county));
  },
  'twin-died': (county, key) => {
    const { person: dead, died_on } = diedInTime(county, `${key}/dead`);
    const { born_on, sex, township, village, household_no } = dead;
    const living = county.draw({
      key,
      born_on,
      sex,
      township,
      village,
      household_no,
      name: slipName(dead.name),
    });
    living.relation = '兄弟姐妹';
    county.policeDeath(dead, died_on, shiftDays(died_on, 8));
    county.deathCertificate({ ...dead, resident_id: slipDigit(county.random, dead.resident_id) }, died_on);
  },
  'death-under-slipped-number': reportedAs((county, { resident_id }) => ({
    resident_id: slipDigit(county.random, resident_id),
  })),
  'death-under-swapped-digits': reportedAs((county, { resident_id }) => ({
    resident_id: swapDigits(county.random, resident_id),
  })),
  'death-under-destroyed-number': reportedAs(() => ({ resident_id: DESTROYED })),
  'death-under-slipped-name': reportedAs((_, { name }) => ({ name: slipName(name) })),
  'death-under-her-number': (county, key) => {
    const person = county.draw({ key, sex: 'female' });
    const other = county.registry.newResident({ born_on: county.settledBirth(), sex: 'male' });
    county.policeDeath({ ...other, resident_id: person.resident_id }, someDay(county));
    county.isTrueOfTheList(
      'identity/one-id-two-people',
      person,
      'her number on a line of the list that is not hers',
    );
  },
  'declared-dead-and-restored-on-the-line': takenBack('宣告死亡', '', false),
  'declared-dead-and-restored-in-a-list': takenBack('宣告死亡', '撤销宣告死亡', true),
  'declared-dead-and-registration-restored': takenBack('宣告死亡', '恢复户口', true),
  'restored-under-slipped-number': takenBack('宣告死亡', '恢复户口', true, (county, { resident_id }) => ({
    resident_id: slipDigit(county.random, resident_id),
  })),
  'death-registered-by-mistake': takenBack('死亡', '误登死亡', true),
  'overpaid-month-returned': (county, key) => {
    const { person, died_on } = diedInTime(county, key);
    const month = addMonths(monthOf(died_on), 1);
    person.lines?.push(regularLine(person, month, { state: county.random.chance(0.5) ? '退票' : '已冲销' }));
    county.policeDeath(person, died_on, shiftDays(died_on, 33));
  },
  'arrears-to-the-month-of-death': (county, key) => {
    const { person, died_on } = diedInTime(county, key);
    const month = monthOf(died_on);
    lineOf(person, month).paid_month = addMonths(month, 1);
    county.policeDeath(person, died_on);
  },
};
