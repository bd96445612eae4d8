import { readFact } from './facts.ts';
import type { Ledger } from './ledger.ts';
import { LIST_TABLES } from './sealed-columns.ts';

/** Whether the tables of people say all that the journal does, where they are kept apart from it. */
export function areListsCurrent(ledger: Ledger): boolean {
  const { lists } = ledger.keeping;
  if (lists === 'none') return true;
  if (lists === 'own') return readFact(ledger, 'lists_due') === null;
  return listsTip(ledger) === (readFact(ledger, 'tip') ?? 'none');
}

/** Says, inside the transaction that wrote them, up to which record the tables of people go. */
export function noteLists(ledger: Ledger, tip: string): void {
  const { lists } = ledger.keeping;
  if (lists === 'own') ledger.statement("delete from main.ledger_fact where name = 'lists_due'").run();
  if (lists !== 'beside') return;
  ledger
    .statement(
      `insert into lists.list_state (name, value) values ('tip', ?)
       on conflict (name) do update set value = excluded.value`,
    )
    .run(tip);
}

/** Says that the tables of people have just been made from the whole journal. */
export function noteListsMade(ledger: Ledger): void {
  noteLists(ledger, readFact(ledger, 'tip') ?? 'none');
}

function listsTip(ledger: Ledger): string | null {
  const row = ledger.statement("select value from lists.list_state where name = 'tip'").get();
  return row === undefined ? null : String(row.value);
}

/** Whether a ledger has a table: a sealed copy has none of people. */
export function holdsTable({ keeping }: Ledger, table: string): boolean {
  return keeping.lists !== 'none' || !(LIST_TABLES as readonly string[]).includes(table);
}

/** Tables, indexes and triggers as they stand in a ledger, those kept beside it included. */
export function readSchema(ledger: Ledger): { type: string; name: string; tbl_name: string; sql: string }[] {
  const files = ledger.keeping.lists === 'beside' ? ['main', 'lists'] : ['main'];
  return files.flatMap((file) =>
    ledger.db
      .prepare(
        `select type, name, tbl_name, sql from ${file}.sqlite_schema
         where name not like 'sqlite_%' and name <> 'list_state'`,
      )
      .all()
      .map(({ type, name, tbl_name, sql }) => ({
        type: String(type),
        name: String(name),
        tbl_name: String(tbl_name),
        sql: String(sql),
      })),
  );
}
