import type { Ledger } from './ledger.ts';

/**
 * What a ledger says of itself: its id, its birth mark, the version of its queue, the last record that was written, under which key
 * it is sealed, and that its tables of people are still to be made.
 */
export const FACTS = ['ledger_id', 'genesis_hash', 'queue_version', 'tip', 'at_rest', 'lists_due'] as const;

type FactName = (typeof FACTS)[number];

export function readFact(ledger: Ledger, name: FactName): string | null {
  const row = ledger.statement('select value from ledger_fact where name = ?').get(name);
  return row === undefined ? null : String(row.value);
}

export function writeFact(ledger: Ledger, name: FactName, value: string): void {
  ledger
    .statement(
      `insert into ledger_fact (name, value) values (?, ?)
       on conflict (name) do update set value = excluded.value`,
    )
    .run(name, value);
}
