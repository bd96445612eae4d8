import type { StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { AnsweredItem, ItemFilled, ItemMoved, ReceivedBatch } from './items.ts';
import { itemTransition } from './items.ts';

/** What each event of the stream `batch` says. */
interface BatchPayloads {
  BatchReceived: ReceivedBatch;
  ItemAnswered: AnsweredItem;
  ItemMoved: ItemMoved;
  ItemFilled: ItemFilled;
  /** `person_id` is absent in older records: there it is the person of the case as it was then. */
  ItemLinked: { item_number: number; case_id: string; person_id?: string };
}

type BatchEvent = {
  [Type in keyof BatchPayloads]: { type: Type; payload: BatchPayloads[Type] };
}[keyof BatchPayloads];

/** Brings a batch and its items to what an event of it says. */
export function projectItems(
  ledger: Ledger,
  { seq, subject_id, ...stored }: StoredEvent,
  personOf: (caseId: string, seq: number) => string | null,
): void {
  const event = stored as unknown as BatchEvent;
  const set = (columns: string, item: number, ...values: readonly (string | number | null)[]): void => {
    ledger
      .statement(`update batch_item set ${columns}, last_seq = ? where batch_id = ? and item_number = ?`)
      .run(...values, seq, subject_id, item);
  };
  switch (event.type) {
    case 'BatchReceived': {
      const { title, sender, received_on, reply_due_on, file, file_hash, items } = event.payload;
      ledger
        .statement(
          `insert into batch_state (batch_id, title, sender, received_on, reply_due_on, file, file_hash, received_seq, last_seq)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(subject_id, title, sender, received_on, reply_due_on, file, file_hash, seq, seq);
      const insert = ledger.statement(
        `insert into batch_item (batch_id, item_number, row, name, resident_id, township, claimed_fen, status, last_seq)
         values (?, ?, ?, ?, ?, ?, ?, 'received', ?)`,
      );
      for (const item of items) {
        const { item_number, row, name, resident_id, township, claimed_fen } = item;
        insert.run(subject_id, item_number, row, name, resident_id, township, claimed_fen, seq);
      }
      return;
    }
    case 'ItemAnswered': {
      const { item_number, answer, person_id, case_id } = event.payload;
      set('answer = ?, person_id = ?, case_id = ?', item_number, answer, person_id, case_id);
      return;
    }
    case 'ItemMoved': {
      const { item_number, move, assignee, outcome, reason } = event.payload;
      const columns =
        'status = ?, assignee = coalesce(?, assignee), outcome = coalesce(?, outcome), reason = coalesce(?, reason)';
      set(columns, item_number, itemTransition(move).to, assignee, outcome, reason);
      return;
    }
    case 'ItemFilled': {
      // what was filled in stays in the journal; it changes no state
      set('status = status', event.payload.item_number);
      return;
    }
    case 'ItemLinked': {
      const { item_number, case_id, person_id } = event.payload;
      set('case_id = ?, person_id = ?', item_number, case_id, person_id ?? personOf(case_id, seq));
      return;
    }
  }
}
