import type { MatchStrength } from '../../../core/finding.ts';
import type { QueueView } from '../../../core/words/views.ts';
import { addCalendarDays } from '../../../core/working-days.ts';
import { PAST_TERM, type Status } from '../../states.ts';
import { allOf, literals, oneOf, places, type QueryCondition, whereGiven } from '../conditions.ts';
import { type Viewer, within } from '../scope.ts';
import { searched } from './search.ts';

export interface QueueFilter {
  view?: QueueView | undefined;
  /** Cases with a standing finding of one of these rules. */
  rules?: readonly string[] | undefined;
  strengths?: readonly MatchStrength[] | undefined;
  townships?: readonly string[] | undefined;
  statuses?: readonly Status[] | undefined;
  batch?: string | readonly string[] | undefined;
  /** Claimable money, both ends included. */
  from_fen?: number | undefined;
  to_fen?: number | undefined;
  /** Cases in which nothing is claimed, or in which money is at risk or owed to the person. */
  money?: 'none' | 'at-risk' | 'owed' | undefined;
  found_from?: string | undefined;
  found_to?: string | undefined;
  assignee?: string | undefined;
  person_ids?: readonly string[] | undefined;
  /** Part of a name, the beginning of its pinyin or initials, the end of a number, a case or a notice. */
  text?: string | undefined;
  is_priority?: boolean | undefined;
  /** The day at the office. Without it 'overdue' holds only what somebody has marked so, and 'new' the last night that found anything. */
  today?: string | undefined;
}

/** The cases of a filter that a viewer may see: the scope is part of the question, never of the answer. */
export function queueCondition(
  viewer: Viewer,
  filter: QueueFilter,
  ...more: readonly QueryCondition[]
): QueryCondition {
  return allOf(
    within(viewer),
    filter.view === undefined ? null : viewCondition(filter.view, viewer, filter.today),
    oneOf('strength', filter.strengths),
    oneOf('township', filter.townships),
    oneOf('status', filter.statuses),
    oneOf('person_id', filter.person_ids),
    rulesCondition(filter.rules),
    batchCondition(filter.batch),
    whereGiven('claimable_fen >= ?', filter.from_fen),
    whereGiven('claimable_fen <= ?', filter.to_fen),
    whereGiven('found_on >= ?', filter.found_from),
    whereGiven('found_on <= ?', filter.found_to),
    whereGiven('assignee = ?', filter.assignee),
    whereGiven('is_priority = ?', filter.is_priority === undefined ? undefined : Number(filter.is_priority)),
    filter.money === undefined ? null : MONEY[filter.money],
    filter.text === undefined || filter.text.trim() === '' ? null : searched(filter.text),
    ...more,
  );
}

const MONEY: Record<NonNullable<QueueFilter['money']>, QueryCondition> = {
  none: { where: 'claimable_fen = 0', values: [] },
  'at-risk': { where: 'at_risk_fen > 0', values: [] },
  owed: { where: 'owed_to_person_fen > 0', values: [] },
};

const IN_BATCH = 'case_id in (select case_id from batch_item where case_id is not null)';

export function viewCondition(view: QueueView, viewer: Viewer, today?: string): QueryCondition {
  switch (view) {
    case 'unassigned':
      return { where: `status = 'new'`, values: [] };
    case 'new': {
      const lastNight = 'found_run = (select max(found_run) from case_queue where found_run is not null)';
      if (today === undefined) return { where: lastNight, values: [] };
      // Where last night found nothing, an earlier night is not called the last.
      return { where: `${lastNight} and found_on >= ?`, values: [addCalendarDays(today, -1).on] };
    }
    case 'mine':
      return {
        where: 'assignee = ? and is_finished = 0',
        values: [viewer === 'program' ? null : viewer.user_id],
      };
    case 'overdue': {
      const marked = `status in (${literals(PAST_TERM)})`;
      return today === undefined
        ? { where: marked, values: [] }
        : { where: `(${marked} or due_on < ?)`, values: [today] };
    }
    case 'handed-down':
      return { where: `is_finished = 0 and (origin = 'handed-down' or ${IN_BATCH})`, values: [] };
    case 'all':
      return { where: 'true', values: [] };
  }
}

/** Nearly every case rests on one rule, which its own row names; only the others are looked up. */
function rulesCondition(rules: readonly string[] | undefined): QueryCondition | null {
  if (rules === undefined) return null;
  const list = places(rules);
  return {
    where: `(main_rule in (${list}) or (rule_count > 1 and exists (
      select 1 from finding_state
      where finding_state.case_id = case_queue.case_id and finding_state.is_withdrawn = 0
        and finding_state.rule_id in (${list}))))`,
    values: [...rules, ...rules],
  };
}

function batchCondition(batch: string | readonly string[] | undefined): QueryCondition | null {
  if (batch === undefined) return null;
  const batches = typeof batch === 'string' ? [batch] : batch;
  return {
    where: `case_id in (select case_id from batch_item where batch_id in (${places(batches)}))`,
    values: [...batches],
  };
}
