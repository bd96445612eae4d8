import type { Ledger } from './ledger.ts';

export type LedgerCell = string | number | null;

const texts = new Map<string, string>();

/** Writes a row whole, whether or not there was one under its key. A table's rows always name the same columns. */
export function upsertRow(ledger: Ledger, table: string, key: string, row: Record<string, LedgerCell>): void {
  let text = texts.get(table);
  if (text === undefined) {
    const names = Object.keys(row);
    const changes = names.filter((name) => name !== key).map((name) => `${name} = excluded.${name}`);
    text = `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})
      on conflict (${key}) do update set ${changes.join(', ')}`;
    texts.set(table, text);
  }
  ledger.statement(text).run(...Object.values(row));
}
