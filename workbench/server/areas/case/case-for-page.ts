import type { z } from 'zod';
import { standingsOf } from '../../../../casework/acts/who-may.ts';
import { nextStep } from '../../../../casework/approval.ts';
import { chainFor } from '../../../../casework/approval-chain.ts';
import { businessDay } from '../../../../casework/business-day.ts';
import { type CaseState, pendingDocument, unpaidRefunds } from '../../../../casework/case-state.ts';
import { printableCase } from '../../../../casework/casebook/printable-case.ts';
import { lookedAtIn } from '../../../../casework/decision-guard.ts';
import { listDocuments } from '../../../../casework/documents/register.ts';
import { liveFindings } from '../../../../casework/main-finding.ts';
import { owedStill } from '../../../../casework/owed.ts';
import { deathIn } from '../../../../casework/parties.ts';
import { listUsers } from '../../../../casework/reads/users/users.ts';
import { canInvestigate, type User } from '../../../../casework/roles.ts';
import { leastAble } from '../../../../casework/signing.ts';
import { claimOf, wholeOf } from '../../../../core/claim.ts';
import { maskName, maskText } from '../../../../core/mask.ts';
import type { CaseExplanation } from '../../../../explanation/case-explanation.ts';
import type { caseAnswer } from '../../../contract/case.ts';
import type { Asking } from '../../desk.ts';
import { mayAsk } from '../../security/rights-table.ts';
import type { MaskingOptions } from './evidence.ts';
import { standingOf } from './standing.ts';

