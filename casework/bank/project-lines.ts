import type { StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { ReceivedLine } from './received-line.ts';

/** What each event of the stream `bank` says. */
interface BankPayloads {
  StatementImported: { file: string; lines: readonly (ReceivedLine & { line_id: string })[] };
  LineSetAside: { line_id: string; reason: string };
  LineTakenBack: { line_id: string; reason: string };
  LineSplit: { line_id: string; parts: readonly { line_id: string; amount_fen: number }[] };
}

type BankEvent = {
  [Type in keyof BankPayloads]: { type: Type; payload: BankPayloads[Type] };
}[keyof BankPayloads];

/** Brings the lines of the account to what an event of the bank's says. */
export function projectLines(ledger: Ledger, { seq, subject_id, ...stored }: StoredEvent): void {
  const event = stored as unknown as BankEvent;
  if (event.type === 'StatementImported') {
    const insert = ledger.statement(
      `insert into bank_line (line_id, statement_id, row, booked_on, amount_fen, payer, payer_account, remark, status, last_seq)
       values (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)`,
    );
    for (const line of event.payload.lines) {
      const { line_id, row, booked_on, amount_fen, payer, payer_account, remark } = line;
      insert.run(line_id, subject_id, row, booked_on, amount_fen, payer, payer_account, remark, seq);
    }
  }
  if (event.type === 'LineSetAside') {
    ledger
      .statement(`update bank_line set status = 'set-aside', reason = ?, last_seq = ? where line_id = ?`)
      .run(event.payload.reason, seq, event.payload.line_id);
  }
  if (event.type === 'LineTakenBack') {
    ledger
      .statement(`update bank_line set status = 'open', reason = null, last_seq = ? where line_id = ?`)
      .run(seq, event.payload.line_id);
  }
  if (event.type === 'LineSplit') {
    const { line_id, parts } = event.payload;
    ledger
      .statement(`update bank_line set status = 'split', reason = null, last_seq = ? where line_id = ?`)
      .run(seq, line_id);
    const insert = ledger.statement(
      `insert into bank_line (
         line_id, statement_id, row, booked_on, amount_fen, payer, payer_account, remark, status, split_from, last_seq)
       select ?, statement_id, row, booked_on, ?, payer, payer_account, remark, 'open', line_id, ?
       from bank_line where line_id = ?`,
    );
    for (const part of parts) insert.run(part.line_id, part.amount_fen, seq, line_id);
  }
}
