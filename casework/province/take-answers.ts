import { Refusal } from '../../core/errors.ts';
import { appendEvents } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { authorOf } from '../author.ts';
import type { Office } from '../office.ts';
import { throwRefusal } from '../refusals.ts';
import { refuseRole } from '../refuse-role.ts';
import { hasRole } from '../roles.ts';
import type { Decider } from '../standing-decisions.ts';
import { type BatchSoFar, listHandedDown, type TakenAnswers } from './handed-down.ts';

/** Of a table whose every byte was taken in. */
export const TAKEN_BEFORE = 'answers-taken-before';

/** The batch that a returned table names; refused where none of ours is, or the very same file was taken in before. */
export function batchAnswered(
  ledger: Ledger,
  said: { batch: string; file: string; file_hash: string },
): BatchSoFar {
  const batch = listHandedDown(ledger).find(({ batch_id }) => batch_id === said.batch);
  const { file } = said;
  if (batch === undefined) {
    throw new Refusal(
      'answers-of-no-batch',
      `“${file}”里没有本单位下发过的批次号（批次栏为“${said.batch}”），没有读入。请用下发的原表填写。`,
      `No batch that was handed down here is named in ${file} (its batch column says "${said.batch}"); nothing was taken in. Fill in the table that was handed down.`,
    );
  }
  const on = batch.taken.get(said.file_hash);
  if (on !== undefined) {
    throw new Refusal(
      TAKEN_BEFORE,
      `“${file}”在 ${on} 已经读入过，内容没有变化，没有重复读入。`,
      `${file} was taken in on ${on} and has not changed since; it was not taken in again.`,
    );
  }
  return batch;
}

/** Enters what a county answered; a later answer to an item stands in the place of an earlier one. */
export function takeAnswers(ledger: Ledger, office: Office, by: Decider, taken: TakenAnswers): void {
  if (!hasRole(by.user, 'supervisor'))
    throwRefusal(refuseRole({ zh: '读入答复', en: 'take answers in' }, ['supervisor']));
  inTransaction(ledger, () => {
    batchAnswered(ledger, { ...taken, batch: taken.batch_id });
    appendEvents(ledger, authorOf(office, by), [
      { stream: 'province', subject_id: taken.batch_id, type: 'AnswersTaken', payload: taken },
    ]);
  });
}
