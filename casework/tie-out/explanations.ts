import type { DifferenceReason } from '../../core/words/tie-out.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { businessDay } from '../business-day.ts';
import type { LedgerRow } from '../marts/tables.ts';
import { standingDecisions } from '../standing-decisions.ts';

/** What somebody says of one difference, as it stood when they looked at it. */
interface Explanation {
  difference_key: string;
  /** What each party stated; an explanation of other amounts is none. */
  stated: string;
  reason: DifferenceReason;
  words: string;
}

export const explanations = standingDecisions<Pick<Explanation, 'difference_key'>, Explanation>({
  stream: 'tie-out',
  entered: 'DifferenceExplained',
  revoked: 'ExplanationRevoked',
  subjectOf: ({ difference_key }) => difference_key,
  notEntitled: [
    'explanation-not-entitled',
    '只有稽核人员和基金监督人员可以说明对账差异。',
    'Only investigators and supervisors may explain a difference of the tie-out.',
  ],
  notStanding: [
    'explanation-unknown',
    '这项差异没有说明，不能撤回。请重新打开这个月的对账。',
    'Nothing was said of this difference, so nothing can be taken back. Open the month again.',
  ],
});

/** The explanations that stand, as the marts take them. */
export function listExplanations(ledger: Ledger): LedgerRow<'tie_out_explained'>[] {
  return explanations.list(ledger).map(({ decision, event }) => ({
    difference_key: decision.difference_key,
    stated: decision.stated,
    reason: decision.reason,
    words: decision.words,
    explained_by: event.actor,
    explained_on: businessDay(event.at),
  }));
}
