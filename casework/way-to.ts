import type { Move } from '../core/words/moves.ts';
import { type CaseState, pendingDocument } from './case-state.ts';
import type { Status } from './states.ts';
import { type Transition, transitionOf } from './transitions.ts';

/** The way of a case to its money, each move with the state it leads to. Ways back and side roads are none of it. */
const MAIN_ROAD: readonly (readonly [move: Move, to: Status])[] = [
  ['take', 'investigating'],
  ['substantiate', 'substantiated'],
  ['approve', 'approved'],
  ['notify', 'notified'],
  ['serve', 'served'],
  ['overdue', 'overdue'],
  ['remind', 'reminded'],
  ['enforce', 'enforcement'],
];

/** The next step of a case that has yet to come to where a move can be made; null where no way leads on to it from here. */
export function nextStepTo(state: CaseState, move: Move): Transition | null {
  const wanted = transitionOf(move).from;
  let at = state.status;
  let first: Move | null = null;
  for (const [step, to] of MAIN_ROAD) {
    if (at === to || !leadsOn(step, at)) continue;
    first ??= step;
    at = to;
    if (wanted.includes(at)) return transitionOf(isSigning(first, state) ? 'fix-amount' : first);
  }
  return null;
}

/** A signature is given in any state, and brings on only what was found substantiated. */
const leadsOn = (step: Move, at: Status): boolean =>
  step === 'approve' ? at === 'substantiated' : transitionOf(step).from.includes(at);

/** Nothing can be signed before there is something to sign. */
const isSigning = (step: Move, state: CaseState): boolean =>
  step === 'approve' && pendingDocument(state) === null;
