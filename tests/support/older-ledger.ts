import type { DatabaseSync } from 'node:sqlite';

/** Takes from a ledger what came with second factors, as it stood before its seventh step. */
export function withoutSecondFactors(db: DatabaseSync): void {
  db.exec(
    'drop table one_time_code; drop table second_factor; alter table credential add column locked_until text',
  );
}
