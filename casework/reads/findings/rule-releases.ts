import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { rowsOf } from '../rows.ts';

export const RULE_RELEASED = 'RuleReleased';

/** What a rule had found on the night on which it was held. */
export interface HeldFigures {
  rule_id: string;
  run: number;
  as_of: string;
  findings: number;
  /** Findings that stood in no case. */
  fresh: number;
}

/** A person's word that a rule that found far more than ever may go on. */
export interface RuleRelease extends HeldFigures {
  reason: string;
  by: string;
  at: string;
}

/** Every release that was ever given, in order. Asked for by type: the looks of years stand in the same stream. */
export function listReleases(ledger: Ledger): RuleRelease[] {
  return rowsOf<{ actor: string; at: string; payload: string }>(
    ledger,
    `select actor, at, payload from event where stream = 'rule' and type = ? order by seq`,
    RULE_RELEASED,
  ).map(({ actor, at, payload }) => {
    const released = JSON.parse(payload) as Omit<RuleRelease, 'by' | 'at'>;
    return { ...released, by: actor, at };
  });
}
