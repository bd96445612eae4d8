import type { z } from 'zod';
import { businessDay } from '../../../../casework/business-day.ts';
import { type CaseState, currentNotice } from '../../../../casework/case-state.ts';
import { loadCase } from '../../../../casework/casebook/load-case.ts';
import { openCase, openCaseFor } from '../../../../casework/casebook/open-case.ts';
import { noticeKindOf } from '../../../../casework/documents/notice-kind.ts';
import { issueDocument, listDocuments } from '../../../../casework/documents/register.ts';
import { serveDocument } from '../../../../casework/documents/serve-document.ts';
import { voidPaper } from '../../../../casework/documents/void-paper.ts';
import { contextOfViewer, refuseNow } from '../../../../casework/moves-now.ts';
import { findKind } from '../../../../reports/notices/kinds.ts';
import { loadLetterhead, seriesOf } from '../../../../reports/notices/letterhead.ts';
import { markVoidFiles } from '../../../../reports/notices/marked-copy.ts';
import { publishPaper } from '../../../../reports/notices/publish.ts';
import { refuseUnmakeablePaper } from '../../../../reports/notices/refuse-unmakeable.ts';
import type { notices } from '../../../contract/notices.ts';
import { carryOutAsked } from '../../carry-out.ts';
import type { Asking } from '../../desk.ts';
import { throwRefused } from '../../refused.ts';

type Body<Act extends 'issue' | 'serve' | 'publish' | 'makeVoid'> = z.output<
  Extract<(typeof notices)[Act]['body'], z.ZodType>
>;

/** Gives the notice its number, once it is sure that the paper can be made: no number is spent on one that cannot. */
export async function issueNotice(
  asking: Asking,
  caseId: string,
  { key, expected_last_seq, kind, on, about, with: others }: Body<'issue'>,
) {
  const { desk, user } = asking;
  const state = openCase(desk.ledger, caseId);
  if (kind !== undefined) return issueBeside(asking, state, { key, kind, on, about });
  const hindrance = refuseNow(contextOfViewer(desk.ledger, desk.office, user), state, 'notify');
  if (hindrance === null) {
    const kind = findKind(noticeKindOf(state));
    await refuseUnmakeablePaper({
      ledger: desk.ledger,
      kind,
      state,
      letterhead: loadLetterhead(desk.office.home),
      withPdf: true,
      others: others.map((other) => openCaseFor(desk.ledger, other, user)),
    });
  }
  const input = { with: others, ...(on === undefined ? {} : { on }) };
  const issued = carryOutAsked(asking, { key, case_id: caseId, move: 'notify', input, expected_last_seq });
  return {
    document_number: currentNotice(issued)?.notice_number ?? '',
    last_seq: issued.last_seq,
  };
}

/** A public notice, say: it has a series of its own, and the register of papers says in which states it may go out. */
async function issueBeside(
  { desk, user, via }: Asking,
  state: CaseState,
  { key, kind, on, about }: { key: string; kind: string; on: string | undefined; about: string | undefined },
) {
  const found = findKind(kind);
  const letterhead = loadLetterhead(desk.office.home);
  const series = seriesOf(letterhead, found);
  await refuseUnmakeablePaper({ ledger: desk.ledger, kind: found, state, letterhead, withPdf: true, about });
  const result = issueDocument(desk.ledger, desk.office, {
    key,
    user: user.user_id,
    via,
    case_id: state.case_id,
    kind: { ...found, series },
    on: on ?? businessDay(desk.office.now()),
    about,
  });
  if (!result.ok) throwRefused(result.refusal);
  return { document_number: result.document.document_number, last_seq: state.last_seq };
}

/** Records the service. */
export function serveNotice(asking: Asking, caseId: string, body: Body<'serve'>) {
  const { key, expected_last_seq, servers, receiver, method, on, place, reason, witness, post_number } = body;
  const input = {
    method,
    on,
    servers,
    place: orNull(place),
    reason: orNull(reason),
    witness: orNull(witness),
    post_number: orNull(post_number),
    ...(orNull(receiver) === null ? {} : { receiver: orNull(receiver) }),
  };
  if (body.document_number !== undefined) return serveBeside(asking, caseId, body.document_number, input);
  const state = carryOutAsked(asking, { key, case_id: caseId, move: 'serve', input, expected_last_seq });
  const served = currentNotice(state)?.served;
  if (!served) throw new Error('a notice was served and is not');
  return { effective_on: served.effective_on, pay_by_on: served.pay_by_on, last_seq: state.last_seq };
}

/** One public notice for several cases, each of them served by it. */
export async function publishMany({ desk, user, via }: Asking, body: Body<'publish'>) {
  const { ledger, office } = desk;
  for (const caseId of body.cases) openCaseFor(ledger, caseId, user);
  const by = { user: user.user_id, via };
  const { document } = await publishPaper({ ledger, office, by }, loadLetterhead(office.home), body);
  const [case_id = ''] = document.joint ?? body.cases;
  const served = loadCase(ledger, case_id)?.milestones.served_on ?? body.on;
  return { document_number: document.document_number, case_id, effective_on: served };
}

/** The same of a paper beside the notice: it names no day to pay by. */
function serveBeside({ desk, user, via }: Asking, case_id: string, document_number: string, input: object) {
  const request = { user: user.user_id, via, case_id, document_number, input };
  const refusal = serveDocument(desk.ledger, desk.office, request);
  if (refusal !== null) throwRefused(refusal);
  const served = listDocuments(desk.ledger, case_id).find((one) => one.document_number === document_number);
  return {
    effective_on: served?.served?.effective_on ?? '',
    pay_by_on: null,
    last_seq: loadCase(desk.ledger, case_id)?.last_seq ?? 0,
  };
}

/** Makes a numbered paper void; the number stays in the year's series. */
export async function makePaperVoid({ desk, user, via }: Asking, caseId: string, body: Body<'makeVoid'>) {
  const request = { ...body, user: user.user_id, via, case_id: caseId };
  const refusal = voidPaper(desk.ledger, desk.office, request);
  if (refusal !== null) throwRefused(refusal);
  const { ledger, office } = desk;
  const { fonts } = loadLetterhead(office.home);
  await markVoidFiles({ ledger, office, fonts }, caseId, body.document_number);
  return { document_number: body.document_number };
}

const orNull = (text: string | null): string | null =>
  text === null || text.trim() === '' ? null : text.trim();
