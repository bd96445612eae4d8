import type { SQLInputValue } from 'node:sqlite';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Origin } from '../case-events.ts';
import type { Milestones } from '../case-state.ts';
import type { Money } from '../money.ts';
import type { User } from '../roles.ts';
import { visibleTownships } from '../roles.ts';
import type { Status } from '../states.ts';

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

export interface Page {
  limit: number;
  /** The case number after which the page begins. */
  after?: number | undefined;
}

/** One page of the cases a user may see, oldest first. The scope is part of the question, not of the answer. */
export function listCases(
  ledger: Ledger,
  viewer: User | 'program',
  filter: CaseFilter = {},
  page: Page = { limit: 50 },
): CaseSummary[] {
  const { where, values } = condition(viewer, filter);
  return ledger
    .statement(`select * from case_state where ${where} and case_number > ? order by case_number limit ?`)
    .all(...values, page.after ?? 0, page.limit)
    .map(toSummary);
}

export function countCases(ledger: Ledger, viewer: User | 'program', filter: CaseFilter = {}): number {
  const { where, values } = condition(viewer, filter);
  return Number(
    ledger.statement(`select count(*) as cases from case_state where ${where}`).get(...values)?.cases,
  );
}

function condition(viewer: User | 'program', filter: CaseFilter): { where: string; values: SQLInputValue[] } {
  const parts: string[] = [];
  const values: SQLInputValue[] = [];
  const add = (sql: string, ...bound: SQLInputValue[]) => {
    parts.push(sql);
    values.push(...bound);
  };
  const scope = viewer === 'program' ? 'all' : visibleTownships(viewer);
  if (scope !== 'all') add(`township in (${places(scope)})`, ...scope);
  if (filter.status !== undefined) add(`status in (${places(filter.status)})`, ...filter.status);
  if (filter.township !== undefined) add('township = ?', filter.township);
  if (filter.assignee !== undefined) add('assignee = ?', filter.assignee);
  if (filter.is_unassigned === true) add('assignee is null');
  if (filter.person_id !== undefined) add('person_id = ?', filter.person_id);
  if (filter.is_open === true) add('is_finished = 0');
  if (filter.needs_attention === true) add('needs_attention = 1');
  if (filter.pending_document !== undefined) add('pending_document = ?', filter.pending_document);
  if (filter.rule_id !== undefined) {
    add(
      'case_id in (select case_id from finding_state where rule_id = ? and is_withdrawn = 0)',
      filter.rule_id,
    );
  }
  if (filter.text !== undefined && filter.text !== '') {
    const { text } = filter;
    const beginning = [text, `${text}\u{10ffff}`];
    // Each part by its own index: joined by `or`, SQLite would walk all cases in the order of the page.
    add(
      `case_id in (
         select case_id from case_state where name >= ? and name < ?
         union select case_id from case_state where debtor_name >= ? and debtor_name < ?
         union select case_id from case_state where resident_id = ?
         union select case_id from case_state where notice_number = ?
         union select case_id from case_state where case_id = ?)`,
      ...[...beginning, ...beginning, text, text, text],
    );
  }
  return { where: parts.length === 0 ? 'true' : parts.join(' and '), values };
}

function places(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

export function toSummary(row: Record<string, unknown>): CaseSummary {
  const { opened_seq: _opened, last_seq: _last, needs_attention: _needs, ...rest } = row;
  return {
    ...rest,
    is_finished: row.is_finished === 1,
    rules: JSON.parse(String(row.rules)) as string[],
    flags: JSON.parse(String(row.flags)) as string[],
    milestones: JSON.parse(String(row.milestones)) as Milestones,
  } as CaseSummary;
}
