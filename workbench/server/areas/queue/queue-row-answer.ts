import { businessDay } from '../../../../casework/business-day.ts';
import type { QueueRow as CaseRow } from '../../../../casework/reads/queue/list-queue.ts';
import { listUsers } from '../../../../casework/reads/users/users.ts';
import { maskName, maskResidentId } from '../../../../core/mask.ts';
import { addCalendarDays } from '../../../../core/working-days.ts';
import type { QueueRow } from '../../../contract/queue.ts';
import type { Asking } from '../../desk.ts';
import { type RecordedTitles, ruleTitles } from './rule-titles.ts';

/** What rows of one answer have in common. */
interface Setting {
  titles: RecordedTitles;
  names: ReadonlyMap<string, string>;
  userId: string;
  yesterday: string;
}

export async function queueRowAnswers(asking: Asking, rows: readonly CaseRow[]): Promise<QueueRow[]> {
  const { desk, user } = asking;
  const setting: Setting = {
    titles: await ruleTitles(desk),
    names: new Map(listUsers(desk.ledger).map(({ user_id, display_name }) => [user_id, display_name])),
    userId: user.user_id,
    yesterday: addCalendarDays(businessDay(desk.office.now()), -1).on,
  };
  return rows.map((row) => queueRowAnswer(row, setting));
}

/** A row as a list shows it: names and numbers masked, for the holder of the case too. */
function queueRowAnswer(row: CaseRow, { titles, names, userId, yesterday }: Setting): QueueRow {
  const zh = row.main_rule_title ?? '';
  const en = titles.get(row.main_rule ?? '')?.english ?? zh;
  return {
    case_id: row.case_id,
    name: maskName(row.name),
    resident_id: maskResidentId(row.resident_id),
    township: row.township,
    rule_id: row.main_rule,
    title: { zh, en },
    other_rules: Math.max(0, row.rule_count - 1),
    why: { zh: row.why, en: row.why_en ?? en },
    strength: row.strength,
    months: row.months,
    claimable_fen: row.claimable_fen,
    possible_fen: row.possible_fen,
    at_risk_fen: row.at_risk_fen,
    owed_to_person_fen: row.owed_to_person_fen,
    minutes: row.trust?.minutes ?? null,
    trust: trustAnswer(row.trust),
    found_on: row.found_on,
    status: row.status,
    marks: marksOf(row, yesterday),
    holder: row.assignee === null ? null : (names.get(row.assignee) ?? row.assignee),
    is_mine: row.assignee === userId,
    last_seq: row.last_seq,
  };
}

/** Of all decided cases together nothing is said of one: then it is unknown. */
function trustAnswer(trust: CaseRow['trust']): QueueRow['trust'] {
  if (trust === null || trust.interval === null || trust.share === null || trust.group === 'all') {
    return { decided_here: trust?.decided_here ?? 0, shown: null };
  }
  const { share, interval, decided, group, decided_here } = trust;
  return { decided_here, shown: { share, ...interval, decided, group } };
}

function marksOf(row: CaseRow, yesterday: string): QueueRow['marks'] {
  const marks: QueueRow['marks'] = [];
  if (row.is_priority) marks.push('priority');
  if (row.flags.includes('sent-back')) marks.push('sent-back');
  if (row.flags.includes('returned')) marks.push('returned');
  if (row.flags.includes('evidence-changed')) marks.push('evidence-changed');
  // as the tab of last night's cases counts them
  if (row.is_new && row.found_on >= yesterday) marks.push('fresh');
  return marks;
}
