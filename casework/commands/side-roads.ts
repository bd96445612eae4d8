import type { CaseState } from '../case-state.ts';
import { statusByMoney } from '../money.ts';
import { refuse } from '../refusals.ts';
import type { Status } from '../states.ts';
import { defineCommand } from './command.ts';
import { inputShapeOf } from './fields.ts';
import { refusePending } from './propose.ts';

export const refer = defineCommand({
  move: 'refer',
  input: inputShapeOf('refer'),
  hinders: (_context, state) => refusePending(state),
  handle: (context, _state, input) => [
    {
      type: 'CaseReferred',
      payload: {
        on: input.on ?? context.today,
        office: input.office,
        ground: input.reason,
        to: 'referred',
      },
    },
  ],
});

export const takeBack = defineCommand({
  move: 'take-back',
  input: inputShapeOf('take-back'),
  handle: (_context, state, input) => [
    { type: 'ReferralReturned', payload: { reason: input.reason, to: backTo(state) } },
  ],
});

export const openReview = defineCommand({
  move: 'open-review',
  input: inputShapeOf('open-review'),
  handle: (context, _state, input) => [
    {
      type: 'ReviewOpened',
      payload: { on: input.on ?? context.today, kind: input.kind, to: 'under_review' },
    },
  ],
});

/** The review left the decision as it was and that has reached the debtor, who may sue from then on; one that changes it goes by a new amount or a revocation. */
export const uphold = defineCommand({
  move: 'uphold',
  input: inputShapeOf('uphold'),
  handle: (context, state, { on = context.today, received_on }) =>
    received_on < on
      ? refuse('date-before', { on: received_on, earlier: on })
      : [{ type: 'ReviewUpheld', payload: { on, received_on, to: backTo(state) } }],
});

/** Money may have moved while the case was aside. */
function backTo(state: CaseState): Status {
  return statusByMoney(state.status_before ?? 'served', state.money);
}
