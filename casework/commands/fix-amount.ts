import { z } from 'zod';
import type { AmountLine } from '../case-events.ts';
import type { CaseState } from '../case-state.ts';
import { claimOf } from '../claim.ts';
import { versionInForce } from '../money.ts';
import { refuse } from '../refusals.ts';
import { defineCommand } from './command.ts';
import { optionalText, positiveFen, reason, signedFen } from './fields.ts';
import { proposeDocument } from './propose.ts';

const line = z.strictObject({
  month: z.int().min(185001).max(210012).nullable(),
  component: z.string().min(1),
  amount_fen: signedFen,
});

const adjustment = z.strictObject({ reason, amount_fen: signedFen });

/**
 * Fixes what is owed, by month and component, and puts it before the approval chain. Without lines the
 * claim of the findings is taken; a plain total is set against the claim as one adjustment. Fixing it
 * again after an approval makes a new version, which is approved again.
 */
export const fixAmount = defineCommand({
  move: 'fix-amount',
  input: z.strictObject({
    lines: z.array(line).min(1).optional(),
    total_fen: positiveFen.optional(),
    adjustments: z.array(adjustment).default([]),
    ground: optionalText,
  }),
  handle: (context, state, input) => {
    const lines: readonly AmountLine[] = input.lines ?? claimedLines(state);
    const adjustments = [...input.adjustments];
    const before = sum(lines) + sum(adjustments);
    if (input.total_fen !== undefined && input.total_fen !== before) {
      adjustments.push({ reason: input.ground ?? '核定', amount_fen: input.total_fen - before });
    }
    const assessed = sum(lines) + sum(adjustments);
    if (!Number.isSafeInteger(assessed)) return refuse('amount-unsafe', {});
    if (lines.length === 0 && adjustments.length === 0) return refuse('nothing-claimed', {});
    if (assessed <= 0) return refuse('amount-not-positive', {});
    const present = versionInForce(state.amounts);
    if (
      present?.status === 'approved' &&
      present.assessed_fen === assessed &&
      state.status !== 'substantiated'
    ) {
      return refuse('same-amount', {});
    }
    const version = state.amounts.length + 1;
    const proposed = proposeDocument(context, state, {
      kind: 'decision',
      amount_fen: assessed,
      ground: input.ground ?? '',
      version,
    });
    if (!Array.isArray(proposed)) return proposed;
    const fixed = { version, lines, adjustments, assessed_fen: assessed, to: 'substantiated' as const };
    return [{ type: 'AmountFixed', payload: fixed }, ...proposed];
  },
});

function claimedLines(state: CaseState): AmountLine[] {
  const live = Object.values(state.findings).filter(
    (held) => !held.is_withdrawn && held.cleared_hash === null,
  );
  return claimOf(live.map((held) => held.finding)).lines;
}

function sum(parts: readonly { amount_fen: number }[]): number {
  return parts.reduce((total, part) => total + part.amount_fen, 0);
}
