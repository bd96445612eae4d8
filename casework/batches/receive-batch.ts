import { type Author, appendEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { businessDay } from '../business-day.ts';
import type { Office } from '../office.ts';
import { refusePastDay, refuseTerm } from '../plausible.ts';
import { findBatch, findItem } from '../reads/waiting/batches.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import type { AnsweredItem, ReceivedBatch } from './items.ts';
import { projectItems } from './project-items.ts';

/** Registers a batch with every item of the sender's file; a batch is registered once. */
export function receiveBatch(
  ledger: Ledger,
  { plausible }: Pick<Office, 'plausible'>,
  author: Author,
  batch: ReceivedBatch,
): CommandRefusal | null {
  return inTransaction(ledger, () => {
    if (findBatch(ledger, batch.batch_id) !== null) return refuse('batch-exists', { batch: batch.batch_id });
    const today = businessDay(author.at);
    const until_on = batch.reply_due_on ?? batch.received_on;
    // a list may be registered when its term is over; where nobody says when it came, that is no contradiction
    const isLate = batch.received_on === today && until_on < today;
    const term = { from_on: isLate ? until_on : batch.received_on, until_on };
    const refusal = refusePastDay(batch.received_on, today) ?? refuseTerm(plausible, term, today);
    if (refusal !== null) return refusal;
    const event = appendEvent(ledger, author, {
      stream: 'batch',
      subject_id: batch.batch_id,
      type: 'BatchReceived',
      payload: batch,
    });
    projectItems(ledger, event, noPerson);
    return null;
  });
}

/** Writes the answers of a night to the items of a batch; answers that are the same as before append nothing. */
export function answerItems(
  ledger: Ledger,
  author: Author,
  batchId: string,
  answers: readonly AnsweredItem[],
): { answered: number; unchanged: number } {
  return inTransaction(ledger, () => {
    let answered = 0;
    for (const answer of answers) {
      const item = findItem(ledger, batchId, answer.item_number);
      if (item === null) throw new Error(`batch ${batchId} has no item ${answer.item_number}`);
      const caseId = item.case_id ?? answer.case_id;
      if (item.answer === answer.answer && item.person_id === answer.person_id && item.case_id === caseId)
        continue;
      answered += 1;
      const event = appendEvent(ledger, author, {
        stream: 'batch',
        subject_id: batchId,
        type: 'ItemAnswered',
        payload: { ...answer, case_id: caseId },
      });
      projectItems(ledger, event, noPerson);
    }
    return { answered, unchanged: answers.length - answered };
  });
}

/** These events name the person themselves. */
const noPerson = (): null => null;
