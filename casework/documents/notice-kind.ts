import type { NoticeKindName } from '../../core/words/documents.ts';
import type { CasePayloads } from '../case-events.ts';
import type { CaseState } from '../case-state.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';

/** What each is called where another paper names it, and in a refusal. */
export const NOTICE_TITLES: Readonly<Record<NoticeKindName, { zh: string; en: string }>> = {
  'recovery-notice': { zh: '违规领取社会保险待遇追缴通知书', en: 'recovery notice' },
  'return-notice': { zh: '退还多领养老保险待遇告知书', en: 'return notice' },
};

/** The gentler letter where the office itself was late or wrong, the recovery notice everywhere else. */
export function noticeKindOf(state: Pick<CaseState, 'decided'>): NoticeKindName {
  const nature = state.decided?.nature ?? null;
  return nature === 'lag' || nature === 'office-error' ? 'return-notice' : 'recovery-notice';
}

/** Which letter a notice went out as; events from before that was written leave it to the decision. */
export function issuedKind(
  notice: Pick<CasePayloads['NoticeIssued'], 'kind'>,
  state: Pick<CaseState, 'decided'>,
): NoticeKindName {
  return notice.kind ?? noticeKindOf(state);
}

/** A decision that says how the money came to be overpaid has chosen the letter. */
export function refuseLetter(
  state: Pick<CaseState, 'decided'>,
  asked: NoticeKindName | undefined,
): CommandRefusal | null {
  const due = noticeKindOf(state);
  if (asked === undefined || asked === due || (state.decided?.nature ?? null) === null) return null;
  return refuse('letter-follows-nature', {
    asked: NOTICE_TITLES[asked].zh,
    asked_en: NOTICE_TITLES[asked].en,
    due: NOTICE_TITLES[due].zh,
    due_en: NOTICE_TITLES[due].en,
  });
}
