import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';

const SEPARATOR = '\x1f';

/**
 * Reads each distinct value of a column once, with a function of our own, into a table
 * `(raw, <columns…>)`: a city's year has a million cells and a few thousand different amounts.
 * `read` returns one text (or null) per column; lines never contain the separator or a line break.
 */
export async function readDistinctValues(
  warehouse: Warehouse,
  query: string,
  into: string,
  columns: readonly string[],
  read: (raw: string) => readonly (string | null)[],
  scratch: string,
): Promise<void> {
  const spool = join(scratch, `${into}.values`);
  const out = createWriteStream(spool, { highWaterMark: 1 << 20 });
  const result = await warehouse.connection.stream(query);
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    const lines: string[] = [];
    for (const raw of chunk.getColumnValues(0)) {
      if (typeof raw !== 'string') continue;
      const cells = read(raw).map((cell) => (cell === null ? '' : cell));
      lines.push(`${raw}${SEPARATOR}${cells.join(SEPARATOR)}\n`);
    }
    if (!out.write(lines.join(''))) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  await loadSpool(warehouse, spool, into, ['raw', ...columns]);
  await rm(spool);
}

/**
 * Loads a spool file written by this program: cells joined by the separator, one row a line, no quoting; `derived` are
 * further columns made from them, in two steps.
 */
export async function loadSpool(
  warehouse: Warehouse,
  spool: string,
  into: string,
  columns: readonly string[],
  derived: { prepared: readonly string[]; columns: readonly string[] } = { prepared: [], columns: [] },
): Promise<void> {
  const types = columns.map((name) => `${quoteText(name)}: 'varchar'`).join(', ');
  await warehouse.run(
    `create or replace temp table ${quoteName(into)} as
     select ${['*', ...derived.columns].join(', ')}
     from (select ${['*', ...derived.prepared].join(', ')} from read_csv(${quoteText(spool)}, delim = e'\\x1f', quote = '', escape = '', header = false,
         auto_detect = false, null_padding = true, strict_mode = false, new_line = '\\n',
         max_line_size = 8388608, columns = {${types}}))`,
  );
}
