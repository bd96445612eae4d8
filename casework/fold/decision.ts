import { businessDay } from '../business-day.ts';
import type { CaseEvent } from '../case-events.ts';
import type { AmountVersion, CaseDocument, CaseFinding, CaseState, Decision, Flag } from '../case-state.ts';
import { liveFindings, mainFinding } from '../main-finding.ts';
import type { Status } from '../states.ts';
import { foldDebtor, NOBODY_TOLD, restoreDebtor } from './debtor.ts';
import type { FoldTable } from './fold-table.ts';
import { heldEntry } from './recovery.ts';

/** Folds what people decide: assignment, outcome, amount and its approval. */
export const DECISION_FOLDS = {
  CaseAssigned: (state, event) => ({
    ...state,
    assignee: event.payload.assignee,
    status: event.payload.to,
    locked_until: null,
    held_since: event.at,
  }),
  CaseTaken: (state, event) => {
    const { assignee, locked_until, to } = event.payload;
    // Somebody who takes up their own case again has had it all along.
    const isSame = state.assignee === assignee && state.held_since !== null;
    const held_since = isSame ? state.held_since : event.at;
    return { ...state, assignee, status: to, locked_until, held_since };
  },
  CasePutBack: (state, event) => ({
    ...state,
    assignee: null,
    status: event.payload.to,
    locked_until: null,
    held_since: null,
  }),
  CasePrioritised: (state, event) => ({ ...state, is_priority: event.payload.is_priority }),
  DebtorNamed: (state, event) => foldDebtor(state, event.payload, event.seq),
  CaseSubstantiated: (state, event) => decide(state, event, event.payload),
  CaseLeftUnverifiable: (state, event) => decide(state, event, event.payload),
  CaseCleared: (state, event) => clearFindings(decide(state, event, event.payload)),
  AmountFixed: (state, event) => {
    const { version, lines, adjustments, struck = [], assessed_fen, to } = event.payload;
    const fixed: AmountVersion = {
      version,
      lines,
      adjustments,
      struck,
      assessed_fen,
      status: 'proposed',
      fixed_by: event.actor,
      seq: event.seq,
    };
    return { ...state, status: to, amounts: [...withProposedAs(state.amounts, 'superseded'), fixed] };
  },
  DocumentProposed: (state, event) => {
    const document: CaseDocument = {
      ...event.payload.document,
      ...{ status: 'pending', signatures: [], sent_back: null },
    };
    const earlier = state.documents.map((other) =>
      other.status === 'pending' ? { ...other, status: 'superseded' as const } : other,
    );
    return { ...withoutSentBack(state), documents: [...earlier, document] };
  },
  StepApproved: (state, event) => foldApproval(state, event),
  DocumentRejected: (state, event) => {
    const { document_id, reason, to } = event.payload;
    const document = state.documents.find((one) => one.document_id === document_id);
    const sent_back = { by: event.actor, at: event.at, reason };
    const returned = setDocument(state, document_id, { status: 'rejected', sent_back });
    const flags: Flag[] = [...state.flags, { code: 'sent-back', detail: reason, seq: event.seq }];
    const next = { ...returned, flags, status: to };
    if (document?.kind !== 'decision') return next;
    return restoreDebtor({ ...next, amounts: withProposedAs(state.amounts, 'rejected') }, event.seq);
  },
  CaseReopened: (state, event) => ({
    ...state,
    status: event.payload.to,
    // no term of a decision that was revoked runs on, and what was told was told of that one
    ...(state.status === 'revoked' ? NOBODY_TOLD : {}),
    decided: null,
    locked_until: null,
    held_since: null,
    findings: mapFindings(state, (held) => ({ ...held, cleared_hash: null })),
  }),
  NoteAdded: (state, event) => {
    const note = { text: event.payload.text, by: event.actor, at: event.at, seq: event.seq };
    return { ...state, notes: [...state.notes, note] };
  },
  FileAttached: (state, event) => {
    const file = { ...event.payload, by: event.actor, at: event.at, seq: event.seq };
    return { ...state, files: [...state.files, file] };
  },
} satisfies Partial<FoldTable>;

function foldApproval(state: CaseState, event: CaseEvent & { type: 'StepApproved' }): CaseState {
  const { document_id, step, signed_by, delegate_for, is_final, entry, to } = event.payload;
  const document = state.documents.find((one) => one.document_id === document_id);
  if (document === undefined) throw new Error(`record ${event.seq} signs a document the case does not have`);
  const signatures = [...document.signatures, { step, signed_by, delegate_for, seq: event.seq }];
  const signed = setDocument(state, document_id, {
    signatures,
    status: is_final ? 'approved' : 'pending',
  });
  if (!is_final) return { ...signed, status: to };
  const approved = approveContent(signed, event, document, { to, isEntered: entry !== null });
  if (entry === null) return approved;
  return { ...approved, entries: [...approved.entries, heldEntry(entry, event)] };
}

