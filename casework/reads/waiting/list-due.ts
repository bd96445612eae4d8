import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { Milestones } from '../../case-state.ts';
import { DEBTORS_OWN, type DueDate, dueDates, STATES_WITH_TERMS } from '../../clocks/due.ts';
import type { ClockParameter } from '../../clocks/parameters.ts';
import type { Money } from '../../money-columns.ts';
import type { Status } from '../../states.ts';
import { allOf, literals, whereGiven } from '../conditions.ts';
import { townshipsOf, type Viewer, within } from '../scope.ts';
import { countUnanswered, listBatches } from './batches.ts';

/** Something that falls due, and in which case or batch. */
export interface DueItem extends Omit<DueDate, 'clock'> {
  clock: DueDate['clock'] | 'batch-reply';
  subject_id: string;
  name: string;
  township: string | null;
  assignee: string | null;
  is_past: boolean;
}

/**
 * What falls due up to a day, oldest first. Past terms that close a right of the debtor (reconsideration,
 * litigation) stop being listed once they are over; what the office has to do stays until it is done.
 */
export function listDue(
  ledger: Ledger,
  clocks: readonly ClockParameter[],
  viewer: Viewer,
  asOf: string,
  untilOn: string,
  /** Only what is in hand of one person, and the batches. */
  assignee: string | null = null,
): DueItem[] {
  const { where, values } = allOf(within(viewer), whereGiven('assignee = ?', assignee ?? undefined));
  const rows = ledger
    .statement(
      `select case_id, name, township, assignee, status, milestones, outstanding_fen
       from case_state
       where status in (${literals([...STATES_WITH_TERMS])})
         and ${where}
       order by case_number`,
    )
    .all(...values);
  const due: DueItem[] = [];
  for (const row of rows) {
    const state = {
      status: row.status as Status,
      milestones: JSON.parse(String(row.milestones)) as Milestones,
      money: { outstanding_fen: Number(row.outstanding_fen) } as Money,
    };
    for (const date of dueDates(clocks, state)) {
      const is_past = date.due_on < asOf;
      const isOver = is_past && DEBTORS_OWN.has(date.clock);
      if (date.due_on > untilOn || isOver) continue;
      due.push({
        ...date,
        subject_id: String(row.case_id),
        name: String(row.name),
        township: row.township === null ? null : String(row.township),
        assignee: row.assignee === null ? null : String(row.assignee),
        is_past,
      });
    }
  }
  if (townshipsOf(viewer) === 'all') due.push(...batchReplies(ledger, asOf, untilOn));
  return due.sort((one, other) => (one.due_on < other.due_on ? -1 : Number(one.due_on > other.due_on)));
}

function batchReplies(ledger: Ledger, asOf: string, untilOn: string): DueItem[] {
  return listBatches(ledger).flatMap((batch): DueItem[] => {
    const due_on = batch.reply_due_on;
    if (due_on === null || due_on > untilOn || countUnanswered(ledger, batch.batch_id) === 0) return [];
    return [
      {
        clock: 'batch-reply',
        zh: '疑点反馈期限',
        en: 'reply to the batch',
        due_on,
        is_certain: true,
        note: null,
        basis: batch.title,
        amount_fen: null,
        subject_id: batch.batch_id,
        name: batch.title,
        township: null,
        assignee: null,
        is_past: due_on < asOf,
      },
    ];
  });
}
