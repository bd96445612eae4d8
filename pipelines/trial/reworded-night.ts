import type { OpenDebt } from '../../casework/reads/money/open-debts.ts';
import { fileNoSql, sheetNoSql } from '../../core/row-number.ts';
import { PLACE } from '../../reading/deliveries/whose-roster.ts';
import type { ReadFile } from '../../reading/kept-readings.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import { interpretWords } from '../../reading/vocabularies/interpret.ts';
import { writtenSql } from '../../reading/vocabularies/said-elsewhere.ts';
import type { TaughtWord } from '../../reading/vocabularies/taught-word.ts';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import type { KeptNight } from '../nights/two-nights.ts';
import { checkHolderNames } from '../persons/holder-names.ts';
import { toldParts } from '../persons/observations.ts';
import { canonicalTablesIn } from '../rules/case-warehouse.ts';
import { BY_ROW } from '../steps/carry-over.ts';
import { fillDebts } from '../steps/fill-debts.ts';
import { viewStaged } from '../steps/link.ts';
import { WHOLE_ROW } from '../steps/load.ts';
import { queriesOf } from '../steps/source-queries.ts';
import { tableOf, viewLoaded } from '../steps/staged-views.ts';
import { derivedSql, deriveTables, holdWaiting, layBaseTable, whichWait } from '../steps/unify.ts';

/** Tables that follow from what lists say and from names, and are made by code. */
const HOLDER_NAMES = { table: 'holder_name_check', from: ['roster_line', 'bank_result', 'household_member'] };

/** What people owe, which the ledger tells. */
const OWED = 'open_debt';

/** What `interpretWords` makes anew, and what is copied without the rows that it makes anew. */
const OF_WORDS: ReadonlySet<string> = new Set([
  'word',
  'blank_cell',
  'said_elsewhere',
  'stated_month',
  'held',
]);

/**
 * Lays out `canonical.*` of a kept night as it would be if the office's words were these: people and rows stay whose and
 * what they are, rows of which a word means something else are made anew, and so is what is derived of them. All else is the
 * kept night's, read where it lies. Answers the tables that may be other than the night's; null where words decide more
 * than what rows mean, so that the night must be put together whole: whose a roster is, or who stands in the register.
 */
export async function rewordNight(
  warehouse: Warehouse,
  { path, record }: KeptNight,
  files: readonly ReadFile[],
  { words, debts }: { words: readonly TaughtWord[]; debts: readonly OpenDebt[] },
  asOf: string,
): Promise<Set<string> | null> {
  await warehouse.run(`attach ${quoteText(path)} as kept (read_only)`);
  const moved = movedWords(record.taught, words);
  const changed = loadSources().filter(({ source }) => moved.some((word) => word.source === source));
  if (moved.some(({ field }) => field === PLACE) || (await decidesWho(warehouse, changed))) {
    await warehouse.run('detach kept');
    return null;
  }
  const known = await ownPlaces(warehouse, changed);
  await lendKept(warehouse, known);
  const other = new Set<string>();
  if (known.length > 0) {
    await viewWords(warehouse, { deliveries: record.deliveries, asOf }, files, known, words);
    for (const source of known) for (const table of await remake(warehouse, source)) other.add(table);
  }
  if (await owesOtherwise(warehouse, debts)) other.add(OWED);
  const isNamedOtherwise = HOLDER_NAMES.from.some((name) => other.has(name));
  if (isNamedOtherwise) other.add(HOLDER_NAMES.table);
  for (const { name, sql } of derivedSql())
    if (canonicalTablesIn(sql).some((read) => other.has(read))) other.add(name);
  await lendCanonical(warehouse, other);
  if (isNamedOtherwise) {
    await lendNames(warehouse);
    await layBaseTable(warehouse, HOLDER_NAMES.table);
    await checkHolderNames(warehouse);
  }
  await deriveTables(warehouse, (name) => other.has(name));
  return other;
}

const sayOf = ({ source, field, word, means }: TaughtWord): string =>
  JSON.stringify([source, field, word, means]);

/** Words that were taught, taken back or mean something else since. */
function movedWords(then: readonly TaughtWord[], now: readonly TaughtWord[]): TaughtWord[] {
  const [was, is] = [new Set(then.map(sayOf)), new Set(now.map(sayOf))];
  return [...then.filter((one) => !is.has(sayOf(one))), ...now.filter((one) => !was.has(sayOf(one)))];
}

/** Lays out what is owed by now; whether that is other than the night knew. */
async function owesOtherwise(warehouse: Warehouse, debts: readonly OpenDebt[]): Promise<boolean> {
  await layBaseTable(warehouse, OWED);
  await fillDebts(warehouse, debts);
  const [was, is] = [`from kept.canonical.${OWED}`, `from canonical.${OWED}`];
  const differs = await warehouse.first(
    `select 1 from ((select * ${was} except all select * ${is}) union all (select * ${is} except all select * ${was})) limit 1`,
  );
  if (differs === undefined) await warehouse.run(`drop table canonical.${OWED}`);
  return differs !== undefined;
}

