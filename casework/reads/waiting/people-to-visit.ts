import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { Status } from '../../states.ts';
import { isVisitNote } from '../../visits/visit.ts';
import { literals, places } from '../conditions.ts';
import { rowsOf } from '../rows.ts';
import { townshipsOf, type Viewer } from '../scope.ts';

/** Somebody to be visited, whole; the door masks. */
export interface PersonToVisit {
  case_id: string;
  name: string;
  resident_id: string | null;
  township: string | null;
  village: string | null;
  status: Status;
  assignee: string | null;
  last_seq: number;
  why: string;
  why_en: string | null;
  is_overdue: boolean;
}

const OPEN: readonly Status[] = ['new', 'investigating', 'unverifiable'];

/**
 * Whom the viewer may visit, village by village: of a township's own people everybody whose case is undecided; of the whole
 * office those whom a rule would have visited, and those whose case the viewer holds. One more than `limit` says that there are
 * more.
 */
export function peopleToVisit(
  ledger: Ledger,
  viewer: Viewer,
  { rules, holder, limit }: { rules: readonly string[]; holder: string; limit: number },
): PersonToVisit[] {
  const visible = townshipsOf(viewer);
  const scope =
    visible === 'all'
      ? '(case_state.assignee = ? or case_state.case_id in (select case_id from overdue))'
      : `case_state.township in (${places(visible)})`;
  const rows = rowsOf<Omit<PersonToVisit, 'is_overdue'> & { is_overdue: number }>(
    ledger,
    `with overdue as (
       select distinct case_id from finding_state where rule_id in (${places(rules)}) and is_withdrawn = 0)
     select case_state.case_id, case_state.name, case_state.resident_id, case_state.township, case_state.village,
       case_state.status, case_state.assignee, case_state.last_seq, queue_label.why, queue_label.why_en,
       case_state.case_id in (select case_id from overdue) as is_overdue
     from case_state inner join queue_label on queue_label.case_id = case_state.case_id
     where ${scope} and case_state.status in (${literals(OPEN)})
     order by case_state.township, case_state.village, case_state.name, case_state.case_id
     limit ?`,
    ...rules,
    ...(visible === 'all' ? [holder] : visible),
    limit + 1,
  );
  return rows.map((row) => ({ ...row, is_overdue: row.is_overdue === 1 }));
}

/** The note of the last visit that was reported of a case; null where none was. */
export function lastVisitNote(ledger: Ledger, caseId: string): string | null {
  const notes = rowsOf<{ text: string }>(
    ledger,
    `select payload ->> '$.text' as text from event
     where stream = 'case' and subject_id = ? and type = 'NoteAdded' order by seq desc`,
    caseId,
  );
  return notes.find(({ text }) => isVisitNote(text))?.text ?? null;
}
