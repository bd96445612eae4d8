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
  return row === undefined ? null : toCommand(row);
}

/** What was acknowledged for each part of a request whose parts have keys of their own: `key#part`. */
export function listAcknowledgedParts(ledger: Ledger, key: string): AcknowledgedCommand[] {
  // `$` is the sign after `#`
  return ledger
    .statement(
      'select digest, actor, subject_id, first_seq, last_seq from command where key >= ? and key < ? order by subject_id',
    )
    .all(`${key}#`, `${key}$`)
    .map(toCommand);
}

function toCommand(row: Record<string, unknown>): AcknowledgedCommand {
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
      'insert into main.command (key, digest, actor, subject_id, first_seq, last_seq) values (?, ?, ?, ?, ?, ?)',
    )
    .run(
      key,
      ledger.keeping.close(command.digest, key),
      command.actor,
      command.subject_id,
      command.first_seq,
      command.last_seq,
    );
}
