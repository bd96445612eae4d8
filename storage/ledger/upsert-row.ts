import type { Ledger } from './ledger.ts';

export type LedgerCell = string | number | null;

const texts = new Map<string, string>();

/**
 * Brings a row from what it was to what it is: columns that stay are not written, so that their indexes stay as well. A row that
 * is not there is written whole.
 */
export function changeRow(
  ledger: Ledger,
  table: string,
  key: string,
  row: Record<string, LedgerCell>,
  before: Record<string, LedgerCell>,
): void {
  const changed = Object.keys(row).filter((name) => row[name] !== before[name]);
  if (changed.length === 0) return;
  const text = `update ${table} set ${changed.map((name) => `${name} = ?`).join(', ')} where ${key} = ?`;
  const { changes } = ledger
    .statement(text)
    .run(...changed.map((name) => row[name] ?? null), row[key] ?? null);
  if (changes === 0) upsertRow(ledger, table, key, row);
}

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
