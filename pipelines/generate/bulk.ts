import { addMonths, monthOf, monthsBetween } from '../../core/month.ts';
import { dateIn, monthsFromTo, shiftDays } from './calendar.ts';
import { type County, regularLine } from './county.ts';
import { type Beneficiary, type Certified, CHANNELS, type RosterLine } from './model.ts';
import { TOWNSHIPS } from './places.ts';
import { Random } from './random.ts';
import { FUNERAL_GRANT_FEN, firstPayableMonth } from './rates.ts';

const SHARES = { dies: 0.04, disabled: 0.02, longContributor: 0.15, couple: 0.35, recent: 0.05 } as const;

/**
 * The many: paid what is due from the month it is due, certified in every window, stopped with the
 * month of death. Innocent of every rule by construction, so that whatever is found was planted.
 */
export function settleBulk(county: County, count: number): void {
  const random = Random.stream(county.seed, 'bulk');
  let previous: Beneficiary | null = null;
  for (let at = 0; at < count; at++) {
    const spouse: Beneficiary | null = previous !== null && random.chance(SHARES.couple) ? previous : null;
    const person = bulkPerson(county, random, at, spouse);
    if (random.chance(SHARES.dies)) letDie(county, random, person);
    county.beneficiaries.push(person);
    previous = spouse === null ? person : null;
  }
}

function bulkPerson(county: County, random: Random, at: number, spouse: Beneficiary | null): Beneficiary {
  const born_on = bulkBirth(county, random);
  const sex =
    spouse === null ? (random.chance(0.5) ? 'male' : 'female') : spouse.sex === 'male' ? 'female' : 'male';
  const resident = county.registry.newResident({
    born_on,
    sex,
    relation: spouse === null ? '户主' : '配偶',
    ...(spouse === null
      ? {}
      : { household_no: spouse.household_no, township: spouse.township, village: spouse.village }),
  });
  return {
    ...resident,
    key: `bulk/${at + 1}`,
    roster_id: resident.resident_id,
    roster_name: resident.name,
    account: county.registry.newAccount(),
    holder: resident.name,
    guardian: '',
    remark: '',
    start_month: Math.max(firstPayableMonth(born_on), 201107),
    account_fen: random.int(800, 15_000),
    long_fen: random.chance(SHARES.longContributor) ? 200 * random.int(1, 8) : 0,
    disability_fen: random.chance(SHARES.disabled) ? 11_300 : 0,
    died_on: null,
    lines: null,
    certifications: null,
    is_registered: true,
  };
}

/** Mostly old enough throughout; a few turn sixty while the county is watched. Nobody on 29 February. */
function bulkBirth(county: County, random: Random): string {
  if (random.chance(SHARES.recent)) {
    const turns = addMonths(
      county.first_month,
      random.int(0, monthsBetween(county.first_month, county.last_month)) - 1,
    );
    return dateIn(addMonths(turns, -720), random.int(1, 28));
  }
  // two uniform draws: more people just past sixty than past ninety
  const years = Math.floor(32 * Math.min(random.next(), random.next()));
  const month = addMonths(addMonths(county.first_month, -721), -12 * years - random.int(0, 11));
  return dateIn(month, random.int(1, 28));
}

function letDie(county: County, random: Random, person: Beneficiary): void {
  const watched = monthsFromTo(county.first_month, addMonths(county.last_month, -1));
  const month = watched.length === 0 ? county.first_month : random.pick(watched);
  // the first payment is no reason to die before it
  if (month < person.start_month) return;
  const died_on = dateIn(month, random.int(1, 28));
  person.died_on = died_on;
  person.registration = { status: '注销', kind: '死亡', changed_on: shiftDays(died_on, random.int(3, 25)) };
  county.policeDeath(person, died_on, person.registration.changed_on ?? died_on);
  if (random.chance(0.6)) county.deathCertificate(person, died_on);
  if (random.chance(0.4)) county.cremation(person, shiftDays(died_on, random.int(1, 4)));
  const paid_on = dateIn(addMonths(month, 1), 25);
  if (random.chance(0.8)) {
    county.grants.push({
      who: person,
      died_on,
      amount_fen: FUNERAL_GRANT_FEN,
      paid_on,
      state: '已支付',
    });
  }
}

