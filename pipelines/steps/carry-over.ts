import { copyFileSync } from 'node:fs';
import { fileNoSql, sheetNoSql } from '../../core/row-number.ts';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { blockSize, SEARCH_PATH } from './write-build.ts';

/**
 * Canonical tables each row of which follows from one row of one source and its person alone. `key` is the received row. A
 * source's query for such a table adds nothing up and looks at no other row; a test holds that.
 */
export const BY_ROW: readonly { source: string; table: string; key: string }[] = [
  { source: 'payout-roster', table: 'roster_line', key: 'row_id' },
  { source: 'certification', table: 'certification', key: 'record_id' },
  { source: 'household', table: 'living_record', key: 'record_id' },
];

/** Where more than this share of the rows that are there go or change, all are made anew. */
const MOST_CHANGED = 0.5;

/** What a build's rows follow from, besides whose they are: a hash for all, and one of how each file was read. */
export interface RowsOf {
  basis: string;
  /** A hash of what was said about files that others may replace; '' in a build of a Hedui that kept no such record. */
  ruled: string;
  files: readonly (readonly [fileNo: number, digest: string])[];
}

/** What one source puts into a canonical table, of which nothing is other than before. `key` is the received row. */
export interface WholeFeed {
  source: string;
  table: string;
  key: string;
}

/**
 * The published build's tables, in tonight's draft: rows that stand in them stay where tonight puts the same row down to the
 * same person, and all others are made anew. What cannot be shown to be the same is not taken over.
 */
export class CarriedTables {
  readonly #warehouse: Warehouse;
  readonly #tables: Set<string>;
  /** Tables that were taken over, with the number of rows that came, went or changed. */
  readonly taken: Record<string, number> = {};
  /** Files that were read then as they are now. */
  readonly #files: readonly number[];
  #whole: readonly WholeFeed[] = [];

  private constructor(warehouse: Warehouse, tables: Set<string>, files: readonly number[]) {
    this.#warehouse = warehouse;
    this.#tables = tables;
    this.#files = files;
  }

  /**
   * Null where nothing of the published build can be shown to be tonight's: there is no draft then. `count` rows are staged, and
   * what is in `whole` may stay, if its people do.
   */
  static async lay(
    warehouse: Warehouse,
    draft: string,
    published: { path: string; rows: RowsOf | null } | null,
    tonight: RowsOf,
    count: number,
    whole: readonly WholeFeed[],
  ): Promise<CarriedTables | null> {
    if (published?.rows?.basis !== tonight.basis) return null;
    const then = new Map(published.rows.files);
    const same = tonight.files.filter(([fileNo, digest]) => then.get(fileNo) === digest);
    if (same.length === 0) return null;
    await warehouse.run(`attach ${quoteText(published.path)} as published (read_only)`);
    const file = await warehouse.first<{ block_size: number }>(
      "select block_size from pragma_database_size() where database_name = 'published'",
    );
    // an office that has grown begins in blocks that are made for it
    if (file?.block_size !== blockSize(count)) {
      await warehouse.run('detach published');
      return null;
    }
    copyFileSync(published.path, draft);
    await warehouse.run(
      `attach ${quoteText(draft)} as build (recovery_mode 'no_wal_writes'); ${SEARCH_PATH}`,
    );
    const found = await warehouse.rows<{ kind: string; schema: string; name: string }>(`
      select 'view' as kind, schema_name as schema, view_name as name
      from duckdb_views() where database_name = 'build' and not internal
      union all
      select 'table', schema_name, table_name from duckdb_tables() where database_name = 'build'
      order by kind desc, schema, name`);
    const wanted = [...BY_ROW, ...whole].map(({ table }) => table);
    const carried = new Set<string>();
    for (const { kind, schema, name } of found) {
      if (schema === 'canonical' && wanted.includes(name)) carried.add(name);
      else await warehouse.run(`drop ${kind} build.${quoteName(schema)}.${quoteName(name)}`);
    }
    for (const schema of new Set(found.map((table) => table.schema)))
      if (schema !== 'canonical' && schema !== 'main')
        await warehouse.run(`drop schema build.${quoteName(schema)}`);
    await warehouse.run('checkpoint build');
    return new CarriedTables(
      warehouse,
      carried,
      same.map(([fileNo]) => fileNo),
    );
  }

  has(table: string): boolean {
    return this.#tables.has(table);
  }

