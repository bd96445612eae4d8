import { currentRegion, type NamedRegion, regionIn, regionName } from '../../core/resident-id/regions.ts';
import { quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import type { ReadFile } from '../kept-readings.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import type { HeldWord } from '../vocabularies/interpret.ts';
import { plainWord } from '../vocabularies/read-word.ts';
import type { TaughtWord } from '../vocabularies/taught-word.ts';

/** The column that names the county whose roster a line stands on, and what its words mean. */
export const PLACE = 'place';
const OWN = 'own';
/** Of the people on a roster without a county so many come from one. */
const MOST = 0.5;

/** Lines of a sheet that say the same of their county. */
interface Lines {
  file_no: number;
  sheet_no: number;
  /** As received; null where the rows name none. */
  raw: string | null;
  /** What the column, or else the title above the header, names; null for neither. */
  county: NamedRegion | null;
  row_count: number;
  row_no: number;
}

type Named = Lines & { county: NamedRegion };

/** Makes the tables that are added to: rows that wait for an answer, and rows that are not, or not yet, this office's. */
export async function prepareWhose(warehouse: Warehouse): Promise<void> {
  await warehouse.run(`
    create or replace table held (row_id bigint, source varchar, field varchar, word varchar);
    create or replace table not_ours (row_id bigint);
    create or replace table place_called (raw varchar, county varchar, is_own boolean)`);
}

/** SQL: the county that a word of the column means, however it is written; null for the office's own. */
export const countySql = (raw: string): string =>
  `(select place_called.county from place_called where place_called.raw = ${raw} and not place_called.is_own)`;

/**
 * SQL: the name of a county without province, prefecture and kind; null where there is none. One that has 州 in its own name (林州市,
 * 兖州区) is no part of a prefecture.
 */
export const plainCounty = (county: string): string => {
  const after = (ends: string): string =>
    `nullif(regexp_extract(${county}, '([^${ends}]{2,}?)(自治县|市|县|区)?$', 1), '')`;
  return `coalesce(${after('省州市')}, ${after('省市')})`;
};

/**
 * What a query over a roster's rows `line` may ask beside them: the county that the row names, however it is written, by its name
 * without province, prefecture and kind. A year's rows hold a word or two for it: each is taken apart once.
 */
export function countyColumn(source: SourceDefinition, line: string): { columns: string[]; joins: string[] } {
  if (source.pays !== 'pension' || !(PLACE in source.fields)) return { columns: [], joins: [] };
  const own = `${line}.${PLACE}`;
  return {
    columns: [`case when called.raw is null then ${plainCounty(own)} else called.plain end as county`],
    joins: [
      `left join (select raw, ${plainCounty('county')} as plain from place_called) as called on called.raw = ${own}`,
    ],
  };
}

/** Sheets whose title names a county that was said not to count here: every line of theirs means that. */
export async function leaveElsewhere(
  warehouse: Warehouse,
  sheets: readonly { source: string; file_no: number; sheet_no: number }[],
): Promise<void> {
  for (const { source, file_no, sheet_no } of sheets)
    await warehouse.run(
      `update blank_cell set means = 'elsewhere'
       where source = ${quoteText(source)} and field = '${PLACE}' and file_no = ${file_no} and sheet_no = ${sheet_no}`,
    );
}

interface WhoseRoster {
  /** The source with the words that are the office's own county. */
  source: SourceDefinition;
  /** Counties in titles that nobody has explained yet. */
  held: HeldWord[];
  /** Sheets whose title names a county that was said not to count here. */
  elsewhere: readonly { file_no: number; sheet_no: number }[];
  /** Files with a line of our own: another county's neither corrects nor repeats them. */
  ours: readonly ReadFile[];
}

/**
 * Whose rosters these are. A line counts here where its county is the office's own: the one in the office's name, else the one
 * that most people on rosters without a county come from, else the only one that is named. Every other county is asked about,
 * as a word of the column or of the title: until somebody says what it is, its lines wait. Leaves `not_ours`, the rows that
 * wait or do not count here, and `place_called`, which county a word of the column means; answers the source with the words that are the office's own.
 */
export async function askWhoseRoster(
  warehouse: Warehouse,
  source: SourceDefinition,
  table: string,
  files: readonly ReadFile[],
  { office, taught }: { office: string; taught: readonly TaughtWord[] },
): Promise<WhoseRoster> {
  const coded = source.vocabulary[PLACE];
  if (source.pays !== 'pension' || !coded || files.length === 0)
    return { source, held: [], elsewhere: [], ours: files };
  const said = new Map(
    taught
      .filter((one) => one.source === source.source && one.field === PLACE)
      .map(({ word, means }) => [plainWord(word), means]),
  );
  const lines = await countiesNamed(warehouse, source, table, files);
  const named = lines.filter((one): one is Named => one.county !== null);
  const own = named.length === 0 ? null : await ownCounty(warehouse, table, office, lines);
  const strangers = named.filter(({ county }) => !isOf(county, own));
  await noteCalled(warehouse, named, strangers);
  const answerOf = ({ raw, county }: Named): string | undefined => said.get(plainWord(raw ?? county.name));
  const notOurs = new Set<Lines>(strangers.filter((one) => answerOf(one) !== OWN));
  await noteNotOurs(warehouse, table, notOurs);
  const asked = strangers.filter((one) => one.raw === null && answerOf(one) === undefined);
  const held = asked.map(({ county, raw: _raw, ...place }) => ({
    ...{ source: source.source, field: PLACE, word: county.name },
    ...place,
  }));
  await holdTitled(warehouse, source, table, asked);
  const words = named.flatMap((one) => (one.raw !== null && !strangers.includes(one) ? [one.raw] : []));
  const means = { ...coded.means, [OWN]: { ...coded.means[OWN]!, words: [...new Set(words)] } };
  const vocabulary = { ...source.vocabulary, [PLACE]: { ...coded, means } };
  const elsewhere = strangers.filter((one) => one.raw === null && answerOf(one) === 'elsewhere');
  const whose = { source: { ...source, vocabulary }, held, elsewhere };
  if (strangers.length === 0) return { ...whose, ours: files };
  const ours = new Set(lines.flatMap((one) => (notOurs.has(one) ? [] : [one.file_no])));
  return { ...whose, ours: files.filter(({ receipt }) => ours.has(receipt.sequence)) };
}

async function countiesNamed(
  warehouse: Warehouse,
  source: SourceDefinition,
  table: string,
  files: readonly ReadFile[],
): Promise<Lines[]> {
  const titles = new Map(
    files.flatMap(({ receipt, reading }) =>
      reading.sheets
        .filter((sheet) => sheet.source === source.source)
        .map((sheet) => {
          const name = receipt.name.split(/[\\/]/).at(-1) ?? '';
          const county = regionIn([...sheet.title, sheet.sheet, name].join('\n'));
          // a prefecture above a list is where its counties lie; a district is called like many a street
          const isCounty = county !== null && !county.code.endsWith('00') && !county.name.endsWith('区');
          return [`${receipt.sequence}/${sheet.sheet_no}`, isCounty ? county : null] as const;
        }),
    ),
  );
  const rows = await warehouse.rows<Omit<Lines, 'county'>>(
    `select file_no, sheet_no, ${PLACE} as raw, count(*)::integer as row_count, min(row_no) as row_no
     from ${table} group by file_no, sheet_no, ${PLACE} order by file_no, sheet_no, row_no`,
  );
  return rows.map((row) => {
    const titled = titles.get(`${row.file_no}/${row.sheet_no}`) ?? null;
    return { ...row, county: row.raw === null ? titled : countyCalled(row.raw) };
  });
}

/** In a column a county may be called without its 县 or 市, or by its number; anything else is a place of its own. */
function countyCalled(raw: string): NamedRegion {
  const text = raw.normalize('NFKC').trim();
  const byNumber = /^\d{6}$/.test(text) ? currentRegion(text) : null;
  if (byNumber !== null) return { code: byNumber, name: regionName(byNumber) ?? text };
  return (
    regionIn(text) ?? regionIn(`${text}市`) ?? regionIn(`${text}县`) ?? { code: '', name: plainWord(text) }
  );
}

async function ownCounty(
  warehouse: Warehouse,
  table: string,
  office: string,
  lines: readonly Lines[],
): Promise<NamedRegion | null> {
  const inName = regionIn(office);
  if (inName !== null) return inName;
  const counties = new Map(lines.flatMap(({ county }) => (county === null ? [] : [[county.name, county]])));
  const [only] = counties.values();
  const sheets = Map.groupBy(lines, ({ file_no, sheet_no }) => `(${file_no}, ${sheet_no})`);
  const unnamed = [...sheets].flatMap(([sheet, own]) =>
    own.every(({ county }) => county === null) ? [sheet] : [],
  );
  const home =
    (unnamed.length === 0
      ? null
      : await homeOf(warehouse, table, `(file_no, sheet_no) in (${unnamed.join(', ')})`)) ??
    (await homeOf(warehouse, table, 'true'));
  return home ?? (counties.size === 1 ? (only ?? null) : null);
}

/** Where most people of these rows come from, by their numbers; null where no county has most. */
async function homeOf(warehouse: Warehouse, table: string, where: string): Promise<NamedRegion | null> {
  const codes = await warehouse.rows<{ code: string; n: number }>(
    `select substr(resident_id, 1, 6) as code, count(*)::integer as n from ${table}
     where resident_id is not null and ${where} group by all order by n desc, code`,
  );
  const sums = new Map<string, number>();
  for (const { code, n } of codes) {
    const today = currentRegion(code) ?? code;
    sums.set(today, (sums.get(today) ?? 0) + n);
  }
  const all = codes.reduce((sum, { n }) => sum + n, 0);
  const [code, count] = [...sums].sort(([, one], [, other]) => other - one)[0] ?? ['', 0];
  return count > all * MOST ? { code, name: regionName(code) ?? code } : null;
}

/** The office's county itself, or a prefecture or province that it lies in. */
function isOf({ name, code }: NamedRegion, own: NamedRegion | null): boolean {
  if (own === null) return false;
  if (name === own.name) return true;
  return isWithin(own.code, code) || isWithin(code, own.code);
}

/** Whether a place lies in a prefecture or province. */
function isWithin(code: string, of: string): boolean {
  const upper = of.replace(/(?:00){1,2}$/, '');
  return upper !== '' && upper.length < 6 && code.startsWith(upper);
}

/** Which county each word of the column means, and whether that is the office's own. */
async function noteCalled(
  warehouse: Warehouse,
  named: readonly Named[],
  strangers: readonly Named[],
): Promise<void> {
  const called = new Map(named.flatMap((one) => (one.raw === null ? [] : [[one.raw, one]])));
  const rows = [...called].map(
    ([raw, one]) => `(${quoteText(raw)}, ${quoteText(one.county.name)}, ${!strangers.includes(one)})`,
  );
  await warehouse.run('delete from place_called');
  if (rows.length > 0) await warehouse.run(`insert into place_called values ${rows.join(', ')}`);
}

async function noteNotOurs(warehouse: Warehouse, table: string, lines: ReadonlySet<Lines>): Promise<void> {
  if (lines.size === 0) return;
  const rows = [...lines].map((one) => `(${rowsOf(one)})`);
  await warehouse.run(`insert into not_ours select row_id from ${table} where ${rows.join(' or ')}`);
}

async function holdTitled(
  warehouse: Warehouse,
  source: SourceDefinition,
  table: string,
  asked: readonly Named[],
): Promise<void> {
  for (const one of asked)
    await warehouse.run(
      `insert into held select row_id, ${quoteText(source.source)}, '${PLACE}', ${quoteText(one.county.name)}
       from ${table} where ${rowsOf(one)}`,
    );
}

const rowsOf = ({ file_no, sheet_no, raw }: Lines): string =>
  `file_no = ${file_no} and sheet_no = ${sheet_no} and ${PLACE} ${raw === null ? 'is null' : `= ${quoteText(raw)}`}`;
