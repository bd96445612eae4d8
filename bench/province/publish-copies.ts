import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMAT, MANIFEST, type Manifest, manifestText } from '../../pipelines/publication/manifest.ts';
import { writeTables } from '../../pipelines/publication/publish.ts';
import { NUMBER_COLUMNS } from '../../pipelines/publication/published-tables.ts';
import { type Publication, readPublication } from '../../pipelines/publication/read-publication.ts';
import { quoteName, quoteText, Warehouse } from '../../storage/warehouse/database.ts';

/** Files of one copy keep their numbers apart from the next one's; the generated county has fewer. */
const FILES = 50;
const FILE_STEP = 10_000_000_000;
/** Numbers of payments begin here, those of rows end: a payment's is its row's times a hundred. */
const FIRST_LINE = FILE_STEP * FILES;

/** Of so many people one stands in the neighbouring county's lists, too. */
const CROSSES = 500;

const ROW_COLUMNS = new Set(['row_id', 'record_id', 'line_id', 'counter_id']);
const DELIVERY_COLUMNS = new Set(['delivery_no', 'first_no', 'second_no']);
/** Tables that speak of the county, once for all copies. */
const ONCE = new Set(['canonical.source_coverage', 'canonical.unread_list']);

export interface CopiedProvince {
  /** A folder per county. */
  folders: string[];
  people: number;
  payments: number;
}

/**
 * Writes so many counties straight to Parquet, each of so many copies of a published county with numbers of its own, and one in
 * {@link CROSSES} people of each under the number that the county beside it has, too.
 */
export async function publishCopies(
  template: string,
  out: string,
  { counties, copies }: { counties: number; copies: number },
): Promise<CopiedProvince> {
  const publication = readPublication(template);
  const made: CopiedProvince = { folders: [], people: 0, payments: 0 };
  for (let no = 0; no < counties; no += 1) {
    const folder = join(out, String(no));
    const { tables } = await publishCounty(publication, folder, no, copies);
    made.folders.push(folder);
    const rowsOf = (name: string): number => tables.find(({ table }) => table === name)?.rows ?? 0;
    made.payments += rowsOf('canonical.roster_line');
    made.people += await drawingPeople(join(folder, FOLDER, 'canonical.roster_line.parquet'));
  }
  return made;
}

const FOLDER = 'night-1-00000000';

async function publishCounty(
  { manifest, fileOf }: Publication,
  folder: string,
  no: number,
  copies: number,
): Promise<Manifest> {
  mkdirSync(join(folder, FOLDER), { recursive: true });
  const warehouse = await Warehouse.open(':memory:');
  try {
    await warehouse.run(`
      create schema canonical; create schema parameter;
      create table copy as select range::integer as copy from range(${copies});
      create table crossing as
      select distinct unnest([person_id, resident_id, resident_id_raw]) as number
      from read_parquet(${quoteText(fileOf('canonical.person') ?? '')})
      where hash(person_id) % ${CROSSES} = 0`);
    for (const { table, columns } of manifest.tables) {
      const from = `read_parquet(${quoteText(fileOf(table) ?? '')})`;
      if (table.startsWith('parameter.') || ONCE.has(table)) {
        await warehouse.run(`create table ${table} as from ${from}`);
        continue;
      }
      const cells = columns.map(({ name }) => `${copiedSql(name, no)} as ${quoteName(name)}`);
      await warehouse.run(`create view ${table} as select ${cells.join(', ')} from ${from} as told, copy`);
    }
    const said: Manifest = {
      ...manifest,
      county: { code: String(530_100 + no), name: `第${no + 1}县` },
      format: FORMAT,
      run: 1,
      folder: FOLDER,
      tables: await writeTables(warehouse, join(folder, FOLDER), null),
      // of nights that never were nothing can be compared
      rules: [],
      claimed_fen: 0,
    };
    writeFileSync(join(folder, MANIFEST), manifestText(said));
    return said;
  } finally {
    warehouse.close();
  }
}

function copiedSql(name: string, no: number): string {
  const column = `told.${quoteName(name)}`;
  if (ROW_COLUMNS.has(name)) {
    const shift = FILES * FILE_STEP;
    return `${column} + copy * case when ${column} >= ${FIRST_LINE} then ${shift * 100} else ${shift} end`;
  }
  if (DELIVERY_COLUMNS.has(name)) return `${column} + copy * ${FILES}`;
  if (!NUMBER_COLUMNS.has(name)) return column;
  // counties stand in pairs: 0 and 1, 2 and 3 …
  const salt = `case when ${column} in (from crossing) then ${Math.floor(no / 2)} else ${1000 + no} end`;
  return `case when ${column} is not null then 'H' || md5(${column} || ' ' || copy || ' ' || ${salt}) end`;
}

async function drawingPeople(roster: string): Promise<number> {
  const warehouse = await Warehouse.open(':memory:');
  try {
    const { n = 0 } =
      (await warehouse.first<{ n: number }>(
        `select count(distinct person_id) as n from read_parquet(${quoteText(roster)})`,
      )) ?? {};
    return n;
  } finally {
    warehouse.close();
  }
}
