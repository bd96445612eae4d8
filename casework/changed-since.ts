import { type AmountLine, claimOf, wholeOf } from '../core/claim.ts';
import { formatYuan } from '../core/money.ts';
import type { AmountVersion, CaseState, Flag } from './case-state.ts';
import { claimWithout } from './decision-guard.ts';
import { liveFindings } from './main-finding.ts';
import { type CommandRefusal, refuse } from './refusals.ts';

/** What a night changed in a case after somebody worked on it: nobody decides, signs or writes past that. */

/** Nobody goes on with a claim that the data no longer show before a person has looked. */
export function refuseUnseenChange({
  case_id,
  flags,
}: Pick<CaseState, 'case_id'> & { flags: readonly Pick<Flag, 'code'>[] }): CommandRefusal | null {
  const isUnseen = flags.some(({ code }) => code === 'finding-withdrawn' || code === 'evidence-changed');
  return isUnseen ? refuse('changed-unseen', { case: case_id }) : null;
}

/** An amount that rests on money of a month that nobody claims any more is fixed anew, and signed anew. */
export function refuseOutdated(state: CaseState, version: AmountVersion | null): CommandRefusal | null {
  if (version === null || !isOutdated(state, version)) return null;
  return refuse('amount-outdated', {
    amount: formatYuan(version.assessed_fen),
    claimed: formatYuan(wholeOf(claimOf(liveFindings(state)))),
  });
}

/** Whether some month of an amount is claimed no more, or at less than the amount takes from the findings. */
export function isOutdated(state: CaseState, { lines, struck }: AmountVersion): boolean {
  const left = byMonth(claimWithout(claimOf(liveFindings(state)).lines, struck));
  return [...byMonth(lines)].some(([month, fen]) => fen > (left.get(month) ?? 0));
}

function byMonth(lines: readonly AmountLine[]): Map<number | null, number> {
  const sums = new Map<number | null, number>();
  for (const { month, amount_fen } of lines) sums.set(month, (sums.get(month) ?? 0) + amount_fen);
  return sums;
}
