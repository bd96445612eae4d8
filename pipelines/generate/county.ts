import { addMonths, monthIn, monthOf, monthOfYear } from '../../core/month.ts';
import type { AnswerKey, ExpectedSilence, PlantedFinding } from './answer-key.ts';
import { dateIn, lastDayOf, monthsFromTo } from './calendar.ts';
import {
  type Account,
  type Allowance,
  type Beneficiary,
  type Card,
  type Certified,
  CHANNELS,
  type ChangeEntry,
  type Contribution,
  type Cremation,
  type DeathCertificate,
  type Disability,
  type EmployeePayment,
  type EmployeePensioner,
  type Excluded,
  type FuneralGrant,
  type GrantElsewhere,
  type Hardship,
  type Identified,
  type Identity,
  type Insured,
  isSettled,
  type LandLossSubsidy,
  type Lead,
  lineTotal,
  type Operation,
  type Paid,
  type PaidOnBehalf,
  type PoliceRecord,
  type PublicPay,
  type Refund,
  type Resident,
  type RosterLine,
  type Sentence,
  type Transfer,
} from './model.ts';
import type { Sex } from './names.ts';
import { Random } from './random.ts';
import { AGE_TOPUP_FEN, BASIC_FEN, firstPayableMonth, isTopupDue } from './rates.ts';
import { type CountyMark, Registry } from './registry.ts';

/** Every county ends here: the worked amounts of the rule pack lie before it. */
export const LAST_MONTH = 202212;
/** The worked amounts reach back to here, whatever the number of months asked for. */
export const EARLIEST_PLANTED_MONTH = 202106;

export interface Draw {
  key: string;
  born_on?: string;
  sex?: Sex;
  name?: string;
  township?: string;
  village?: string;
  household_no?: string;
  relation?: string;
  account?: string;
  from?: number;
  to?: number;
  /** Months between `from` and `to` in which nothing was paid. */
  without?: readonly number[];
  start_month?: number;
  account_fen?: number;
  long_fen?: number;
  disability_fen?: number;
  certified?: Certified[];
}

/** Everything that is going to be written, with what should be found in it. */
export class County {
  readonly seed: number;
  readonly first_month: number;
  readonly last_month = LAST_MONTH;
  readonly as_of = lastDayOf(addMonths(LAST_MONTH, 1));
  readonly windows: readonly number[];
  readonly registry: Registry;
  readonly random: Random;

  readonly beneficiaries: Beneficiary[] = [];
  readonly others: Resident[] = [];
  readonly police: PoliceRecord[] = [];
  readonly certificates: DeathCertificate[] = [];
  readonly cremations: Cremation[] = [];
  readonly sentences: Sentence[] = [];
  readonly employees: EmployeePensioner[] = [];
  readonly employee_payments: EmployeePayment[] = [];
  readonly grants: FuneralGrant[] = [];
  readonly on_behalf: PaidOnBehalf[] = [];
  readonly disabled: Disability[] = [];
  readonly hardship: Hardship[] = [];
  readonly land_loss: LandLossSubsidy[] = [];
  readonly leads: Lead[] = [];
  // what the whole office keeps beside its rosters
  readonly accounts: Account[] = [];
  readonly refunds: Refund[] = [];
  readonly transfers: Transfer[] = [];
  readonly insured: Insured[] = [];
  readonly payroll: PublicPay[] = [];
  readonly allowances: Allowance[] = [];
  readonly contributions: Contribution[] = [];
  readonly identified: Identified[] = [];
  readonly grants_elsewhere: GrantElsewhere[] = [];
  readonly cards: Card[] = [];
  /** What another county's rosters pay. */
  readonly elsewhere: Paid[] = [];
  /** As a township lists them, which the county's own list does not say. */
  readonly hardship_of_townships: Hardship[] = [];
  readonly excluded: Excluded[] = [];
  readonly changes: ChangeEntry[] = [];
  readonly operations: Operation[] = [];
  readonly settings: AnswerKey['settings'] = { shared_account_allowed: [], listed_guardian: [] };
  readonly findings: PlantedFinding[] = [];
  readonly silent: ExpectedSilence[] = [];
  /** What supervision alone is to find. */
  readonly reserved: NonNullable<AnswerKey['reserved']> = [];

