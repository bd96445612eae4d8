import { readEvents, type StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { openScratch, replaceRows } from '../../storage/ledger/scratch.ts';
import { upsertRow } from '../../storage/ledger/upsert-row.ts';
import { projectLines } from '../bank/project-lines.ts';
import { settleLine } from '../bank/settle-lines.ts';
import { projectItems } from '../batches/project-items.ts';
import type { CaseEvent, CasePayloads } from '../case-events.ts';
import { foldCase } from '../fold.ts';
import { recordDocumentNumber, recordNoticeNumbers } from '../notice-numbers.ts';
import { literals } from '../reads/conditions.ts';
import { wholeTable } from '../reads/whole-table.ts';
import { foldUser, type NewUserEvent, registeredUser } from '../users/fold-user.ts';
import { loadCaseEvents, toCaseEvent } from './load-case.ts';

/** Tables that events make, beside the casebook, and by which columns a row of each is known. */
export const FOLDED: Readonly<Record<string, readonly string[]>> = {
  bank_line: ['line_id'],
  batch_state: ['batch_id'],
  batch_item: ['batch_id', 'item_number'],
  notice_number: ['notice_number'],
  user_state: ['user_id'],
};

/** What these tables must say, made from the journal in a ledger of its own that only memory holds. */
export function foldTables(ledger: Ledger, where = FOLDED_EVENTS): Ledger {
  const scratch = openScratch();
  const lineOf = new Map<string, string | null>();
  const users = new Map<string, StoredEvent[]>();
  const personOf = (caseId: string, seq: number): string | null => {
    const before = loadCaseEvents(ledger, caseId).filter((event) => event.seq < seq);
    return foldCase(before)?.person.person_id ?? null;
  };
  for (const event of readEvents(ledger, where)) {
    if (event.stream === 'bank') projectLines(scratch, event);
    if (event.stream === 'batch') projectItems(scratch, event, personOf);
    if (event.stream === 'document') recordDocumentNumber(scratch, event);
    if (event.stream === 'user' && !OF_A_CREDENTIAL.has(event.type)) {
      const own = users.get(event.subject_id) ?? [];
      own.push(event);
      users.set(event.subject_id, own);
    }
    if (event.stream === 'case') {
      const of: CaseEvent = toCaseEvent(event);
      recordNoticeNumbers(scratch, [of]);
      settleLine(scratch, of, (entryId) => lineOf.get(entryId));
      if (of.type === 'ReceiptRecorded') lineOf.set(of.payload.entry.entry_id, of.payload.entry.bank_line_id);
    }
  }
  for (const [userId, events] of users) {
    const user = foldUser(userId, events as (StoredEvent & NewUserEvent)[]);
    if (user === null) continue;
    upsertRow(scratch, 'user_state', 'user_id', registeredUser(user, events.at(-1)?.seq ?? 0));
  }
  return scratch;
}

/** Makes those tables again from the journal, inside the caller's transaction. Credentials and keys cannot be made again. */
export function rebuildProjections(ledger: Ledger): void {
  using scratch = foldTables(ledger);
  replaceRows(ledger, new Map(Object.keys(FOLDED).map((table) => [table, wholeTable(scratch, table)])));
}

/** These change a credential and nothing in the register. */
const OF_A_CREDENTIAL: ReadonlySet<string> = new Set([
  'PasswordSet',
  'UserLocked',
  'UserUnlocked',
  'SecondFactorSet',
  'SecondFactorRemoved',
]);

/** Of a case only what makes numbers and lines; the casebook checks the rest. */
const OF_A_CASE: readonly (keyof CasePayloads)[] = [
  'NoticeIssued',
  'NoticeVoided',
  'ReceiptRecorded',
  'EntryReversed',
];

const FOLDED_EVENTS = `stream in ('bank', 'batch', 'document', 'user')
  or (stream = 'case' and type in (${literals(OF_A_CASE)}))`;
