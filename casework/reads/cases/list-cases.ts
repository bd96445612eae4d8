import type { Origin } from '../../../core/words/case.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { Milestones } from '../../case-state.ts';
import type { Money } from '../../money-columns.ts';
import type { Status } from '../../states.ts';
import { allOf, beginning, oneOf, only, type QueryCondition, whereGiven } from '../conditions.ts';
import { keptFirst } from '../kept-rows.ts';
import { IS_APPROVED } from '../money/approved.ts';
import { OWED_TO_PERSON } from '../money/owed-to-person.ts';
import { type Viewer, within } from '../scope.ts';

/** One case as a list shows it. */
export interface CaseSummary extends Money {
  case_id: string;
  case_number: number;
  person_id: string;
  resident_id: string | null;
  name: string;
  township: string | null;
  village: string | null;
  status: Status;
  is_finished: boolean;
  /** What the findings say is owed to the person; part of no claim. */
  owed_to_person_fen: number;
  /** Whether the amount was signed; one that waits for its signatures is nobody's debt yet. */
  is_signed: boolean;
  origin: Origin;
  assignee: string | null;
  debtor_name: string;
  notice_number: string | null;
  opened_on: string;
  rules: string[];
  flags: string[];
  pending_document: string | null;
  milestones: Milestones;
}

export interface CaseFilter {
  status?: readonly Status[] | undefined;
  township?: string | undefined;
  assignee?: string | undefined;
  /** Cases nobody has taken. */
  is_unassigned?: boolean | undefined;
  rule_id?: string | undefined;
  person_id?: string | undefined;
  is_open?: boolean | undefined;
  needs_attention?: boolean | undefined;
  pending_document?: string | undefined;
  /** Beginning of a name, or a whole resident number, case number or notice number. */
  text?: string | undefined;
}

export interface CaseSlice {
  limit: number;
  /** The case number after which the page begins. */
  after?: number | undefined;
}

const IS_SIGNED = `${IS_APPROVED} as is_signed`;

const OWED = `${OWED_TO_PERSON} as owed_to_person_fen`;

/** One page of the cases a user may see, oldest first. The scope is part of the question, not of the answer. */
export function listCases(
  ledger: Ledger,
  viewer: Viewer,
  filter: CaseFilter = {},
  page: CaseSlice = { limit: 50 },
): CaseSummary[] {
  const { where, values } = condition(viewer, filter);
  return ledger
    .statement(
      `select *, ${IS_SIGNED}, ${OWED} from case_state where ${where} and case_number > ? order by case_number limit ?`,
    )
    .all(...values, page.after ?? 0, page.limit)
    .map(toSummary);
}

/** One case as lists show it, whoever asks; null where there is none of this id. */
export function findCase(ledger: Ledger, caseId: string): CaseSummary | null {
  const row = ledger
    .statement(`select *, ${IS_SIGNED}, ${OWED} from case_state where case_id = ?`)
    .get(caseId);
  return row === undefined ? null : toSummary(row);
}

export function countCases(ledger: Ledger, viewer: Viewer, filter: CaseFilter = {}): number {
  const { where, values } = condition(viewer, filter);
  const counted = `select count(*) as cases from case_state where ${where}`;
  return keptFirst<{ cases: number }>(ledger, counted, ...values)?.cases ?? 0;
}

function condition(viewer: Viewer, filter: CaseFilter): QueryCondition {
  return allOf(
    within(viewer),
    oneOf('status', filter.status),
    whereGiven('township = ?', filter.township),
    whereGiven('assignee = ?', filter.assignee),
    only(filter.is_unassigned, 'assignee is null'),
    whereGiven('person_id = ?', filter.person_id),
    only(filter.is_open, 'is_finished = 0'),
    only(filter.needs_attention, 'needs_attention = 1'),
    whereGiven('pending_document = ?', filter.pending_document),
    whereGiven(
      'case_id in (select case_id from finding_state where rule_id = ? and is_withdrawn = 0)',
      filter.rule_id,
    ),
    filter.text === undefined || filter.text === '' ? null : named(filter.text),
  );
}

/** Each part by its own index: joined by `or`, SQLite would walk all cases in the order of the page. */
function named(text: string): QueryCondition {
  return {
    where: `case_id in (
      select case_id from case_state where name >= ? and name < ?
      union select case_id from case_state where debtor_name >= ? and debtor_name < ?
      union select case_id from case_state where resident_id = ?
      union select case_id from case_state where notice_number = ?
      union select case_id from case_state where case_id = ?)`,
    values: [...beginning(text), ...beginning(text), text, text, text],
  };
}

function toSummary(row: Record<string, unknown>): CaseSummary {
  const { opened_seq: _opened, last_seq: _last, needs_attention: _needs, ...rest } = row;
  return {
    ...rest,
    is_finished: row.is_finished === 1,
    is_signed: row.is_signed === 1,
    rules: JSON.parse(String(row.rules)) as string[],
    flags: JSON.parse(String(row.flags)) as string[],
    milestones: JSON.parse(String(row.milestones)) as Milestones,
  } as CaseSummary;
}
