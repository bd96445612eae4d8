import type { ItemMove, ItemOutcome } from '../../core/words/items.ts';
import { appendEvent, readSubject } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { refuseOwnHands } from '../approval.ts';
import { authorOf } from '../author.ts';
import { businessDay } from '../business-day.ts';
import type { NewCaseEvent } from '../case-events.ts';
import { caseIdOf } from '../case-number.ts';
import { appendToCase } from '../casebook/append-to-case.ts';
import { loadCase } from '../casebook/load-case.ts';
import type { Office } from '../office.ts';
import { findOpenCase, nextCaseNumber } from '../reads/cases/casebook.ts';
import { maySee } from '../reads/scope.ts';
import { loadUser } from '../reads/users/users.ts';
import { findBatch, findItem } from '../reads/waiting/batches.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import type { User } from '../roles.ts';
import { refuseOpening, refuseStep } from './item-steps.ts';
import type { BatchItem, ItemMoved } from './items.ts';
import { projectItems } from './project-items.ts';

export interface ItemRequest {
  user: string;
  via: string;
  batch_id: string;
  item_number: number;
  move: ItemMove;
  assignee?: string;
  outcome?: ItemOutcome;
  reason?: string;
}

export type ItemResult = { ok: true; item: BatchItem } | { ok: false; refusal: CommandRefusal };

/** Moves one item of a batch on; the hands that verified it do not review it. */
export function moveItem(ledger: Ledger, office: Office, request: ItemRequest): ItemResult {
  return inTransaction(ledger, (): ItemResult => {
    const found = reachItem(ledger, request.user, request.batch_id, request.item_number);
    if (!found.ok) return found;
    const refusal = refuseItemMove(ledger, found.user, found.item, request);
    if (refusal !== null) return { ok: false, refusal };
    const moved: ItemMoved = {
      item_number: request.item_number,
      move: request.move,
      assignee: request.assignee ?? null,
      outcome: request.outcome ?? null,
      reason: request.reason ?? null,
    };
    const event = appendEvent(ledger, authorOf(office, request), {
      stream: 'batch',
      subject_id: request.batch_id,
      type: 'ItemMoved',
      payload: moved,
    });
    projectItems(ledger, event, () => null);
    return settled(ledger, request);
  });
}

/** Gives several items to one person; who may not see one of them, or one that has gone on, is told and left out. */
export function assignItems(
  ledger: Ledger,
  office: Office,
  request: { user: string; via: string; batch_id: string; item_numbers: readonly number[]; assignee: string },
): { assigned: number; left_out: { item_number: number; refusal: CommandRefusal }[] } {
  const { item_numbers, ...said } = request;
  const done = item_numbers.map((item_number) => ({
    item_number,
    result: moveItem(ledger, office, { ...said, item_number, move: 'assign' }),
  }));
  return {
    assigned: done.filter(({ result }) => result.ok).length,
    left_out: done.flatMap(({ item_number, result }) =>
      result.ok ? [] : [{ item_number, refusal: result.refusal }],
    ),
  };
}

/**
 * Opens a case for an item because a person says so, or joins the person's open one. The data alone open
 * cases only by findings.
 */
export function openCaseForItem(
  ledger: Ledger,
  office: Office,
  request: { user: string; via: string; batch_id: string; item_number: number },
): ItemResult {
  return inTransaction(ledger, (): ItemResult => {
    const found = reachItem(ledger, request.user, request.batch_id, request.item_number);
    if (!found.ok) return found;
    const { item, user } = found;
    const hands = refuseOpening(user, item);
    if (hands !== null) return { ok: false, refusal: hands };
    if (item.case_id !== null) return { ok: true, item };
    const personId = item.person_id ?? `${item.batch_id}#${item.item_number}`;
    const author = authorOf(office, request);
    let caseId = findOpenCase(ledger, personId);
    if (caseId === null) {
      const case_number = nextCaseNumber(ledger);
      caseId = caseIdOf(case_number);
      const { name, resident_id, township } = item;
      const opened: NewCaseEvent = {
        type: 'CaseOpened',
        payload: {
          person: { person_id: personId, name, resident_id, township, village: null },
          origin: 'handed-down',
          case_number,
          opened_on: businessDay(author.at),
          run: null,
        },
      };
      appendToCase(ledger, author, caseId, null, [opened]);
    }
    const person_id = loadCase(ledger, caseId)?.person.person_id ?? personId;
    const event = appendEvent(ledger, author, {
      stream: 'batch',
      subject_id: request.batch_id,
      type: 'ItemLinked',
      payload: { item_number: item.item_number, case_id: caseId, person_id },
    });
    projectItems(ledger, event, () => person_id);
    return settled(ledger, request);
  });
}

/** The item and who asks for it, or why they may not see it. */
export function reachItem(
  ledger: Ledger,
  userId: string,
  batchId: string,
  itemNumber: number,
): { ok: true; user: User; item: BatchItem } | { ok: false; refusal: CommandRefusal } {
  const user = loadUser(ledger, userId);
  if (user === null) return { ok: false, refusal: refuse('unknown-user', { user: userId }) };
  if (user.is_disabled) return { ok: false, refusal: refuse('user-disabled', { user: user.display_name }) };
  if (findBatch(ledger, batchId) === null)
    return { ok: false, refusal: refuse('unknown-batch', { batch: batchId }) };
  const item = findItem(ledger, batchId, itemNumber);
  if (item === null)
    return { ok: false, refusal: refuse('unknown-item', { batch: batchId, item: itemNumber }) };
  if (!maySee(user, item.township))
    return { ok: false, refusal: refuse('not-your-township', { user: user.display_name }) };
  return { ok: true, user, item };
}

function refuseItemMove(
  ledger: Ledger,
  user: User,
  item: BatchItem,
  request: ItemRequest,
): CommandRefusal | null {
  const step = refuseStep(user, item, request.move);
  if (step !== null) return step;
  const needsReason = request.move === 'verify' || request.move === 'send-back';
  if (needsReason && !request.reason?.trim()) return refuse('reason-required', {});
  if (request.move === 'verify' && request.outcome === undefined) {
    return refuse('invalid-input', { problem: '没有选择核查结论', problem_en: 'no outcome is chosen' });
  }
  if (request.move === 'assign') {
    const assignee = loadUser(ledger, request.assignee ?? '');
    if (assignee === null) return refuse('unknown-user', { user: request.assignee ?? '' });
    if (!maySee(assignee, item.township)) return refuse('not-your-township', { user: assignee.display_name });
  }
  return request.move === 'review' ? refuseOwnHands(verifiersOf(ledger, item), [], [user]) : null;
}

function verifiersOf(ledger: Ledger, item: BatchItem): string[] {
  return readSubject(ledger, 'batch', item.batch_id)
    .filter((event) => event.type === 'ItemMoved')
    .filter((event) => {
      const moved = event.payload as ItemMoved;
      return moved.item_number === item.item_number && moved.move === 'verify';
    })
    .map((event) => event.actor);
}

function settled(ledger: Ledger, request: { batch_id: string; item_number: number }): ItemResult {
  const item = findItem(ledger, request.batch_id, request.item_number);
  if (item === null) throw new Error('an item does not go away');
  return { ok: true, item };
}
