import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of all queries. */
export const SQL = join(import.meta.dirname, '../../sql');

/** The canonical tables a source feeds, with the query for each. */
export function queriesOf(source: string): { table: string; sql: string }[] {
  return sqlFiles(join(SQL, 'sources', source)).map(({ name, sql }) => ({ table: name, sql }));
}

/** The queries of a folder in the order of their names. */
export function sqlFiles(folder: string): { name: string; sql: string }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name: name.slice(0, -'.sql'.length), sql: readFileSync(join(folder, name), 'utf8') }));
}