  constructor(seed: number, months: number, mark?: CountyMark) {
    this.seed = seed;
    this.first_month = addMonths(LAST_MONTH, 1 - months);
    this.registry = new Registry(Random.stream(seed, 'registry'), mark);
    this.random = Random.stream(seed, 'plants');
    const earliest = addMonths(Math.min(this.first_month, EARLIEST_PLANTED_MONTH), -6);
    this.windows = monthsFromTo(earliest, LAST_MONTH).filter((month) => [3, 9].includes(monthOfYear(month)));
  }

  /** Somebody who draws, innocent of everything until a plant says otherwise. */
  draw(wish: Draw): Beneficiary {
    const born_on = wish.born_on ?? this.settledBirth();
    const resident = this.registry.newResident({ ...wish, born_on });
    const account = wish.account ?? this.registry.newAccount();
    const person: Beneficiary = {
      ...resident,
      key: wish.key,
      roster_id: resident.resident_id,
      roster_name: resident.name,
      account,
      holder: resident.name,
      guardian: '',
      remark: '',
      start_month: wish.start_month ?? wish.from ?? Math.max(firstPayableMonth(born_on), 201107),
      account_fen: wish.account_fen ?? this.random.int(1_500, 12_000),
      long_fen: wish.long_fen ?? 0,
      disability_fen: wish.disability_fen ?? 0,
      died_on: null,
      lines: [],
      certifications: [],
      is_registered: true,
    };
    const from = wish.from ?? Math.min(this.first_month, 202201);
    person.lines = monthsFromTo(from, wish.to ?? LAST_MONTH)
      .filter((month) => !wish.without?.includes(month))
      .map((month) => regularLine(person, month));
    person.certifications = wish.certified ?? this.certifyEvery(person.start_month);
    this.beneficiaries.push(person);
    return person;
  }

  /** Somebody on other lists only. */
  meet(born_on: string, wish: { sex?: Sex; relation?: string; township?: string } = {}): Resident {
    const resident = this.registry.newResident({ ...wish, born_on });
    this.others.push(resident);
    return resident;
  }

  /** A birth date between sixty and sixty-five, or beyond it, in every month that can be paid here. */
  settledBirth(): string {
    const isOld = this.random.chance(0.6);
    const year = isOld ? this.random.int(1936, 1953) : this.random.int(1958, 1959);
    return dateIn(monthIn(year, this.random.int(1, 12)), this.random.int(1, 28));
  }

  youngBirth(): string {
    return dateIn(monthIn(this.random.int(1968, 1999), this.random.int(1, 12)), this.random.int(1, 28));
  }

  /** A certification in every window since the start. */
  certifyEvery(start_month: number, until = LAST_MONTH): Certified[] {
    return this.windows
      .filter((month) => month >= start_month && month <= until)
      .map((month) => ({
        on: dateIn(month, this.random.int(2, 28)),
        channel: this.random.pick([CHANNELS.app, CHANNELS.visit, CHANNELS.terminal, CHANNELS.window]),
      }));
  }

  /** The death itself: registered, and no sign of life after it. Which office reports it is the plant's matter. */
  die(person: Beneficiary, died_on: string): void {
    person.died_on = died_on;
    person.registration = { status: '注销', kind: '死亡', changed_on: died_on };
    person.certifications = (person.certifications ?? []).filter((one) => one.on < died_on);
  }

  policeDeath(who: Identity | Resident, died_on: string, cancelled_on = died_on, reason = '死亡'): void {
    if ('registration' in who && who.registration.kind === '死亡') {
      who.registration = { ...who.registration, changed_on: cancelled_on };
    }
    this.police.push({ who, reason, died_on, cancelled_on, revoked_on: null, note: '' });
  }

