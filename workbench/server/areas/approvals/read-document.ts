import { businessDay } from '../../../../casework/business-day.ts';
import type { CaseDocument, CaseState } from '../../../../casework/case-state.ts';
import { loadCaseEvents } from '../../../../casework/casebook/load-case.ts';
import { showTo } from '../../../../casework/casebook/open-case.ts';
import { foldCase } from '../../../../casework/fold.ts';
import { liveFindings, shownFindings } from '../../../../casework/main-finding.ts';
import { namedBy } from '../../../../casework/parties.ts';
import { principalsOf } from '../../../../casework/reads/users/users.ts';
import { lastTouch } from '../../../../casework/reads/waiting/pending-cases.ts';
import type { User } from '../../../../casework/roles.ts';
import { findDocument, signingRight, stepNumber } from '../../../../casework/signing.ts';
import { Refusal } from '../../../../core/errors.ts';
import { maskName } from '../../../../core/mask.ts';
import type { Language } from '../../../../core/words/language.ts';
import type { CaseExplanation } from '../../../../explanation/case-explanation.ts';
import { explainCase } from '../../../../explanation/explain-case.ts';
import { findKind } from '../../../../reports/notices/kinds.ts';
import type { ApprovalDocument } from '../../../contract/approvals.ts';
import type { Asking, Desk } from '../../desk.ts';
import { caseMasker } from '../../notice-preview/case-masker.ts';
import { paperOf } from '../../notice-preview/paper-of.ts';
import { previewNotice } from '../../notice-preview/preview-notice.ts';
import { chainAnswer } from './chain-answer.ts';
import { compareVersions } from './compare-versions.ts';
import { namedUser } from './list-waiting.ts';
import { monthSheet } from './month-sheet.ts';

/** A document of a case as an approver reads it; without an id the one that waits, or else the last. */
export async function readDocument(
  { desk, user, language }: Asking,
  caseId: string,
  documentId: string | undefined,
): Promise<ApprovalDocument> {
  const { ledger } = desk;
  const events = loadCaseEvents(ledger, caseId);
  const state = showTo(user, foldCase(events), caseId);
  const document = findDocument(state, documentId);
  const masker = caseMasker(state);
  const explained = await explain(desk, state, language);
  const { principal, refusal } = signingRight(
    state,
    document,
    user,
    principalsOf(desk.ledger, user.user_id, businessDay(desk.office.now())),
  );
  const party = namedBy(document, state);
  const version = state.amounts.find((one) => one.version === document.version) ?? null;
  const strengths = explained?.sentence.parts ?? [];
  return {
    case_id: caseId,
    document_id: document.document_id,
    kind: document.kind,
    version: document.version,
    status: document.status,
    last_seq: state.last_seq,
    amount_fen: document.amount_fen,
    ground: masker.text(document.ground),
    party: { name: maskName(party.name), relation: party.relation },
    beneficiary: maskName(state.person.name),
    sentence:
      strengths.length > 0
        ? strengths.map(({ text, match_strength, title }) => ({ text, strength: match_strength, title }))
        : shownFindings(state).map(({ reason, match_strength, title }) => ({
            text: masker.text(reason),
            strength: match_strength,
            title,
          })),
    cautions: (explained?.cautions ?? []).map(({ text }) => text),
    chain: chainAnswer(desk, events, state, document, user, refusal === null),
    step: document.status === 'pending' ? stepNumber(document) : null,
    earlier: compareVersions(desk, events, state, document, user.user_id),
    looked: whatWasLookedAt(desk, state, explained, lastTouch(events, document.document_id)?.seq ?? 0),
    sheet: version === null ? null : monthSheet(version),
    ...(await paperFor(desk, user, state, document)),
    refusal: refusal === null ? null : { zh: refusal.zh, en: refusal.en },
    delegate_for: principal === null ? null : namedUser(ledger, principal.user_id),
  };
}

/** What the published build says; a case that came by another way than a night has nothing there. */
async function explain(
  { reader }: Desk,
  state: CaseState,
  language: Language,
): Promise<CaseExplanation | null> {
  const findings = liveFindings(state);
  if (findings.length === 0) return null;
  return explainCase(reader, { person_id: state.person.person_id, findings, language });
}

function whatWasLookedAt(
  { ledger }: Desk,
  state: CaseState,
  explained: CaseExplanation | null,
  touchedSeq: number,
): ApprovalDocument['looked'] {
  const { decided } = state;
  if (decided === null) return null;
  const masker = caseMasker(state);
  return {
    by: namedUser(ledger, decided.by).name,
    reason: masker.text(decided.reason),
    unsupported: decided.explanations.flatMap(({ text, finding }) =>
      finding === null ? [] : [{ text, finding: masker.text(finding) }],
    ),
    by_person: decided.explanations.filter(({ finding }) => finding === null).map(({ text }) => text),
    is_contrary: explained?.is_contrary ?? false,
    contrary_reason: decided.contrary_reason === null ? null : masker.text(decided.contrary_reason),
    changes: state.flags.filter(({ seq }) => seq > touchedSeq).map(({ code }) => code),
  };
}

async function paperFor(
  desk: Desk,
  user: User,
  state: CaseState,
  document: CaseDocument,
): Promise<Pick<ApprovalDocument, 'paper' | 'paper_refusal'>> {
  const name = paperOf(state, document.kind);
  // what was returned or replaced has no paper any more: only the present version is ever set
  const isPresent = document.status === 'pending' || document.status === 'approved';
  if (name === null || !isPresent) return { paper: null, paper_refusal: null };
  const { title, english } = findKind(name);
  try {
    const { pages } = await previewNotice(desk, user, state.case_id, name);
    return { paper: { kind: name, title: { zh: title, en: english }, pages }, paper_refusal: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { paper: null, paper_refusal: { zh: error.zh, en: error.en } };
  }
}
