import { join } from 'node:path';
import { type CaseState, currentNotice } from '../../casework/case-state.ts';
import type { ClockParameter } from '../../casework/clocks/parameters.ts';
import type { IssuedDocument } from '../../casework/documents/register.ts';
import { refuseClaiming } from '../../casework/owed.ts';
import { throwRefusal } from '../../casework/refusals.ts';
import { type Letterhead, refuseUnfinished } from './letterhead.ts';
import type { NoticeJob } from './make-notice.ts';
import { type CitedRule, noticeData } from './notice-data.ts';
import type { NoticeTemplate } from './template.ts';

export interface PaperRequest {
  template: NoticeTemplate;
  state: CaseState;
  /** Numbered papers of the case beside its recovery notice. */
  documents: readonly IssuedDocument[];
  letterhead: Letterhead;
  clocks: readonly ClockParameter[];
  rules: readonly CitedRule[];
  /** The day a draft is judged by. */
  today: string;
  /** Folder of the office's papers. */
  folder: string;
  withPdf: boolean;
  /** To whom a referred case went, and why. */
  referral?: { office: string; ground: string };
  people?: readonly CaseState[];
}

/**
 * Decides whether a paper of a case is a draft or the issued one, with which number and day, and what stands in it.
 * The amount on an issued notice is the one its number was given for: a later version makes it a draft again.
 */
export function prepareNotice(request: PaperRequest): NoticeJob {
  const { template, state, letterhead, clocks, rules } = request;
  const { kind } = template;
  const issued = issuedAs(request);
  if (issued !== null) refuseUnfinished(letterhead, template.tags);
  else if (kind.claims) refuseOwed(state);
  const data = noticeData({
    kind,
    state,
    letterhead,
    clocks,
    rules,
    on: issued?.on ?? request.today,
    document_number: issued?.number ?? '',
    is_draft: issued === null,
    ...(request.referral === undefined ? {} : { referral: request.referral }),
    ...(request.people === undefined ? {} : { people: request.people }),
  });
  const place =
    issued === null
      ? ['drafts', `${state.case_id}-${kind.kind}-草稿`]
      : [issued.on.slice(0, 4), `${issued.number || state.case_id}-${state.case_id}-${kind.title}`];
  return { kind: kind.kind, data, path: join(request.folder, ...place), withPdf: request.withPdf };
}

/** What was issued once can be seen again; nothing new is made of money that is owed to the person. */
function refuseOwed(state: CaseState): void {
  const refusal = refuseClaiming(state);
  if (refusal !== null) throwRefusal(refusal);
}

function issuedAs({
  template,
  state,
  documents,
  today,
}: PaperRequest): { number: string; on: string } | null {
  const { kind } = template;
  const notice = currentNotice(state);
  const inForce = state.amounts.findLast(({ status }) => status === 'approved');
  if (kind.series === 'notice') {
    if (notice === null || inForce?.version !== notice.version) return null;
    return { number: notice.notice_number, on: notice.issued_on };
  }
  if (kind.series === null) {
    if (notice === null || !kind.states.includes(state.status)) return null;
    return { number: '', on: notice.served?.on ?? today };
  }
  const document = documents.findLast((one) => one.kind === kind.kind && !one.is_void);
  return document === undefined ? null : { number: document.document_number, on: document.on };
}