/** People of the other lists who draw nothing here. */
export function settleOthers(county: County, count: number): void {
  const random = Random.stream(county.seed, 'others');
  const times = (share: number): unknown[] => Array.from({ length: Math.ceil(count * share) });
  for (const _ of times(0.05)) {
    const who = county.meet(county.settledBirth());
    county.employees.push({
      who,
      status: random.chance(0.8) ? '正常待遇' : '待遇暂停',
      start_month: addMonths(firstPayableMonth(who.born_on), random.int(0, 5)),
      end_month: null,
      monthly_fen: random.int(150_000, 520_000),
    });
  }
  for (const _ of times(0.015)) {
    const who = county.meet(county.settledBirth());
    const amount_fen = random.int(150_000, 520_000);
    for (const month of monthsFromTo(Math.max(county.first_month, 202201), county.last_month)) {
      county.employee_payments.push({ who, month, amount_fen });
    }
  }
  for (const _ of times(0.002)) {
    county.sentences.push({
      who: county.meet(county.youngBirth(), { sex: 'male' }),
      penalty: '有期徒刑',
      term: '三年',
      starts_on: '2021-03-08',
      ends_on: '2024-03-07',
      execution: '监禁',
      released_on: null,
      note: '',
    });
  }
  for (const _ of times(0.01)) {
    const who = county.meet(county.youngBirth());
    const died_on = dateIn(random.int(202101, 202112), random.int(1, 28));
    who.registration = { status: '注销', kind: '死亡', changed_on: shiftDays(died_on, 9) };
    county.policeDeath(who, died_on, shiftDays(died_on, 9));
    // the crematorium often has no number
    if (random.chance(0.5)) county.cremation({ ...who, resident_id: '' }, shiftDays(died_on, 2));
  }
  for (const _ of times(0.04)) {
    const who = county.meet(county.youngBirth());
    const isDisabled = random.chance(0.4);
    if (isDisabled)
      county.disabled.push({ who, grade: random.pick(['一级', '二级']), certified_on: '2018-05-21' });
    else county.hardship.push({ who, kind: '农村低保', approved_on: '2020-10-01' });
    county.on_behalf.push({
      who,
      category: isDisabled ? '重度残疾(一二级)' : '低保对象',
      amount_fen: isDisabled ? 20_000 : 10_000,
      paid_on: '2022-08-15',
    });
  }
  for (const _ of times(0.02)) {
    county.land_loss.push({
      who: county.meet(county.youngBirth()),
      project: '2022年第2批次',
      plot: `PP-${String(random.int(1, 9999)).padStart(4, '0')}`,
      amount_fen: 100_000 * random.int(2, 9),
      paid_on: '2022-06-24',
      state: '已支付',
    });
  }
}

/** Lines as the rates give them, for somebody without lines of their own. */
export function linesPaidIn(person: Beneficiary, paid_month: number): RosterLine[] {
  if (person.lines !== null) return person.lines.filter((line) => line.paid_month === paid_month);
  if (paid_month < person.start_month) return [];
  if (person.died_on !== null && paid_month > monthOf(person.died_on)) return [];
  return [regularLine(person, paid_month)];
}

const BULK_CHANNELS = [
  CHANNELS.batch,
  CHANNELS.batch,
  CHANNELS.app,
  CHANNELS.visit,
  CHANNELS.terminal,
  CHANNELS.window,
];

/** Certifications of one window's half-year; the bulk certifies in the window itself while alive. */
export function certifiedFrom(person: Beneficiary, window: number, place: number): Certified[] {
  const until = dateIn(addMonths(window, 6), 1);
  const from = dateIn(window, 1);
  if (person.certifications !== null) {
    return person.certifications.filter((one) => one.on >= from && one.on < until);
  }
  if (window < person.start_month) return [];
  const on = dateIn(window, 3 + ((place * 7 + window) % 24));
  if (person.died_on !== null && on >= person.died_on) return [];
  return [{ on, channel: BULK_CHANNELS[place % BULK_CHANNELS.length] ?? CHANNELS.batch }];
}

/** Roster order: by township and village, as the offices keep it. */
export function inRosterOrder(people: Beneficiary[]): Beneficiary[] {
  const rank = new Map(TOWNSHIPS.map((place, at) => [place.name, at]));
  const order = people.map((person, at) => ({ person, at, rank: rank.get(person.township) ?? 99 }));
  order.sort(
    (a, b) =>
      a.rank - b.rank ||
      (a.person.village < b.person.village ? -1 : a.person.village > b.person.village ? 1 : 0) ||
      a.at - b.at,
  );
  return order.map((one) => one.person);
}
