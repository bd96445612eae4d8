import type { Ledger } from './ledger.ts';

/** What was acknowledged under a key. */
export interface AcknowledgedCommand {
  digest: string;
  actor: string;
  subject_id: string;
  first_seq: number;
  last_seq: number;
}

export function findAcknowledged(ledger: Ledger, key: string): AcknowledgedCommand | null {
  const row = ledger
    .statement('select digest, actor, subject_id, first_seq, last_seq from command where key = ?')
    .get(key);
  if (row === undefined) return null;
  return {
    digest: String(row.digest),
    actor: String(row.actor),
    subject_id: String(row.subject_id),
    first_seq: Number(row.first_seq),
    last_seq: Number(row.last_seq),
  };
}

/** Remembers, in the command's own transaction, what was acknowledged under its key. */
export function rememberAcknowledged(ledger: Ledger, key: string, command: AcknowledgedCommand): void {
  ledger
    .statement(
      'insert into command (key, digest, actor, subject_id, first_seq, last_seq) values (?, ?, ?, ?, ?, ?)',
    )
    .run(key, command.digest, command.actor, command.subject_id, command.first_seq, command.last_seq);
}
