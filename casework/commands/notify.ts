import { z } from 'zod';
import type { ServiceMethod } from '../../core/words/case.ts';
import { NOTICE_KINDS } from '../../core/words/documents.ts';
import { SERVICE_FIELDS } from '../../core/words/service-fields.ts';
import type { ServiceRecord } from '../case-events.ts';
import { type CaseState, currentNotice, type Notice } from '../case-state.ts';
import { refuseOutdated, refuseUnseenChange } from '../changed-since.ts';
import type { ClockParameter } from '../clocks/parameters.ts';
import { termFrom } from '../clocks/term.ts';
import { noticeKindOf, refuseLetter } from '../documents/notice-kind.ts';
import { approvedVersion, statusByMoney } from '../money.ts';
import { refuseDeadAddressee } from '../parties.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { defineCommand } from './command.ts';
import { inputShapeOf, shapeOf } from './fields.ts';
import { refuseNothingOutstanding, refuseUnsigned } from './pay-out.ts';
import { refusePending } from './propose.ts';

/** Gives the notice its number. */
export const notify = defineCommand({
  move: 'notify',
  input: inputShapeOf('notify').extend({
    /** Where the decision does not say which of the two letters it is. */
    kind: z.enum(NOTICE_KINDS).optional(),
    /** Other cases of the same person that the paper is to be about as well. */
    with: z.array(z.string().min(1).max(40)).max(20).default([]),
  }),
  hinders: (context, state) =>
    refusePending(state) ??
    refuseUnsigned(state) ??
    refuseUnseenChange(state) ??
    refuseOutdated(state, approvedVersion(state.amounts)) ??
    refuseNothingOutstanding(context, state) ??
    refuseDeadAddressee(state),
  handle: (context, state, input) => {
    const version = approvedVersion(state.amounts);
    if (version === null) return refuse('no-amount');
    const letter = refuseLetter(state, input.kind);
    if (letter !== null) return letter;
    const on = input.on ?? context.today;
    const backdated = context.refuseBackdated(state.case_id, on);
    if (backdated !== null) return backdated;
    return [
      {
        type: 'NoticeIssued',
        payload: {
          notice_number: context.takeNoticeNumber(on),
          version: version.version,
          on,
          kind: input.kind ?? noticeKindOf(state),
          ...(context.joint.length > 1 ? { joint: context.joint } : {}),
          to: 'notified',
        },
      },
    ];
  },
});

export const voidNotice = defineCommand({
  move: 'void-notice',
  input: inputShapeOf('void-notice').extend({
    /** Which notice is meant, where that is said. */
    document_number: z.string().min(1).optional(),
  }),
  handle: (_context, state, input) => {
    const notice = noticeInForce(state);
    const { document_number: number = notice.notice_number } = input;
    if (number !== notice.notice_number) return refuse('not-the-present-notice', { number });
    return [
      {
        type: 'NoticeVoided',
        payload: { notice_number: notice.notice_number, reason: input.reason, to: 'approved' },
      },
    ];
  },
});

/** How a paper reached its reader, as its receipt says it. */
export const serviceInput = shapeOf(SERVICE_FIELDS);

export type ServiceInput = z.output<typeof serviceInput>;

/** The part of a service that its receipt alone tells. */
export function recordOf(input: ServiceInput): ServiceRecord {
  const { servers, place, reason, witness, post_number, receiver_relation } = input;
  const relation = receiver_relation === null ? {} : { receiver_relation };
  return { servers, place, reason, witness, post_number, ...relation };
}

/** Handed over in person it was the addressee who took it; otherwise nobody did whom nobody named. */
export function receiverOf({ receiver, method }: ServiceInput, addressee: string): string {
  return receiver ?? (method === 'in-person' ? addressee : '');
}

/** From which day a paper counts as served: a public notice only when its term has run. */
export function effectiveOn(clocks: readonly ClockParameter[], method: ServiceMethod, on: string): string {
  return method === 'public-notice' ? (termFrom(clocks, 'public-notice', on)?.due_on ?? on) : on;
}

/** Records a way of service that came to nothing: a public notice rests on it. */
export const failToServe = defineCommand({
  move: 'fail-to-serve',
  input: inputShapeOf('fail-to-serve'),
  handle: (context, state, input) => {
    const notice = noticeInForce(state);
    const { method, reason, servers, post_number, unknown_by } = input;
    const on = input.on ?? context.today;
    if (on < notice.issued_on) return refuse('date-before', { on, earlier: notice.issued_on });
    const incomplete = refuseIncomplete(input);
    if (incomplete !== null) return incomplete;
    const attempt = { method, on, reason, servers, post_number, unknown_by };
    const { notice_number } = notice;
    return [{ type: 'ServiceFailed', payload: { notice_number, attempt, to: 'notified' } }];
  },
});

/**
 * A public notice is the last way: other ways failed and stand in the ledger, two at least, or somebody confirms that
 * nobody knows where the reader is (civil procedure law, art. 95).
 */
export function refusePublic(notice: Notice, on: string): CommandRefusal | null {
  const attempts = (notice.attempts ?? []).filter((one) => one.on <= on);
  const isLost = attempts.some(({ unknown_by }) => unknown_by !== null);
  const ways = new Set(attempts.map(({ method }) => method));
  return isLost || ways.size >= 2 ? null : refuse('other-ways-first', { number: notice.notice_number });
}

/** Records the service. */
export const serve = defineCommand({
  move: 'serve',
  input: inputShapeOf('serve'),
  handle: (context, state, input) => {
    const notice = noticeInForce(state);
    const on = input.on ?? context.today;
    const incomplete = refuseIncomplete(input);
    if (incomplete !== null) return incomplete;
    const early = input.method === 'public-notice' ? refusePublic(notice, on) : null;
    if (early !== null) return early;
    if (on < notice.issued_on) return refuse('date-before', { on, earlier: notice.issued_on });
    const effective_on = effectiveOn(context.clocks, input.method, on);
    const pay_by_on =
      input.pay_by_on ?? termFrom(context.clocks, 'pay-by', effective_on)?.due_on ?? effective_on;
    if (pay_by_on < effective_on) return refuse('date-before', { on: pay_by_on, earlier: effective_on });
    return [
      {
        type: 'NoticeServed',
        payload: {
          notice_number: notice.notice_number,
          method: input.method,
          receiver: receiverOf(input, state.debtor.name),
          on,
          effective_on,
          pay_by_on,
          record: recordOf(input),
          to: statusByMoney('served', state.money),
        },
      },
    ];
  },
});

/** A case is notified by its notice, and leaves that state with it. */
function noticeInForce(state: CaseState): Notice {
  const notice = currentNotice(state);
  if (notice === null) throw new Error(`${state.case_id} is notified and has no notice in force`);
  return notice;
}

/** The receipt of service must be one that a court accepts: two servers, and what the way asks for. */
export function refuseIncomplete(
  input: Pick<ServiceInput, 'servers' | 'post_number'> & { method: string; witness?: string | null },
): CommandRefusal | null {
  if (new Set(input.servers.filter((name) => name !== '')).size !== 2) return refuse('two-servers', {});
  if (input.method === 'left-at-home' && (input.witness ?? null) === null)
    return refuse('witness-required', {});
  if (input.method === 'post' && input.post_number === null) return refuse('post-number-required', {});
  return null;
}
