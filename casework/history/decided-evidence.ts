import type { Finding } from '../../core/finding.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { CaseState } from '../case-state.ts';
import { applyEvent } from '../fold.ts';
import { decisionInForce } from '../main-finding.ts';
import { versionInForce } from '../money.ts';
import { readHistory } from './read-history.ts';

/** A case in which somebody's decision stands, with the evidence it rests on. */
export interface DecidedCase {
  state: CaseState;
  /** The findings as they stood when it was decided, or when its amount was last fixed. */
  findings: Finding[];
  /** The day of that. */
  on: string;
  /** What the amount in force comes to; null where none was fixed. */
  assessed_fen: number | null;
}

/** Every case with a decision that stands, in the order of their numbers. */
export function decidedCases(ledger: Ledger): DecidedCase[] {
  return [...readHistory(ledger).values()]
    .flatMap((dated) => {
      let state: CaseState | null = null;
      let judged: Pick<DecidedCase, 'findings' | 'on'> | null = null;
      for (const { on, event } of dated) {
        const before: CaseState | null = state;
        state = applyEvent(before, event);
        const isDecided = state.decided !== null && state.decided !== before?.decided;
        const isFixed = state.amounts.length > (before?.amounts.length ?? 0);
        if (isDecided || isFixed) judged = { findings: standingIn(state), on };
      }
      if (state === null || judged === null || decisionInForce(state) === null) return [];
      return [{ state, ...judged, assessed_fen: versionInForce(state.amounts)?.assessed_fen ?? null }];
    })
    .sort((one, other) => one.state.case_number - other.state.case_number);
}

/** All that a person could judge: also what they cleared. */
function standingIn({ findings }: CaseState): Finding[] {
  return Object.values(findings)
    .filter(({ is_withdrawn }) => !is_withdrawn)
    .map(({ finding }) => finding);
}
