import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { firstOf, rowsOf } from '../rows.ts';
import { type Viewer, within } from '../scope.ts';

export interface HeldBackFinding {
  finding_key: string;
  rule_id: string;
  case_id: string;
  name: string;
  township: string | null;
  amount_fen: number | null;
  match_strength: string;
  evidence_hash: string;
  /** The place in the journal of the last decision of its case. */
  decided_seq: number;
}

/** What the last nights found again and a person had cleared with exactly this evidence. */
export function listHeldBack(ledger: Ledger, viewer: Viewer): HeldBackFinding[] {
  const { where, values } = within(viewer);
  return rowsOf(
    ledger,
    `select finding_state.finding_key, finding_state.rule_id, finding_state.case_id, case_state.name,
       case_state.township, finding_state.amount_fen, finding_state.match_strength, finding_state.evidence_hash,
       (
           select coalesce(max(seq), 0) from event
           where stream = 'case' and subject_id = finding_state.case_id
             and type in ('CaseCleared', 'CaseSubstantiated')
       ) as decided_seq
     from finding_state
     inner join case_state on case_state.case_id = finding_state.case_id
     where finding_state.is_held_back = 1 and ${where}
     order by case_state.case_number, finding_state.finding_key`,
    ...values,
  );
}

/** Cases that a person had cleared and that came back since an instant, with other evidence. */
export function countReturned(ledger: Ledger, since: string): number {
  const sql =
    "select count(*) as cases from event where stream = 'case' and type = 'CaseReturned' and at >= ?";
  return firstOf<{ cases: number }>(ledger, sql, since)?.cases ?? 0;
}
