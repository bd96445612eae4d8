import type { CaseEvent } from '../case-events.ts';
import type { AmountVersion, CaseDocument, CaseFinding, CaseState } from '../case-state.ts';
import type { Status } from '../states.ts';

/** Folds what people decide: assignment, outcome, amount and its approval; null for events of another kind. */
export function foldDecision(state: CaseState, event: CaseEvent): CaseState | null {
  switch (event.type) {
    case 'CaseAssigned':
      return { ...state, assignee: event.payload.assignee, status: event.payload.to };
    case 'DebtorNamed':
      return { ...state, debtor: event.payload.debtor };
    case 'CaseSubstantiated':
    case 'CaseLeftUnverifiable': {
      const { on, reason, to } = event.payload;
      return { ...state, status: to, decided: { by: event.actor, on, reason, outcome: to } };
    }
    case 'CaseCleared': {
      const { on, reason, to } = event.payload;
      const cleared = clearFindings(state);
      return { ...cleared, status: to, decided: { by: event.actor, on, reason, outcome: to } };
    }
    case 'AmountFixed': {
      const { version, lines, adjustments, assessed_fen, to } = event.payload;
      const fixed: AmountVersion = {
        version,
        lines,
        adjustments,
        assessed_fen,
        status: 'proposed',
        fixed_by: event.actor,
        seq: event.seq,
      };
      return { ...state, status: to, amounts: [...withProposedAs(state.amounts, 'superseded'), fixed] };
    }
    case 'DocumentProposed': {
      const document: CaseDocument = { ...event.payload.document, status: 'pending', signatures: [] };
      const earlier = state.documents.map((other) =>
        other.status === 'pending' ? { ...other, status: 'superseded' as const } : other,
      );
      return { ...state, documents: [...earlier, document] };
    }
    case 'StepApproved':
      return foldApproval(state, event);
    case 'DocumentRejected': {
      const { document_id, to } = event.payload;
      const document = state.documents.find((one) => one.document_id === document_id);
      const amounts =
        document?.kind === 'decision' ? withProposedAs(state.amounts, 'rejected') : state.amounts;
      return { ...setDocument(state, document_id, { status: 'rejected' }), amounts, status: to };
    }
    case 'CaseReopened':
      return {
        ...state,
        status: event.payload.to,
        decided: null,
        findings: mapFindings(state, (held) => ({ ...held, cleared_hash: null })),
      };
    case 'NoteAdded': {
      const note = { text: event.payload.text, by: event.actor, at: event.at, seq: event.seq };
      return { ...state, notes: [...state.notes, note] };
    }
    default:
      return null;
  }
}

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
  const approved = approveContent(signed, document, to);
  if (entry === null) return approved;
  return { ...approved, entries: [...approved.entries, { ...entry, is_reversed: false, seq: event.seq }] };
}

function approveContent(state: CaseState, document: CaseDocument, to: Status): CaseState {
  const next = { ...state, status: to };
  if (document.kind === 'clearing') {
    const decider = document.makers[0] ?? '';
    return {
      ...clearFindings(next),
      decided: { by: decider, on: '', reason: document.ground, outcome: to },
    };
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
  return { ...next, amounts };
}

function setDocument(
  state: CaseState,
  documentId: string,
  change: Partial<Pick<CaseDocument, 'status' | 'signatures'>>,
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