function approveContent(
  state: CaseState,
  event: CaseEvent,
  document: CaseDocument,
  { to, isEntered }: { to: Status; isEntered: boolean },
): CaseState {
  const next = { ...state, status: to };
  if (document.kind === 'clearing') {
    const decider = document.makers[0] ?? '';
    const { ground: reason, clear_ground: ground = null } = document;
    const decision = { by: decider, on: '', reason, ground, to };
    return clearFindings(decide(state, event, decision));
  }
  if (document.kind === 'back-payment') {
    const { document_id, amount_fen, makers, payee } = document;
    if (payee == null) throw new Error(`record ${event.seq} signs a back payment to nobody`);
    const findings = liveFindings(state)
      .filter(({ direction }) => direction === 'person')
      .map(({ finding_key }) => finding_key);
    const signed = { document_id, amount_fen, findings, payee, makers, signed_on: businessDay(event.at) };
    return {
      ...next,
      back_payments: [...state.back_payments, { ...signed, paid: null, acknowledged: null }],
    };
  }
  // before refunds were paid apart, the last signature entered them
  if (document.kind === 'refund' && !isEntered) {
    const { document_id, amount_fen, makers } = document;
    const signed = { document_id, amount_fen, makers, signed_on: businessDay(event.at), entry_id: null };
    return { ...next, refunds: [...state.refunds, signed] };
  }
  if (document.kind === 'revocation') {
    // A revoked decision leaves nothing assessed: what has come in is owed back.
    return {
      ...next,
      amounts: state.amounts.map((version) => ({ ...version, status: 'superseded' as const })),
    };
  }
  if (document.kind !== 'decision') return next;
  const amounts = state.amounts.map((version) => {
    if (version.version === document.version) return { ...version, status: 'approved' as const };
    return version.status === 'approved' ? { ...version, status: 'superseded' as const } : version;
  });
  return { ...next, amounts, approved_debtor: null };
}

const NOTHING_MORE = {
  explanations: [],
  nature: null,
  basis: [],
  contrary_reason: null,
  ground: null,
  missing: null,
  review_on: null,
} as const;

/** What was decided, on which finding and after how long; a decision ends the lock. */
function decide(
  state: CaseState,
  event: CaseEvent,
  said: Partial<Decision> & { reason: string; on: string; to: Status },
): CaseState {
  const { to, ...facts } = said;
  const main = mainFinding(state);
  const decided: Decision = {
    by: event.actor,
    ...NOTHING_MORE,
    ...facts,
    outcome: to,
    rule_id: main?.rule_id ?? null,
    match_strength: main?.match_strength ?? null,
    minutes: minutesSince(state.held_since, event.at),
  };
  return { ...withoutSentBack(state), status: to, locked_until: null, decided };
}

/** What was sent back lies with its maker until they make something of it again. */
function withoutSentBack(state: CaseState): CaseState {
  return { ...state, flags: state.flags.filter(({ code }) => code !== 'sent-back') };
}

/** A clock may have been set back in between. */
function minutesSince(from: string | null, until: string): number | null {
  if (from === null) return null;
  return Math.max(0, Math.round((Date.parse(until) - Date.parse(from)) / 60_000));
}

function setDocument(
  state: CaseState,
  documentId: string,
  change: Partial<Pick<CaseDocument, 'status' | 'signatures' | 'sent_back'>>,
): CaseState {
  const documents = state.documents.map((document) =>
    document.document_id === documentId ? { ...document, ...change } : document,
  );
  return { ...state, documents };
}

function withProposedAs(
  amounts: readonly AmountVersion[],
  status: 'superseded' | 'rejected',
): AmountVersion[] {
  return amounts.map((version) => (version.status === 'proposed' ? { ...version, status } : version));
}

function clearFindings(state: CaseState): CaseState {
  return {
    ...state,
    flags: [],
    findings: mapFindings(state, (held) => ({ ...held, cleared_hash: held.finding.evidence_hash })),
  };
}

function mapFindings(
  state: CaseState,
  change: (held: CaseFinding) => CaseFinding,
): Readonly<Record<string, CaseFinding>> {
  return Object.fromEntries(Object.entries(state.findings).map(([key, held]) => [key, change(held)]));
}