/** The case as its page shows it. The shape of the answer keeps every number of a person out of it. */
export function caseForPage(
  asking: Asking,
  state: CaseState,
  evidence: CaseExplanation | null,
  masking: MaskingOptions & { until: number | null },
): z.input<typeof caseAnswer> {
  const { desk, user } = asking;
  const { ledger, office } = desk;
  const standing = standingOf(desk, state, user);
  const shown = printableCase(state, [], office.clocks, {
    unmask: false,
    moves: standing.moves,
    today: businessDay(office.now()),
  });
  const users = listUsers(ledger);
  const names = new Map(users.map((one) => [one.user_id, one.display_name]));
  const named = (id: string) => ({ user_id: id, name: names.get(id) ?? id });
  const name = (text: string) =>
    masking.isUnmasked || (masking.isNameShown && text === state.person.name) ? text : maskName(text);
  const text = (given: string) => {
    const hidden = masking.isUnmasked ? given : maskText(given);
    return masking.isUnmasked || masking.isNameShown
      ? hidden
      : hidden.replaceAll(state.person.name, maskName(state.person.name));
  };
  const may = (move: string) => standing.moves.some((one) => one.move === move);
  return {
    case_id: state.case_id,
    status: state.status,
    status_title: shown.status_title,
    origin: state.origin,
    opened_on: state.opened_on,
    last_seq: state.last_seq,
    is_priority: state.is_priority,
    assignee: state.assignee === null ? null : named(state.assignee),
    is_mine: standing.isMine,
    lock:
      standing.holder === null || state.locked_until === null
        ? null
        : { holder: named(standing.holder), until: state.locked_until },
    read_only: standing.readOnly,
    flags: state.flags.map(({ code, detail }) => ({ code, detail: text(detail) })),
    evidence,
    unmasked_until: masking.until === null ? null : new Date(masking.until).toISOString(),
    may_unmask: mayAsk(desk.rights, 'case.unmask', standingsOf(desk, user)),
    legal_moves: shown.legal_moves,
    claim: shown.claim.map((line) => ({ ...line })),
    money: shown.money,
    death: deathIn(state),
    debtor: {
      name: name(state.debtor.name),
      relation: state.debtor.relation,
      address: state.debtor.address,
      evidence: state.debtor.evidence,
    },
    decided:
      state.decided === null
        ? null
        : {
            ...state.decided,
            by: names.get(state.decided.by) ?? state.decided.by,
            reason: text(state.decided.reason),
            basis: [...state.decided.basis],
            looked: lookedAtIn(state.decided.explanations),
          },
    sent_back: sentBack(state, (id) => names.get(id) ?? id, text),
    amounts: state.amounts.map(({ version, assessed_fen, status, struck, adjustments }) => ({
      version,
      assessed_fen,
      status,
      struck: struck.map((one) => ({ ...one })),
      adjustments: adjustments.map((one) => ({ ...one })),
    })),
    papers: state.documents.map((document) => {
      const waiting = document.status === 'pending' ? (nextStep(document)?.number ?? null) : null;
      return {
        document_id: document.document_id,
        kind: document.kind,
        amount_fen: document.amount_fen,
        status: document.status,
        steps: document.steps.map((step, place) => {
          const signer =
            place === 0
              ? document.makers[0]
              : document.signatures.find((signature) => signature.step === place)?.signed_by;
          return {
            title: step.title,
            signed_by: signer === undefined ? null : (names.get(signer) ?? signer),
            is_next: place === waiting,
          };
        }),
      };
    }),
    awaiting: pendingDocument(state)?.kind ?? null,
    notices: state.notices.map(({ notice_number, issued_on, served, is_void }) => ({
      notice_number,
      issued_on,
      is_void,
      served: served === null ? null : { ...served, receiver: name(served.receiver) },
    })),
    numbered: listDocuments(ledger, state.case_id).map(({ kind, document_number, on, is_void }) => ({
      ...{ kind, document_number, on, is_void },
    })),
    refunds: unpaidRefunds(state).map(({ document_id, amount_fen, signed_on }) => ({
      ...{ document_id, amount_fen, signed_on },
    })),
    owed: {
      still_fen: owedStill(state),
      back_payments: state.back_payments.map(
        ({ document_id, amount_fen, payee, signed_on, paid, acknowledged }) => ({
          ...{ document_id, amount_fen, signed_on, payee: name(payee.name), relation: payee.relation },
          ...{ paid_on: paid?.on ?? null, acknowledged_on: acknowledged?.on ?? null },
        }),
      ),
    },
    entries: state.entries.map(({ entry_id, kind, amount_fen, on, channel, note, is_reversed }) => ({
      entry_id,
      kind,
      amount_fen,
      on,
      channel,
      note: note === null ? null : text(note),
      is_reversed,
    })),
    due: shown.due.map(({ zh, en, due_on, is_certain, amount_fen }) => ({
      zh,
      en,
      due_on,
      is_certain,
      amount_fen,
    })),
    plan: state.milestones.plan.map((one) => ({ ...one })),
    assignable: may('assign')
      ? users.filter((one) => canInvestigate(one, state.person.township)).map((one) => named(one.user_id))
      : [],
    first_signer: firstSigner(asking, state, users),
    can_preview:
      state.amounts.length > 0 && mayAsk(desk.rights, 'case.notice-preview', standingsOf(desk, user)),
  };
}

function sentBack(state: CaseState, nameOf: (id: string) => string, text: (given: string) => string) {
  const last = state.documents.at(-1);
  if (last?.sent_back === null || last?.sent_back === undefined) return null;
  const { by, at, reason } = last.sent_back;
  return { kind: last.kind, by: nameOf(by), on: businessDay(at), reason: text(reason) };
}

/** Who the request goes to: those entitled to the first signature with the least power to spare. */
function firstSigner({ desk, user }: Asking, state: CaseState, users: readonly User[]) {
  const step = chainFor(desk.office.chains, 'decision', wholeOf(claimOf(liveFindings(state))))?.steps[1];
  if (step === undefined) return null;
  const names = leastAble(users, new Set([user.user_id]), step, state.person.township).map(
    ({ display_name }) => display_name,
  );
  return { title: step.title, names: names.slice(0, 2).join('、') };
}
