import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, Refusal } from '../../core/errors.ts';
import type { AnswerKey, FileCount } from './answer-key.ts';
import { inRosterOrder, settleBulk, settleOthers } from './bulk.ts';
import { settleOfficeLists } from './bulk-office.ts';
import { County } from './county.ts';
import { bankPlans } from './layouts/bank.ts';
import { type Certification, certificationPlans } from './layouts/certifications.ts';
import { certificatePlan, cremationPlan, policePlan } from './layouts/deaths.ts';
import { writeLogs } from './layouts/logs.ts';
import {
  disabledPlan,
  employeeListPlan,
  employeePaymentPlan,
  hardshipPlan,
  sentencePlan,
} from './layouts/offices.ts';
import { grantPlan, landLossPlan, leadPlans, onBehalfPlan } from './layouts/payments.ts';
import { householdPlan } from './layouts/register.ts';
import { rosterPlans, rostersElsewhere } from './layouts/roster.ts';
import { writeWholeOffice } from './layouts/whole-office.ts';
import type { Beneficiary, Paid } from './model.ts';
import { grantTheOthers } from './plants/funeral-grant.ts';
import { plantAll } from './plants/index.ts';
import { plantWholeOffice } from './plants/whole-office.ts';
import type { CountyMark } from './registry.ts';
import type { FilePlan } from './sheet.ts';
import { writeFile } from './write/file.ts';

export interface GenerateOptions {
  out: string;
  /** Drawing people; never fewer than the planted ones. */
  people: number;
  months: number;
  seed: number;
  /** `mixed`: every format and quirk; `csv`: plain text only, as large offices export. */
  format?: 'csv' | 'mixed';
  /** Rows of the household register. */
  residents?: number;
  /** The office's other lists, too: accounts, refunds, transfers, allowances, contributions, payrolls, cards. */
  isWholeOffice?: boolean;
  /** Of another county than the sample's. */
  mark?: CountyMark;
  /** Plants of one's own, beside those of the rules. */
  furnish?: (county: County) => void;
}

export interface Generated {
  inbox: string;
  answer_key: string;
  as_of: string;
  people: number;
  planted: number;
  findings: number;
  files: FileCount[];
}

/** The rates of the report are in force from here on; a county reaching further back would need older ones. */
export const MOST_MONTHS = 30;

/** Of more residents the days on which their relatives are born would run out of numbers. */
const MOST_RESIDENTS = 9_500_000;
const LARGE = 5_000;

/** Writes a synthetic county and its answer key. The same options give the same bytes. */
export function generateCounty(options: GenerateOptions): Generated {
  checkOptions(options);
  const county = buildCounty(options);
  const inbox = join(options.out, 'inbox');
  mkdirSync(inbox, { recursive: true });
  mkdirSync(join(options.out, 'answer-key'), { recursive: true });
  const files: FileCount[] = [];
  writeAll(county, options, (plan) => files.push(writeFile(inbox, plan)));
  const answer_key = join(options.out, 'answer-key', 'answer-key.json');
  const key = answerKeyOf(county, files);
  writeFileSync(answer_key, `${JSON.stringify(key, null, 1)}\n`);
  return {
    inbox,
    answer_key,
    as_of: county.as_of,
    people: county.beneficiaries.length,
    planted: key.people.length,
    findings: key.findings.length,
    files,
  };
}

/** The county itself, before anything is written. */
export function buildCounty({
  people,
  months,
  seed,
  isWholeOffice = false,
  mark,
  furnish,
}: Pick<GenerateOptions, 'people' | 'months' | 'seed' | 'isWholeOffice' | 'mark' | 'furnish'>): County {
  const county = new County(seed, months, mark);
  plantAll(county, people < 1_000 ? 1 : people < LARGE ? 2 : 4);
  if (isWholeOffice) plantWholeOffice(county);
  furnish?.(county);
  settleBulk(county, Math.max(0, people - county.beneficiaries.length));
  settleOthers(county, people);
  if (isWholeOffice) settleOfficeLists(county);
  grantTheOthers(county);
  return county;
}

