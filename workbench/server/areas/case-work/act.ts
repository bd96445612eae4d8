import type { CaseState } from '../../../../casework/case-state.ts';
import type { Move } from '../../../../core/words/moves.ts';
import { carryOutAsked } from '../../carry-out.ts';
import type { Asking } from '../../desk.ts';

interface Act {
  key: string;
  move: Move;
  expected_last_seq: number | null;
  input: Record<string, unknown>;
}

/** Any move of the table through the one door of the casebook, refused there in its own words. */
export function act(asking: Asking, { case_id }: CaseState, { key, move, expected_last_seq, input }: Act) {
  const { status, last_seq } = carryOutAsked(asking, { key, case_id, move, input, expected_last_seq });
  return { status, last_seq };
}