/** Whether words of these sources may decide who is a person, or whose rows count. */
async function decidesWho(warehouse: Warehouse, sources: readonly SourceDefinition[]): Promise<boolean> {
  const any = async (table: string): Promise<boolean> =>
    (await warehouse.first(`select 1 from kept.${table} limit 1`)) !== undefined;
  if (sources.some(({ is_register }) => is_register) && (await any('canonical.registered_person')))
    return true;
  return sources.some(({ pays }) => pays === 'pension') && (await any('main.not_ours'));
}

/** Of these sources those of which something came, with the words of the office's own county as the night found them. */
async function ownPlaces(
  warehouse: Warehouse,
  sources: readonly SourceDefinition[],
): Promise<SourceDefinition[]> {
  const came = await warehouse.rows<{ source: string }>('select distinct source from kept.main.file_sheet');
  const arrived = new Set(came.map(({ source }) => source));
  const own = await warehouse.rows<{ source: string; raw: string }>(
    `select source, raw from kept.main.word where field = ${quoteText(PLACE)} and means = 'own'`,
  );
  return sources
    .filter(({ source }) => arrived.has(source))
    .map((source) => {
      const coded = source.vocabulary[PLACE];
      if (source.pays !== 'pension' || !coded) return source;
      const words = own.filter((one) => one.source === source.source).map(({ raw }) => raw);
      const means = { ...coded.means, own: { ...coded.means.own!, words } };
      return { ...source, vocabulary: { ...source.vocabulary, [PLACE]: { ...coded, means } } };
    });
}

const listOf = (sources: readonly SourceDefinition[]): string =>
  sources.length === 0 ? "('')" : `(${sources.map(({ source }) => quoteText(source)).join(', ')})`;

/** What the night knew of files and rows, under its own names. */
async function lendKept(warehouse: Warehouse, changed: readonly SourceDefinition[]): Promise<void> {
  const tables = await warehouse.rows<{ name: string }>(
    "select table_name as name from information_schema.tables where table_catalog = 'kept' and table_schema = 'main'",
  );
  for (const { name } of tables.filter((one) => !OF_WORDS.has(one.name)))
    await warehouse.run(`create view ${quoteName(name)} as select * from kept.main.${quoteName(name)}`);
  await warehouse.run(`
    create table held as select * from kept.main.held
    where source not in ${listOf(changed)} or field = ${quoteText(WHOLE_ROW)};
    create schema canonical;
    create view canonical.calendar_month as select * from kept.canonical.calendar_month`);
}

/** Reads the words of these sources anew, and views their rows with what they mean now. */
async function viewWords(
  warehouse: Warehouse,
  loaded: Parameters<typeof viewLoaded>[3],
  files: readonly ReadFile[],
  changed: readonly SourceDefinition[],
  words: readonly TaughtWord[],
): Promise<void> {
  // a query may ask whether another list came, and names are asked of rosters and the register
  await viewLoaded(warehouse, files, loadSources(), loaded);
  await interpretWords(warehouse, changed, files, words);
  await warehouse.run(`
    create table touched as ${changed.map(touchedRows).join('\nunion\n')};
    create schema link;
    create table link.row_person as
    select wanted.row_id, sheet.source, told_person.person_id,
        coalesce(weaker.match_strength, 'confirmed') as match_strength, coalesce(weaker.basis, 'own') as basis
    from (${changed.map(wantedRows).join('\nunion\n')}) as wanted
    inner join kept.link.row_told as row_told on row_told.row_id = wanted.row_id
    inner join kept.link.told_person as told_person on told_person.told_row_id = row_told.told_row_id
    inner join file_sheet as sheet
        on sheet.file_no = ${fileNoSql('wanted.row_id')} and sheet.sheet_no = ${sheetNoSql('wanted.row_id')}
    left join (select row_id, match_strength, basis from kept.link.person_row where basis <> 'own') as weaker
        on weaker.row_id = wanted.row_id`);
  await viewStaged(warehouse, changed);
}

const isByRow = (source: string, table: string): boolean =>
  BY_ROW.some((one) => one.source === source && one.table === table);

/** The rows whose person is asked: all of a source, unless each of its tables follows from its rows one by one. */
function wantedRows({ source }: SourceDefinition): string {
  return queriesOf(source).every(({ table }) => isByRow(source, table))
    ? `select row_id from touched union select row_id from held where source = ${quoteText(source)}`
    : `select row_id from staged_row.${quoteName(tableOf(source))}`;
}

