import { z } from 'zod';
import { type AmountLine, claimOf } from '../../core/claim.ts';
import { formatMonth } from '../../core/month.ts';
import { month } from '../../core/shapes.ts';
import type { StruckMonth } from '../case-events.ts';
import { pendingDocument } from '../case-state.ts';
import { isOutdated } from '../changed-since.ts';
import { liveFindings } from '../main-finding.ts';
import { versionInForce } from '../money.ts';
import { refuseAmount } from '../owed.ts';
import { refuse } from '../refusals.ts';
import { defineCommand } from './command.ts';
import { inputShapeOf, MOST_LINES, signedFen } from './fields.ts';
import { proposeDocument, refusePending } from './propose.ts';

const line = z.strictObject({
  month: month.nullable(),
  component: z.string().min(1),
  amount_fen: signedFen,
});

/**
 * Fixes what is owed, by month and component, and puts it before the approval chain. Without lines the
 * claim of the findings is taken, but for months struck out with a reason; a plain total is set against the claim as one adjustment. Fixing it
 * again after an approval makes a new version, which is approved again.
 */
export const fixAmount = defineCommand({
  move: 'fix-amount',
  input: inputShapeOf('fix-amount').extend({ lines: z.array(line).min(1).max(MOST_LINES).optional() }),
  hinders: (_context, state) => (pendingDocument(state)?.kind === 'decision' ? null : refusePending(state)),
  handle: (context, state, input) => {
    const claimed: readonly AmountLine[] = input.lines ?? claimOf(liveFindings(state)).lines;
    const absent = input.struck.find((one) => claimed.every((part) => part.month !== one.month));
    if (absent !== undefined) return refuse('month-not-claimed', { month: formatMonth(absent.month) });
    const lines = claimed.filter((part) => input.struck.every((one) => one.month !== part.month));
    const adjustments = [...input.adjustments];
    const before = sum(lines) + sum(adjustments);
    if (input.total_fen !== undefined && input.total_fen !== before) {
      adjustments.push({ reason: input.ground ?? '核定', amount_fen: input.total_fen - before });
    }
    const assessed = sum(lines) + sum(adjustments);
    const owed = refuseAmount(state, assessed);
    if (owed !== null) return owed;
    const differs = input.total_fen !== undefined && input.total_fen !== before && claimed.length > 0;
    // whoever pays is told why it is more or less than what the facts name
    if (differs && input.ground === null) return refuse('reason-required');
    if (claimed.length === 0 && adjustments.length === 0) return refuse('nothing-claimed', {});
    if (assessed <= 0) return refuse('amount-not-positive', {});
    const present = versionInForce(state.amounts);
    if (
      present?.status === 'approved' &&
      present.assessed_fen === assessed &&
      state.status !== 'substantiated' &&
      !isOutdated(state, present)
    ) {
      return refuse('same-amount', {});
    }
    const version = state.amounts.length + 1;
    const proposed = proposeDocument(context, state, {
      kind: 'decision',
      amount_fen: assessed,
      ground: [input.ground ?? '', ...input.struck.map(strikeText)].filter((text) => text !== '').join('；'),
      version,
    });
    if (!Array.isArray(proposed)) return proposed;
    const struck = input.struck.length === 0 ? {} : { struck: input.struck };
    const fixed = {
      version,
      lines,
      adjustments,
      ...struck,
      assessed_fen: assessed,
      to: 'substantiated' as const,
    };
    return [{ type: 'AmountFixed', payload: fixed }, ...proposed];
  },
});

function strikeText({ month, reason }: StruckMonth): string {
  return `不计${formatMonth(month)}：${reason}`;
}

function sum(parts: readonly { amount_fen: number }[]): number {
  return parts.reduce((total, part) => total + part.amount_fen, 0);
}
