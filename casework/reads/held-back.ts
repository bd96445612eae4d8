import type { Ledger } from '../../storage/ledger/ledger.ts';
import { type User, visibleTownships } from '../roles.ts';

export interface HeldBackFinding {
  finding_key: string;
  rule_id: string;
  case_id: string;
  name: string;
  township: string | null;
  amount_fen: number | null;
  match_strength: string;
}

/** What the last nights found again and a person had cleared with exactly this evidence. */
export function listHeldBack(ledger: Ledger, viewer: User | 'program'): HeldBackFinding[] {
  const scope = viewer === 'program' ? 'all' : visibleTownships(viewer);
  const rows = ledger.db
    .prepare(
      `select finding_state.finding_key, finding_state.rule_id, finding_state.case_id, case_state.name,
         case_state.township, finding_state.amount_fen, finding_state.match_strength
       from finding_state
       inner join case_state on case_state.case_id = finding_state.case_id
       where finding_state.is_held_back = 1
       order by case_state.case_number, finding_state.finding_key`,
    )
    .all() as unknown as HeldBackFinding[];
  return rows
    .filter((row) => scope === 'all' || (row.township !== null && scope.includes(row.township)))
    .map((row) => ({ ...row }));
}
