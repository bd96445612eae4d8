import { maskName } from '../../core/mask.ts';
import { formatYuan } from '../../core/money.ts';
import type { CasePayloads, Statement } from '../case-events.ts';
import { type CaseDocument, type CaseState, ownStatements } from '../case-state.ts';
import { termFrom } from '../clocks/term.ts';
import { findStanding } from '../documents/issued-document.ts';
import { isAddresseeDead, isWrittenToDebtor, refuseDeadAddressee } from '../parties.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { defineCommand, type MoveContext } from './command.ts';
import { inputShapeOf } from './fields.ts';

/** Nobody is decided against before they could speak: the telling, what is said to it, and the waiting for it. */

/** Tells who is to pay what is meant to be decided; a prior notice does the same by being served. */
export const hear = defineCommand({
  move: 'hear',
  input: inputShapeOf('hear'),
  hinders: (_context, state) => refuseDeadAddressee(state),
  handle: (context, state, input) => [
    { type: 'HearingOffered', payload: hearingOf(state, input.on ?? context.today) },
  ],
});

/** Writes down what somebody says before the decision, or that they have nothing to say. */
export const takeStatement = defineCommand({
  move: 'take-statement',
  input: inputShapeOf('take-statement'),
  handle: (context, state, { on = context.today, speaker, ...input }) => {
    const takers = input.takers.filter((name) => name !== '');
    if (new Set(takers).size !== 2) return refuse('two-takers');
    // the dead say nothing
    if (speaker === null && isAddresseeDead(state)) return refuse('speaker-required');
    return [
      {
        type: 'StatementTaken',
        payload: { heard: { ...input, takers, on, speaker: speaker ?? state.debtor.name } },
      },
    ];
  },
});

/**
 * The term belongs to whoever may speak: it is cut short only where they have said that nothing more will follow, and the
 * office has looked into what they said. Administrative Penalty Law, art. 62, asks the same of a penalty.
 */
function endsTheWait({ ending = 'open', response }: Statement): boolean {
  return ending === 'done' && response !== null;
}

/** What is known to have been told on a day: the amount that then lies before the chain. */
export function hearingOf(state: CaseState, on: string): CasePayloads['HearingOffered'] {
  const told = state.amounts.findLast(({ status }) => status === 'proposed');
  return { on, told_fen: told?.assessed_fen ?? null };
}

/**
 * Why a decision cannot be signed yet: its prior notice has not reached anybody, somebody may still speak, or more is to
 * be decided than was told. Where the office has laid down that it tells before it decides, nothing is signed untold; nor
 * where it told somebody who was to owe before: whoever takes their place is told as well.
 */
export function refuseUnheard(
  context: MoveContext,
  state: CaseState,
  document: CaseDocument,
): CommandRefusal | null {
  if (document.kind !== 'decision') return null;
  const { hearing_on: on, hearing_told_fen: told } = state.milestones;
  const papers = context.papersOf(state.case_id).filter(({ seq }) => isWrittenToDebtor(state, seq));
  const paper = findStanding(papers, 'prior-notice');
  if (paper !== null && paper.served === null)
    return refuse('prior-notice-unserved', { number: paper.document_number });
  if (on === null && state.is_other_heard)
    return refuse('new-debtor-unheard', { name: maskName(state.debtor.name) });
  if (on === null) return context.prior_notice === 'required' ? refuse('prior-notice-required') : null;
  if (told !== null && document.amount_fen > told)
    return refuse('told-less', { told: formatYuan(told), amount: formatYuan(document.amount_fen) });
  if (ownStatements(state).some((statement) => statement.on >= on && endsTheWait(statement))) return null;
  const until = termFrom(context.clocks, 'hearing', on)?.due_on ?? on;
  return context.today > until ? null : refuse('hearing-open', { until });
}