  /**
   * Rows of `whole` stay where they are. Of all other tables those that are brought to tonight's rows do: of sources of which something
   * came, for nobody would ask what became of the rows of others.
   */
  async keepOnly(sources: readonly string[], whole: readonly WholeFeed[]): Promise<void> {
    this.#whole = whole.filter(({ table }) => this.#tables.has(table));
    for (const { source, table } of this.#whole) if (this.isByRow(source, table)) this.taken[table] = 0;
    for (const table of this.#tables) {
      const kept = this.#whole.filter((feed) => feed.table === table);
      if (BY_ROW.some((one) => one.table === table && sources.includes(one.source))) continue;
      if (kept.length === 0) {
        this.#tables.delete(table);
        await this.#warehouse.run(`drop table canonical.${table}`);
      } else {
        const { key } = kept[0]!;
        await this.#warehouse.run(`
          delete from canonical.${table} where (${fileNoSql(key)}, ${sheetNoSql(key)}) not in (
              select (file_no, sheet_no) from file_sheet
              where source in (${kept.map(({ source }) => quoteText(source)).join(', ')}))`);
      }
    }
  }

  /** What stayed where it was, as source/table. */
  get whole(): string[] {
    return this.#whole.map(({ source, table }) => `${source}/${table}`);
  }

  /** Whether all that a source puts into a table stands there already. */
  isWhole(source: string, table: string): boolean {
    return this.#whole.some((feed) => feed.source === source && feed.table === table);
  }

  /** Whether what a source puts into a table is brought there row by row. */
  isByRow(source: string, table: string): boolean {
    return this.#tables.has(table) && BY_ROW.some((one) => one.source === source && one.table === table);
  }

  /** The rest of the night needs the published build no more. */
  async close(): Promise<void> {
    await this.#warehouse.run('detach published');
  }

  /**
   * Brings a table of `BY_ROW` to tonight's rows: `assigned` is a query for row_id, person_id and match_strength of every row
   * that counts, `sql` the source's own query. False where too much is other than before: the table is empty then.
   */
  async refill(
    warehouse: Warehouse,
    source: string,
    table: string,
    assigned: string,
    sql: string,
  ): Promise<boolean> {
    const { key } = BY_ROW.find((one) => one.table === table && one.source === source)!;
    const touched = `touched_${table}`;
    const files = await this.#sameFiles(warehouse, source);
    await warehouse.run(`
      create or replace temp table ${touched} as
      select coalesce(tonight.row_id, was.${key}) as row_id, tonight.row_id is not null as is_now, was.${key} is not null as was
      from (${assigned}) as tonight
      full join published.canonical.${table} as was on was.${key} = tonight.row_id
      where tonight.row_id is null or was.${key} is null or was.person_id <> tonight.person_id
          or was.match_strength <> tonight.match_strength
          or ${fileNoSql('tonight.row_id')} not in (select unnest(cast([${files.join(', ')}] as integer[])))`);
    if (!(await this.#isWorthTaking(warehouse, table))) {
      await warehouse.run(`delete from canonical.${table}`);
      return false;
    }
    const within = await withinFiles(warehouse, touched);
    await warehouse.run(`
      delete from canonical.${table} where ${key} in (select row_id from ${touched} where was);
      insert into canonical.${table} by name
      ${sql.replace(
        /\bfrom (staged\.\w+)/,
        `from (select * from $1 where ${within} and row_id in (select row_id from ${touched} where is_now)) as touched_line`,
      )}`);
    return true;
  }

  async #isWorthTaking(warehouse: Warehouse, table: string): Promise<boolean> {
    const rows = await warehouse.first<{ touched: number; gone: number; before: number }>(`
      select count(*) as touched, count(*) filter (where was) as gone,
          (select count(*) from published.canonical.${table}) as before
      from touched_${table}`);
    if (rows!.gone > MOST_CHANGED * rows!.before) return false;
    this.taken[table] = rows!.touched;
    return true;
  }

  /** What a blank cell means hangs on the other cells of its sheet: on which rows of it count. */
  async #sameFiles(warehouse: Warehouse, source: string): Promise<number[]> {
    const of = (build: string): string =>
      `select field, file_no, sheet_no, means from ${build}.main.blank_cell
       where source = ${quoteText(source)} and file_no in (${this.#files.join(', ')})`;
    const others = await warehouse.rows<{ file_no: number }>(`
      select distinct file_no from (
          (${of('memory')} except ${of('published')}) union all (${of('published')} except ${of('memory')}))`);
    const other = new Set(others.map(({ file_no }) => file_no));
    return this.#files.filter((fileNo) => !other.has(fileNo));
  }
}

/** SQL: what a file holds is read and looked up only where one of its rows is made anew; mostly that is one file of a year's. */
async function withinFiles(warehouse: Warehouse, touched: string): Promise<string> {
  const files = await warehouse.rows<{ file_no: number; first: number; last: number }>(`
    select ${fileNoSql('row_id')} as file_no, min(row_id) as first, max(row_id) as last
    from ${touched} where is_now group by all`);
  if (files.length === 0) return 'false';
  const first = Math.min(...files.map((file) => file.first));
  const last = Math.max(...files.map((file) => file.last));
  return `file_no in (${files.map(({ file_no }) => file_no).join(', ')}) and row_id between ${first} and ${last}`;
}
