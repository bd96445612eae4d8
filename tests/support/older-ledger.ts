import type { DatabaseSync } from 'node:sqlite';

/** Takes from a ledger the days of its cases, its ninth step. */
export function withoutCaseDays(db: DatabaseSync): void {
  db.exec(`drop table case_day; delete from ledger_fact where name = 'queue_version'`);
}

/** Takes from a ledger what came with second factors, as it stood before its seventh step. */
export function withoutSecondFactors(db: DatabaseSync): void {
  db.exec(
    'drop table one_time_code; drop table second_factor; alter table credential add column locked_until text',
  );
}

/** Takes from a ledger's queue what came with trust by township, its eighth step; an older program filled it. */
export function withoutTrustByTownship(db: DatabaseSync): void {
  db.exec(
    `drop index label_by_decision; alter table queue_label drop column township;
     alter table queue_label add column decided_strength text;
     create index label_by_decision on queue_label (
         decided_rule, decided_strength, decided_outcome, origin, decided_minutes
     ) where decided_outcome is not null;
     delete from ledger_fact where name = 'queue_version'`,
  );
}
