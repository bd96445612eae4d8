import { statSync } from 'node:fs';
import {
  ColumnWriter,
  quoteName,
  quoteText,
  VARCHAR,
  type Warehouse,
} from '../../storage/warehouse/database.ts';

/**
 * Reads each distinct value of a column once, with a function of our own, into a table
 * `(raw, <columns…>)`: a city's year has a million cells and a few thousand different amounts.
 * `read` returns one text (or null) per column.
 */
export async function readDistinctValues(
  warehouse: Warehouse,
  query: string,
  into: string,
  columns: readonly string[],
  read: (raw: string) => readonly (string | null)[],
): Promise<void> {
  const names = ['raw', ...columns];
  await warehouse.run(
    `create or replace temp table ${quoteName(into)} (${names.map((name) => `${quoteName(name)} varchar`).join(', ')})`,
  );
  // all are read before the first is written: one connection does one thing at a time
  const writer = new ColumnWriter(names.map(() => VARCHAR));
  const result = await warehouse.connection.stream(query);
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    for (const raw of chunk.getColumnValues(0))
      if (typeof raw === 'string') writer.add(raw, ...read(raw).map(orNull));
  }
  await warehouse.appendColumns(null, into, writer);
}

/** A blank text is nothing. */
function orNull(cell: string | null): string | null {
  return cell === '' ? null : cell;
}

/** The engine sets room for sixteen such lines aside, whatever the file holds: a small file asks for little. */
const LONGEST_LINE = 8 * 1024 ** 2;

/**
 * Loads a spool file written by this program: cells joined by the separator, one row a line, no quoting; `derived` are
 * further columns made from them, in two steps.
 */
export async function loadSpool(
  warehouse: Warehouse,
  spool: string,
  into: string,
  columns: readonly string[],
  derived: { prepared: readonly string[]; columns: readonly string[] },
): Promise<void> {
  const types = columns.map((name) => `${quoteText(name)}: 'varchar'`).join(', ');
  await warehouse.run(
    `create or replace temp table ${quoteName(into)} as
     select ${['*', ...derived.columns].join(', ')}
     from (select ${['*', ...derived.prepared].join(', ')} from read_csv(${quoteText(spool)}, delim = e'\\x1f', quote = '', escape = '', header = false,
         auto_detect = false, null_padding = true, strict_mode = false, new_line = '\\n',
         max_line_size = ${Math.min(LONGEST_LINE, Math.max(statSync(spool).size, 1))}, columns = {${types}}))`,
  );
}
