import { formatYuan } from '../../core/money.ts';
import type { ClearGround } from '../../core/words/case.ts';
import type { DocumentKind } from '../../core/words/documents.ts';
import { chainFor, namedIn } from '../approval-chain.ts';
import type { NewCaseEvent, Payee, ProposedDocument } from '../case-events.ts';
import { type CaseState, pendingDocument } from '../case-state.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import type { CommandContext, CommandResult } from './command.ts';

interface Proposal {
  kind: DocumentKind;
  amount_fen: number;
  ground: string;
  clear_ground?: ClearGround | null;
  version?: number;
  payee?: Payee;
  /** Whose work it is beside that of who proposes it. */
  makers?: readonly string[];
}

/**
 * Puts a document before its chain. The chain is written into the event as it is today: a later change of
 * the office's rules does not change what was signed under the earlier ones.
 */
export function proposeDocument(
  context: CommandContext,
  state: CaseState,
  proposal: Proposal,
): CommandResult {
  const pending = pendingDocument(state);
  const replaced = proposal.kind === 'decision' && pending?.kind === 'decision' ? pending : null;
  if (replaced === null && pending !== null) return refuse('document-pending', namedIn(pending.kind));
  const chain = chainFor(context.chains, proposal.kind, proposal.amount_fen);
  if (chain === null) {
    return refuse('no-chain', { ...namedIn(proposal.kind), amount: formatYuan(proposal.amount_fen) });
  }
  const document: ProposedDocument = {
    document_id: `${state.case_id}-D${state.documents.length + 1}`,
    kind: proposal.kind,
    amount_fen: proposal.amount_fen,
    ground: proposal.ground,
    ...(proposal.clear_ground === undefined ? {} : { clear_ground: proposal.clear_ground }),
    ...(proposal.payee === undefined ? {} : { payee: proposal.payee }),
    version: proposal.version ?? null,
    chain_id: chain.chain_id,
    steps: chain.steps,
    makers: [...new Set([...makersOf(context, state), ...(proposal.makers ?? [])])],
    // A decision that takes the place of a pending one came from the same state.
    status_before: replaced?.status_before ?? state.status,
  };
  const event: NewCaseEvent = { type: 'DocumentProposed', payload: { document } };
  return [event];
}

/** One document at a time waits for signatures. */
export function refusePending(state: CaseState): CommandRefusal | null {
  const pending = pendingDocument(state);
  return pending === null ? null : refuse('document-pending', namedIn(pending.kind));
}

/** Whose work a document is: who makes it, and who decided the case it rests on. */
function makersOf(context: CommandContext, state: CaseState): string[] {
  const makers = [context.actor.user_id];
  if (context.principal !== null) makers.push(context.principal.user_id);
  if (state.decided !== null) makers.push(state.decided.by);
  return [...new Set(makers)];
}
