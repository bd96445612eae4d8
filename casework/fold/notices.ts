import type { CaseEvent } from '../case-events.ts';
import type { Notice } from '../case-state.ts';

export type NoticeEvent = Extract<
  CaseEvent,
  { type: 'NoticeIssued' | 'ServiceFailed' | 'NoticeServed' | 'NoticeVoided' }
>;

/** The recovery notices of a case after one more event about them. */
export function foldNotices(notices: readonly Notice[], event: NoticeEvent): readonly Notice[] {
  if (event.type === 'NoticeIssued') {
    const { notice_number, version, on, to: _to, ...letter } = event.payload;
    const issued = { notice_number, version, ...letter, issued_on: on, seq: event.seq };
    return [...notices, { ...issued, served: null, is_void: false }];
  }
  if (event.type === 'ServiceFailed') {
    const { notice_number, attempt } = event.payload;
    return notices.map((notice) =>
      notice.notice_number === notice_number
        ? { ...notice, attempts: [...(notice.attempts ?? []), attempt] }
        : notice,
    );
  }
  const change = event.type === 'NoticeVoided' ? { is_void: true } : { served: servedBy(event) };
  return notices.map((notice) =>
    notice.notice_number === event.payload.notice_number ? { ...notice, ...change } : notice,
  );
}

function servedBy({ payload }: CaseEvent & { type: 'NoticeServed' }): Notice['served'] {
  const { on, effective_on, pay_by_on, method, receiver, record = null } = payload;
  return { on, effective_on, pay_by_on, method, receiver, record };
}