  deathCertificate(who: Identity, died_on: string): void {
    const cause = this.random.pick(['脑血管病', '冠心病', '慢性阻塞性肺疾病', '高血压性心脏病']);
    this.certificates.push({ who, died_on, issued_on: died_on, place: '家中', cause });
  }

  cremation(who: Identity, cremated_on: string): void {
    const { name, resident_id, sex, born_on } = who;
    this.cremations.push({ name, resident_id, sex, born_on, cremated_on });
  }

  /** A claim on settled lines; what of each line is claimed is the rule's definition. */
  claim(
    rule_id: string,
    person: Beneficiary,
    months: readonly number[],
    part: (line: RosterLine) => number,
    note: string,
    more: Partial<PlantedFinding> = {},
  ): void {
    const lines = (person.lines ?? []).filter((line) => months.includes(line.month) && isSettled(line));
    if (lines.length === 0) throw new Error(`${person.key} claims nothing`);
    const amount_fen = lines.reduce((sum, line) => sum + part(line), 0);
    this.expect(rule_id, person, {
      amount_fen,
      direction: 'fund',
      first_month: Math.min(...lines.map((line) => line.month)),
      last_month: Math.max(...lines.map((line) => line.month)),
      months: new Set(lines.map((line) => line.month)).size,
      note,
      ...more,
    });
  }

  expect(
    rule_id: string,
    who: Identity & { roster_id?: string; roster_name?: string },
    more: Partial<PlantedFinding> & { note: string },
  ): void {
    this.findings.push({
      rule_id,
      resident_id: who.roster_id ?? who.resident_id,
      name: who.roster_name ?? who.name,
      amount_fen: null,
      direction: 'none',
      first_month: null,
      last_month: null,
      months: null,
      ...more,
    });
  }

  expectReserved(rule_id: string, { resident_id, name }: Identity, note: string): void {
    this.reserved.push({ rule_id, resident_id, name, note });
  }

  keepSilent(
    rule_id: string,
    who: Identity & { roster_id?: string; roster_name?: string },
    why: string,
  ): void {
    this.silent.push({
      rule_id,
      resident_id: who.roster_id ?? who.resident_id,
      name: who.roster_name ?? who.name,
      why,
    });
  }
}

/** What the rates give for one month. */
export function regularLine(
  person: Beneficiary,
  month: number,
  differs: Partial<RosterLine> = {},
): RosterLine {
  return {
    month,
    paid_month: month,
    basic_fen: BASIC_FEN,
    age_fen: isTopupDue(person.born_on, month) ? AGE_TOPUP_FEN : 0,
    long_fen: person.long_fen,
    account_fen: person.account_fen,
    disability_fen: person.disability_fen,
    arrears_fen: 0,
    arrears_months: 0,
    state: '已支付',
    ...differs,
  };
}

/** The person's regular line of a month, to be altered by a plant. */
export function lineOf(person: Beneficiary, month: number): RosterLine {
  const line = person.lines?.find((one) => one.month === month);
  if (line === undefined) throw new Error(`${person.key} has no line for ${month}`);
  return line;
}

/** A whole month paid later, as a row of its own. */
export function payLate(person: Beneficiary, month: number, paid_month: number): void {
  person.lines?.push(regularLine(person, month, { paid_month }));
}

/** Basic part and top-ups: all but the person's own account and the disability allowance. */
export function basicParts(line: RosterLine): number {
  return line.basic_fen + line.age_fen + line.long_fen;
}

export const wholeLine = lineTotal;

export function birthOn(year: number, month: number, day: number): string {
  return dateIn(monthIn(year, month), day);
}

export function after(on: string, last = LAST_MONTH): number[] {
  return monthsFromTo(addMonths(monthOf(on), 1), last);
}
