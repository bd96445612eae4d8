import type { CaseState } from '../../../../casework/case-state.ts';
import { execute } from '../../../../casework/execute.ts';
import type { Move } from '../../../../core/words/moves.ts';
import type { Asking } from '../../desk.ts';
import { throwRefused } from '../../refused.ts';

interface Act {
  key: string;
  move: Move;
  expected_last_seq: number | null;
  input: Record<string, unknown>;
}

/** Any move of the table through the one door of the casebook, refused there in its own words. */
export function act(asking: Asking, state: CaseState, { key, move, expected_last_seq, input }: Act) {
  const { desk, user, via } = asking;
  const outcome = execute(desk.ledger, desk.office, {
    key,
    user: user.user_id,
    via,
    case_id: state.case_id,
    move,
    input,
    expected_last_seq,
  });
  if (!outcome.ok) throwRefused(outcome.refusal);
  return { status: outcome.state.status, last_seq: outcome.state.last_seq };
}
