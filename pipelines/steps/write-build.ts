import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';

/**
 * Tables that neither a reader nor a night on another day needs: the received files hold the same rows. Of `canonical.*` all
 * are kept: any rule may ask any of them, and on another day it asks the build.
 */
export const NOT_KEPT: ReadonlySet<string> = new Set([
  'main.file_overlap',
  'link.observation',
  'link.told_row',
  'link.name_group',
  'link.two_numbers',
  'link.person_alias',
  'link.region_now',
  'link.repair_candidate',
  'link.confirmed_repair',
]);

/** Up to so many rows a build is small: in the engine's usual blocks of 256 KB nearly all of its file would be air. */
const FEW_ROWS = 100_000;

/** The size of the blocks of a build of so many rows. */
export const blockSize = (rows: number): number => (rows <= FEW_ROWS ? 16_384 : 262_144);

/** Names without a database are the night's own, but for `canonical.*`: that stands in the draft. */
export const SEARCH_PATH = "set search_path = 'memory.main,build.canonical'";

/**
 * Lays the draft's file beside a warehouse in memory and has `canonical.*` made there: what readers keep is written once, and
 * nothing else of the night is worth a disk's time. No log is written ahead: a draft that is not finished is thrown away.
 */
export async function layDraft(warehouse: Warehouse, path: string, rows: number): Promise<void> {
  await warehouse.run(`
    attach ${quoteText(path)} as build
        (recovery_mode 'no_wal_writes', block_size ${blockSize(rows)}, storage_version 'v1.5.0');
    create schema build.canonical;
    ${SEARCH_PATH}`);
}

/**
 * Writes what stands in the draft, and what `more` puts there, while others read it. What cannot be written beside them is written with
 * the rest.
 */
export async function writeAhead(
  warehouse: Warehouse,
  more: (beside: Warehouse) => Promise<void>,
): Promise<void> {
  const beside = await warehouse.beside();
  try {
    await more(beside);
    // the end of the night writes it, or says why it cannot be
    await beside.run('checkpoint build').catch(() => undefined);
  } finally {
    beside.close();
  }
}

/** Consumes the finished night in memory; leaves what else is kept of it in the draft's file, whole, for readers. */
export async function writeBuild(warehouse: Warehouse): Promise<void> {
  const tables = await warehouse.rows<{ schema: string; name: string }>(`
    select schema_name as schema, table_name as name
    from duckdb_tables()
    where database_name = 'memory' and not temporary and not internal
        and schema_name in ('main', 'detection', 'result', 'link', 'parameter', 'supervision', 'shadow')
    order by all`);
  for (const schema of new Set(tables.map((table) => table.schema))) {
    await warehouse.run(`create schema if not exists build.${quoteName(schema)}`);
  }
  for (const { schema, name } of tables) {
    if (NOT_KEPT.has(`${schema}.${name}`)) continue;
    const table = `${quoteName(schema)}.${quoteName(name)}`;
    await warehouse.run(`create table build.${table} as select * from memory.${table}`);
  }
  await warehouse.run(`set search_path = 'memory.main'; checkpoint build; detach build`);
}

/** A build that was made in its own file: what only the night needed goes, and the file is whole. */
export async function closeBuild(warehouse: Warehouse): Promise<void> {
  await warehouse.run('drop schema staged_row cascade; checkpoint');
}
