import type { ItemAnswer } from '../../core/words/items.ts';
import type { Sex } from './names.ts';

/** Who somebody is, as the office's own records have it. */
export interface Identity {
  name: string;
  resident_id: string;
  born_on: string;
  sex: Sex;
  township: string;
  village: string;
}

export interface Registration {
  status: '正常' | '注销' | '迁出';
  kind: string;
  changed_on: string | null;
}

export interface Resident extends Identity {
  household_no: string;
  relation: string;
  registration: Registration;
  former_name: string;
  former_resident_id: string;
}

export type LineState = '已支付' | '支付失败' | '退票' | '待支付' | '已冲销' | '暂停发放';

/** One row of a payout roster. */
export interface RosterLine {
  month: number;
  paid_month: number;
  basic_fen: number;
  age_fen: number;
  long_fen: number;
  account_fen: number;
  disability_fen: number;
  arrears_fen: number;
  arrears_months: number;
  state: LineState;
  /** The bank sent the money back although the roster calls the line paid. */
  bank_reason?: string;
  /** Where this row names another number or account than the person's usual one. */
  resident_id?: string;
  account?: string;
  /** What the office writes for the state, where it is not the usual word for it. */
  state_word?: string;
  remark?: string;
  /** Paid with a list of its own, beside the month's main roster. */
  is_supplementary?: boolean;
}

/** Somebody on a payout roster. */
export interface Beneficiary extends Resident {
  key: string;
  /** Number and name as the roster has them: mostly the true ones. */
  roster_id: string;
  roster_name: string;
  account: string;
  holder: string;
  guardian: string;
  remark: string;
  start_month: number;
  account_fen: number;
  long_fen: number;
  disability_fen: number;
  died_on: string | null;
  /** Planted people carry their own lines; those of everybody else follow from the rates. */
  lines: RosterLine[] | null;
  certifications: Certified[] | null;
  /** On the household register; namesakes of other counties are not. */
  is_registered: boolean;
}

/** One row of a roster, with the person it is about. */
export interface Paid {
  person: Beneficiary;
  line: RosterLine;
}

export interface Certified {
  on: string;
  channel: string;
  /** Where the list names another number or name than the person's own. */
  resident_id?: string;
  name?: string;
}

export interface PoliceRecord {
  who: Identity;
  reason: string;
  died_on: string | null;
  cancelled_on: string;
  revoked_on: string | null;
  note: string;
}

export interface DeathCertificate {
  who: Identity;
  died_on: string;
  issued_on: string;
  place: string;
  cause: string;
}

export interface Cremation {
  name: string;
  resident_id: string;
  sex: Sex;
  born_on: string;
  cremated_on: string;
}

export interface Sentence {
  who: Identity;
  penalty: string;
  term: string;
  starts_on: string;
  ends_on: string | null;
  execution: string;
  released_on: string | null;
  note: string;
}

export interface EmployeePensioner {
  who: Identity;
  status: string;
  start_month: number | null;
  end_month: number | null;
  monthly_fen: number | null;
}

export interface EmployeePayment {
  who: Identity;
  month: number;
  amount_fen: number;
}

export interface FuneralGrant {
  who: Identity;
  died_on: string;
  amount_fen: number;
  paid_on: string;
  state: LineState;
}

export interface PaidOnBehalf {
  who: Identity;
  category: string;
  amount_fen: number;
  paid_on: string;
}

export interface Disability {
  who: Identity;
  grade: string;
  certified_on: string;
}

export interface Hardship {
  who: Identity;
  kind: string;
  approved_on: string;
}

export interface LandLossSubsidy {
  who: Identity;
  project: string;
  plot: string;
  amount_fen: number;
  paid_on: string;
  state: LineState;
}

/** A personal account as the ledger has it at the end of the year. */
export interface Account {
  who: Identity;
  balance_fen: number;
  award_balance_fen?: number;
  state?: string;
  remark?: string;
}

export interface Refund {
  who: Identity;
  ground: string;
  balance_fen: number;
  subsidy_fen: number;
  amount_fen: number;
  paid_on: string;
  state?: LineState;
}

export interface Transfer {
  who: Identity;
  left_on: string;
  state: string;
}

export interface Insured {
  who: Identity;
  status: string;
  years: number;
}

export interface PublicPay {
  who: Identity;
  kind: string;
  month: number;
  amount_fen: number;
}

export interface Allowance {
  who: Identity;
  month: number;
  amount_fen: number;
}

export interface Contribution {
  who: Identity;
  tier_fen: number;
  subsidy_fen: number;
  paid_on: string;
}

export interface Identified {
  who: Identity;
  project: string;
  result: string;
  entitled_fen: number;
  due_on: string;
}

export interface GrantElsewhere {
  who: Identity;
  died_on: string;
  amount_fen: number;
  paid_on: string;
}

export interface Card {
  who: Identity;
  state: string;
  place: string;
}

export interface Excluded {
  who: Identity;
  ground: string;
}

export interface ChangeEntry {
  who: Identity;
  item: string;
  before: string;
  after: string;
  changed_on: string;
  operator: string;
  reason: string;
}

/** One step of one piece of business, by one login. */
export interface Operation {
  who: Identity;
  business_no: string;
  step: string;
  operator: string;
  done_on: string;
}

export type LeadAnswer = ItemAnswer;

export interface Lead {
  batch: string;
  item: number;
  kind: string;
  name: string;
  resident_id: string;
  alleged_on: string | null;
  told_by: string;
  months: number;
  amount_fen: number;
  answer: LeadAnswer;
}

export const CHANNELS = {
  batch: '数据比对',
  app: '手机APP',
  window: '经办机构窗口',
  visit: '上门认证',
  terminal: '自助终端',
} as const;

export function lineTotal(line: RosterLine): number {
  return (
    line.basic_fen + line.age_fen + line.long_fen + line.account_fen + line.disability_fen + line.arrears_fen
  );
}

/** Settled: the money left the fund and stayed out. */
export function isSettled(line: RosterLine): boolean {
  return line.state === '已支付' && line.bank_reason === undefined;
}