function writeAll(county: County, options: GenerateOptions, write: WritePlan): void {
  const isLarge = options.people > LARGE;
  const isPlain = (options.format ?? (isLarge ? 'csv' : 'mixed')) === 'csv';
  const people: Beneficiary[] = inRosterOrder(county.beneficiaries);
  const residents = options.residents ?? Math.min(people.length * (isLarge ? 8 : 3), MOST_RESIDENTS);
  writeLists({ county, people, residents, isPlain, isLarge }, write, {
    rosters: rosterPlans(county, people, isPlain),
    certifications: certificationPlans(county, people, isPlain),
  });
  if (!options.isWholeOffice) return;
  writeWholeOffice(county, write);
  writeLogs(county, write);
  for (const plan of rostersElsewhere(county)) write(plan);
}

export type WritePlan = <Row>(plan: FilePlan<Row>) => void;

export interface ListShape {
  county: County;
  /** In the order of the rosters. */
  people: readonly Beneficiary[];
  /** Rows of the household register. */
  residents: number;
  isPlain: boolean;
  isLarge: boolean;
}

/** Every list of a county; those that come month by month as the caller has them. */
export function writeLists(
  { county, people, residents, isPlain, isLarge }: ListShape,
  write: WritePlan,
  {
    rosters,
    certifications,
  }: { rosters: Iterable<FilePlan<Paid>>; certifications: Iterable<FilePlan<Certification>> },
): void {
  for (const plan of rosters) write(plan);
  for (const plan of bankPlans(county, people, isLarge)) write(plan);
  write(policePlan(county, isPlain));
  write(certificatePlan(county));
  write(cremationPlan(county, isPlain));
  write(householdPlan(county, people, residents));
  write(sentencePlan(county));
  write(employeeListPlan(county, isPlain));
  write(employeePaymentPlan(county));
  for (const plan of certifications) write(plan);
  write(grantPlan(county, isPlain));
  write(onBehalfPlan(county, isPlain));
  write(disabledPlan(county));
  write(hardshipPlan(county, isPlain));
  write(landLossPlan(county, isPlain));
  for (const plan of leadPlans(county)) write(plan);
}

export function answerKeyOf(county: County, files: FileCount[]): AnswerKey {
  const planted = county.beneficiaries.filter((person) => person.lines !== null);
  return {
    seed: county.seed,
    as_of: county.as_of,
    first_month: county.first_month,
    last_month: county.last_month,
    settings: county.settings,
    people: planted.map((person) => ({
      person: person.key,
      name: person.roster_name,
      resident_id: person.roster_id,
      true_resident_id: person.resident_id,
    })),
    findings: county.findings,
    silent: county.silent,
    ...(county.reserved.length > 0 ? { reserved: county.reserved } : {}),
    leads: county.leads.map(({ batch, item, name, resident_id, answer }) => ({
      batch,
      item,
      name,
      resident_id,
      answer,
    })),
    files,
  };
}

function checkOptions(options: GenerateOptions): void {
  const { people, months, seed, out, residents = 1 } = options;
  const isCount = (value: number, most: number): boolean =>
    Number.isInteger(value) && value >= 1 && value <= most;
  if (
    !isCount(people, 1_500_000) ||
    !isCount(months, MOST_MONTHS) ||
    !isCount(residents, MOST_RESIDENTS) ||
    !Number.isInteger(seed)
  ) {
    throw new Refusal(
      'generate-options',
      `参数不对：人数为 1 至 1500000，月数为 1 至 ${MOST_MONTHS}，种子为整数。`,
      `Wrong options: people from 1 to 1500000, months from 1 to ${MOST_MONTHS}, a whole number as seed.`,
      EXIT.usage,
    );
  }
  const inbox = join(out, 'inbox');
  if (existsSync(inbox) && readdirSync(inbox).length > 0) {
    throw new Refusal(
      'generate-not-empty',
      `${inbox} 里已有文件。请换一个空文件夹，或先把它清空，以免混入真实数据。`,
      `${inbox} already holds files. Name an empty folder, or empty it first, lest made-up people mix with real ones.`,
    );
  }
}
