import type { Move } from '../../core/words/moves.ts';
import { type AcknowledgedCommand, listAcknowledgedParts } from '../../storage/ledger/command-keys.ts';
import { recordAt } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import type { CaseEvent } from '../case-events.ts';
import { loadCaseEvents } from '../casebook/load-case.ts';
import { type CaseRequest, carryOut } from '../execute.ts';
import { foldCase } from '../fold.ts';
import type { Office } from '../office.ts';
import { loadUser } from '../reads/users/users.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { hasRole, type User } from '../roles.ts';
import { partKey, type Skipped, sortOut, UNDO_MINUTES, undoableUntil } from './act-on-selection.ts';

export interface UndoRequest {
  /** The key of this request. */
  key: string;
  /** The key under which the selection was acted on. */
  undoes: string;
  user: string;
  via: string;
}

export type UndoOutcome =
  | { ok: true; done: string[]; skipped: Skipped[] }
  | { ok: false; refusal: CommandRefusal };

/**
 * Takes back what somebody did to a selection, by new events: nothing is erased. Only they themselves, only for ten
 * minutes, and only in cases that nothing has happened to since.
 */
export function undoSelection(ledger: Ledger, office: Office, request: UndoRequest): UndoOutcome {
  return inTransaction(ledger, (): UndoOutcome => {
    const user = loadUser(ledger, request.user);
    if (user === null) return { ok: false, refusal: refuse('unknown-user', { user: request.user }) };
    const parts = listAcknowledgedParts(ledger, request.undoes).filter((part) => part.actor === request.user);
    const [first] = parts;
    if (first === undefined) return { ok: false, refusal: refuse('nothing-to-undo', {}) };
    const doneAt = recordAt(ledger, first.first_seq)?.at ?? '';
    if (office.now() > undoableUntil(doneAt)) {
      return { ok: false, refusal: refuse('undo-too-late', { minutes: UNDO_MINUTES }) };
    }
    const outcomes = parts.map((part) => {
      const back = wayBack(loadCaseEvents(ledger, part.subject_id), part, user);
      if (back === null) return { ok: false as const, refusal: refuse('cannot-undo', {}) };
      const { via } = request;
      return carryOut(ledger, office, {
        key: partKey(request.key, part.subject_id),
        user: user.user_id,
        via,
        case_id: part.subject_id,
        expected_last_seq: part.last_seq,
        ...back,
      });
    });
    return {
      ok: true,
      ...sortOut(
        parts.map((part) => part.subject_id),
        outcomes,
      ),
    };
  });
}

/** The move that brings a case back to where it was; null where none does. */
function wayBack(
  events: readonly CaseEvent[],
  part: AcknowledgedCommand,
  user: User,
): Pick<CaseRequest, 'move' | 'input'> | null {
  const made = events.find((event) => event.seq === part.first_seq);
  const before = foldCase(events.filter((event) => event.seq < part.first_seq));
  if (made === undefined || before === null) return null;
  const move = (name: Move, input: unknown = {}) => ({ move: name, input });
  switch (made.type) {
    case 'CasePrioritised':
      return move('unprioritise');
    case 'CaseTaken':
    case 'CaseAssigned': {
      if (before.status === 'unverifiable') return null;
      const isReassigned = before.assignee !== null && hasRole(user, 'supervisor');
      return isReassigned ? move('assign', { assignee: before.assignee }) : move('put-back');
    }
    default:
      return null;
  }
}