/** Makes anew what a source's rows say in `canonical.*`, and which of them wait; answers the tables. */
async function remake(warehouse: Warehouse, source: SourceDefinition): Promise<string[]> {
  const name = quoteText(source.source);
  const isOfSource = (row: string): string =>
    `(${fileNoSql(row)}, ${sheetNoSql(row)}) in (select (file_no, sheet_no) from file_sheet where source = ${name})`;
  await keepOthers(warehouse, 'held_row', `field = '' or not ${isOfSource('row_id')}`);
  const tables: string[] = [];
  for (const { table, sql } of queriesOf(source.source)) {
    const { key, left, waiting } = whichWait(source, table, sql);
    if (isByRow(source.source, table)) {
      const few = sql.replace(
        /\bfrom (staged\.\w+)/,
        'from (select * from $1 where row_id in (select row_id from touched)) as touched_line',
      );
      await layBaseTable(warehouse, table, `anew_${table}`);
      await warehouse.run(`
        insert into canonical.${quoteName(`anew_${table}`)} by name
        select * from (${few}) where ${key} not in (${left});
        create view canonical.${table} as
        select was.* from kept.canonical.${table} as was anti join touched on touched.row_id = was.${key}
        union all by name
        select * from canonical.${quoteName(`anew_${table}`)}`);
    } else {
      await keepOthers(warehouse, table, `not ${isOfSource(key)}`);
      await warehouse.run(
        `insert into canonical.${table} by name select * from (${sql}) where ${key} not in (${left})`,
      );
    }
    await holdWaiting(warehouse, source, table, waiting);
    tables.push(table);
  }
  return [...tables, 'held_row'];
}

/** A canonical table without the rows that are made anew; several sources may fill it. */
async function keepOthers(warehouse: Warehouse, table: string, kept: string): Promise<void> {
  const there = await warehouse.first(
    `select 1 from duckdb_tables() where database_name = 'memory' and schema_name = 'canonical' and table_name = ${quoteText(table)}`,
  );
  if (there === undefined) await layBaseTable(warehouse, table);
  await warehouse.run(
    there === undefined
      ? `insert into canonical.${quoteName(table)} by name select * from kept.canonical.${quoteName(table)} where ${kept}`
      : `delete from canonical.${quoteName(table)} where not (${kept})`,
  );
}

/** Rows of which a word, a blank cell or what waits is other than on the kept night; more than these may be among them. */
function touchedRows(source: SourceDefinition): string {
  const name = quoteText(source.source);
  const staged = `staged_row.${quoteName(tableOf(source.source))}`;
  const differ = (columns: string, table: string): string => {
    const of = (place: string): string =>
      `select ${columns} from ${place}.main.${table} where source = ${name}`;
    return `((${of('memory')} except ${of('kept')}) union all (${of('kept')} except ${of('memory')}))`;
  };
  const byWord = Object.entries(source.vocabulary).map(([field, coded]) => {
    const written = writtenSql(source.source, field, coded, 'line');
    return `
      select line.row_id from ${staged} as line ${written.join}
      where ${written.sql} in (
          select raw from ${differ('field, raw, means, month', 'word')} where field = ${quoteText(field)})`;
  });
  const elsewhere = Object.entries(source.vocabulary).flatMap(([field, { said_in }]) =>
    said_in === undefined
      ? []
      : `select row_id from ${staged} where ${quoteName(said_in)} in (
          select raw from ${differ('field, raw', 'said_elsewhere')} where field = ${quoteText(field)})`,
  );
  return [
    `select row_id from ${differ('row_id, field, word', 'held')}`,
    `select row_id from ${staged} where (file_no, sheet_no) in (
        select (file_no, sheet_no) from ${differ('field, file_no, sheet_no, means', 'blank_cell')})`,
    ...byWord,
    ...elsewhere,
  ].join('\nunion\n');
}

/** What rosters call people, as the night linked them: only that is asked of a holder's name. */
async function lendNames(warehouse: Warehouse): Promise<void> {
  const paying = loadSources().filter(({ pays }) => pays === 'pension');
  const parts = await toldParts(warehouse, paying);
  await warehouse.run(`
    create view link.observation as
    select told_person.person_id, told.name, told.pays
    from (${parts.map(({ sql }) => sql).join('\nunion all\n')}) as told
    inner join kept.link.told_person as told_person on told_person.told_row_id = told.row_id`);
}

/** All else of `canonical.*`, where it lies. */
async function lendCanonical(warehouse: Warehouse, other: ReadonlySet<string>): Promise<void> {
  const tables = await warehouse.rows<{ name: string }>(
    "select table_name as name from information_schema.tables where table_catalog = 'kept' and table_schema = 'canonical'",
  );
  for (const { name } of tables.filter((one) => !other.has(one.name)))
    await warehouse.run(
      `create or replace view canonical.${quoteName(name)} as select * from kept.canonical.${quoteName(name)}`,
    );
}
