import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, type Warehouse } from './database.ts';

/** The columns of what stands after `from`, in their order: preparing a query tells them sooner than describing it. */
export async function columnsIn(connection: DuckDBConnection, from: string): Promise<string[]> {
  const prepared = await connection.prepare(`from ${from}`);
  try {
    return Array.from({ length: prepared.columnCount }, (_, place) => prepared.columnName(place));
  } finally {
    prepared.destroySync();
  }
}

/** Whether a query finds a table or a view of this name: a build that an older Hedui made keeps less. */
export async function hasTable(
  { connection }: Pick<Warehouse, 'connection'>,
  schema: string,
  table: string,
): Promise<boolean> {
  try {
    await columnsIn(connection, `${quoteName(schema)}.${quoteName(table)}`);
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Catalog Error')) return false;
    throw error;
  }
}
