import { parseDate } from '../../core/dates.ts';
import {
  BOOLEAN,
  ColumnWriter,
  INTEGER,
  quoteName,
  quoteText,
  VARCHAR,
  type Warehouse,
} from '../../storage/warehouse/database.ts';
import { runInLanes } from '../../storage/warehouse/lanes.ts';
import { lentCells, lentColumns } from '../deliveries/said-before.ts';
import type { ReadFile } from '../kept-readings.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { outcome, plainWord, WordReader, type WordReading } from './read-word.ts';
import { readElsewhere, SAID_ELSEWHERE, stagedRowsOf, writtenSql } from './said-elsewhere.ts';
import { readStatedMonths } from './stated-months.ts';
import type { TaughtWord } from './taught-word.ts';
import type { CodedField } from './vocabulary.ts';

/** A word that nobody has explained yet, where it stands and how many rows wait for it. */
export interface HeldWord {
  source: string;
  field: string;
  /** As received; '' for a blank cell or a missing column. */
  word: string;
  file_no: number;
  sheet_no: number;
  row_count: number;
  /** The first row that holds it. */
  row_no: number;
}

/** Stands for a blank cell where an office taught what its blank cells mean. */
const BLANK = '空白';

interface Cell {
  file_no: number;
  sheet_no: number;
  field: string;
  raw: string | null;
  /** Another column of the row settles what this one leaves open. */
  is_settled: boolean;
  row_count: number;
  row_no: number;
}

/** The table of a source's staged rows, numbered. */
const rowsOf = ({ source }: SourceDefinition): string => stagedRowsOf(source);

/**
 * Reads the words of every coded column, each distinct one once, as the vocabularies and the office's own words say.
 * Leaves `word` (what each cell means), `blank_cell` (what a blank one means in its sheet), and in `held` the rows that wait
 * for somebody to say what a word means. The staged rows stay as they were read: a word that is taught costs no reading.
 */
export async function interpretWords(
  warehouse: Warehouse,
  sources: readonly SourceDefinition[],
  files: readonly ReadFile[],
  taught: readonly TaughtWord[],
): Promise<HeldWord[]> {
  await warehouse.run(`
    create or replace table word (source varchar, field varchar, raw varchar, means varchar, came_from varchar, month integer,
        reverses boolean);
    create or replace table blank_cell (source varchar, field varchar, file_no integer, sheet_no integer, means varchar);
    ${SAID_ELSEWHERE}`);
  await readStatedMonths(warehouse, sources);
  const held = new Map<string, HeldWord[]>();
  const lent = await lentCells(warehouse);
  await runInLanes(
    warehouse,
    sources.map((source) => ({
      ...{ reads: [], leaves: [] },
      run: async (lane) => {
        const amounts = await holdAmounts(lane, source, files);
        const fields = Object.entries(source.vocabulary);
        const came = files.some(({ reading }) => reading.sources.includes(source.source));
        const words =
          fields.length === 0 || !came
            ? []
            : await interpretSource(lane, source, fields, taught, lentColumns(lent, source));
        held.set(source.source, [...amounts, ...words]);
      },
    })),
  );
  return sources.flatMap(({ source }) => held.get(source) ?? []);
}

async function interpretSource(
  warehouse: Warehouse,
  source: SourceDefinition,
  fields: readonly [string, CodedField][],
  taught: readonly TaughtWord[],
  lent: ReadonlySet<string>,
): Promise<HeldWord[]> {
  const columns = fields.map(([field]) => quoteName(field));
  const readers = new Map(
    fields.map(([field, definition]) => [
      field,
      new WordReader(definition, taughtAbout(taught, source.source, field)),
    ]),
  );
  const settling = new Map<string, string>();
  for (const [field, { settled_by }] of fields)
    settling.set(field, await settledRows(warehouse, source, settled_by, readers));
  for (const [field, definition] of fields)
    await readElsewhere(warehouse, source.source, field, definition, readers.get(field)!);
  const written = fields.map(([field, definition]) => writtenSql(source.source, field, definition, 'line'));
  const cells = await warehouse.rows<Cell>(
    fields
      .map(
        ([
          field,
        ]) => `select file_no, sheet_no, ${quoteText(field)} as field, ${quoteName(field)} as raw, ${settling.get(field)} as is_settled,
          sum(row_count)::bigint as row_count, min(row_no) as row_no from rows group by all`,
      )
      .join(' union all ')
      .replace(
        /^/,
        `with rows as materialized (
            select file_no, sheet_no, ${written.map(({ sql }, place) => `${sql} as ${columns[place]}`).join(', ')},
                count(*) as row_count, min(row_no) as row_no
            from ${rowsOf(source)} as line ${written.map(({ join }) => join).join('\n')} group by all) `,
      ),
  );
  // a word that another list said fills no column of this one
  const isFilled = ({ raw, file_no, field }: Cell) => raw !== null && !lent.has(`${file_no}/${field}`);
  const filled = new Set(cells.filter(isFilled).map((cell) => sheetField(cell, cell.field)));
  const words = new ColumnWriter([VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR, INTEGER, BOOLEAN]);
  const held: HeldWord[] = [];
  for (const [field, definition] of fields) {
    const reader = readers.get(field)!;
    const own = cells.filter((cell) => cell.field === field);
    const known = new Map<string, WordReading>();
    const blanks = new Set<string>();
    for (const cell of own) {
      const isAsked = !(definition.instead_of && filled.has(sheetField(cell, definition.instead_of)));
      if (cell.raw === null) {
        const said = blankMeaning(definition, reader, isAsked, filled.has(sheetField(cell, field)));
        const values = [source.source, field, String(cell.file_no), String(cell.sheet_no)].map(quoteText);
        blanks.add(`(${values.join(', ')}, ${said.means === null ? 'null' : quoteText(said.means)})`);
        if (said.isHeld && !cell.is_settled) held.push(heldWord(source, cell));
        continue;
      }
      let reading = known.get(cell.raw);
      if (reading === undefined) {
        reading = reader.read(cell.raw);
        known.set(cell.raw, reading);
        const month = definition.a_date_means === undefined ? null : (parseDate(cell.raw)?.month ?? null);
        const { means, from } = reading;
        words.add(source.source, field, cell.raw, means, from, month, reader.isReversing(cell.raw));
      }
      if (reading.isHeld && isAsked && !cell.is_settled) held.push(heldWord(source, cell));
    }
    if (blanks.size > 0) await warehouse.run(`insert into blank_cell values ${[...blanks].join(', ')}`);
  }
  await warehouse.appendColumns('main', 'word', words);
  await holdRows(warehouse, source, held, settling);
  return held;
}

/** The condition, over a source's staged rows, under which another column settles what one leaves open. */
async function settledRows(
  warehouse: Warehouse,
  source: SourceDefinition,
  settled_by: CodedField['settled_by'],
  readers: ReadonlyMap<string, WordReader>,
): Promise<string> {
  const reader = settled_by && readers.get(settled_by.field);
  if (!reader) return 'false';
  const name = quoteName(settled_by.field);
  const said = await warehouse.rows<{ raw: string }>(
    `select distinct ${name} as raw from ${rowsOf(source)} where ${name} is not null`,
  );
  const settled = said.filter(({ raw }) => reader.read(raw).means === settled_by.means);
  return settled.length === 0
    ? 'false'
    : `coalesce(${name} in (${settled.map(({ raw }) => quoteText(raw)).join(', ')}), false)`;
}

function blankMeaning(
  definition: CodedField,
  reader: WordReader,
  isAsked: boolean,
  isFilledElsewhere: boolean,
): ReturnType<typeof outcome> {
  if (!isAsked) return outcome('nothing', 'none');
  if (!isFilledElsewhere) return outcome(definition.absent, 'listed');
  // what an office says about its blank cells goes before what the list of words says
  const own = reader.read(BLANK);
  return own.from === 'taught' ? own : outcome(definition.blank, 'listed');
}

function heldWord(source: SourceDefinition, { raw, ...cell }: Cell): HeldWord {
  return { source: source.source, word: raw ?? '', ...cell };
}

/**
 * A column of amounts that a list has and leaves blank in a row, or fills with a dash, states no amount there: it is not
 * worked out from other columns. Where a list has several such columns the first of the source's counts.
 */
async function holdAmounts(
  warehouse: Warehouse,
  source: SourceDefinition,
  files: readonly ReadFile[],
): Promise<HeldWord[]> {
  const amounts = Object.entries(source.fields).flatMap(([field, { blank_holds }]) =>
    blank_holds ? [field] : [],
  );
  if (amounts.length === 0) return [];
  const held: HeldWord[] = [];
  const counts = amounts.map((field) => `count(${quoteName(field)}) as ${quoteName(`n_${field}`)}`);
  const sheets = await warehouse.rows<Record<string, number>>(
    `select file_no, sheet_no, count(*) as n, ${counts.join(', ')} from ${rowsOf(source)} group by all`,
  );
  for (const sheet of sheets) {
    const { columns = [] } =
      files
        .find(({ receipt }) => receipt.sequence === sheet.file_no)
        ?.reading.sheets.find(({ sheet_no }) => sheet_no === sheet.sheet_no) ?? {};
    // a column that is blank throughout is none
    const field = amounts.find(
      (name) => columns.some((column) => column.field === name) && sheet[`n_${name}`]! > 0,
    );
    if (field === undefined || sheet[`n_${field}`] === sheet.n) continue;
    const place = { file_no: sheet.file_no!, sheet_no: sheet.sheet_no! };
    const first = await warehouse.first<{ row_no: number; row_count: number }>(
      `select min(row_no) as row_no, count(*) as row_count from ${rowsOf(source)}
       where file_no = ${place.file_no} and sheet_no = ${place.sheet_no} and ${quoteName(field)} is null`,
    );
    held.push({
      source: source.source,
      field,
      word: '',
      ...place,
      row_no: first!.row_no,
      row_count: first!.row_count,
    });
  }
  await holdRows(warehouse, source, held);
  return held;
}

async function holdRows(
  warehouse: Warehouse,
  source: SourceDefinition,
  held: readonly HeldWord[],
  settling: ReadonlyMap<string, string> = new Map(),
): Promise<void> {
  for (const [field, words] of Map.groupBy(held, (word) => word.field)) {
    await warehouse.run(
      'create or replace temp table held_word (file_no integer, sheet_no integer, word varchar)',
    );
    const writer = new ColumnWriter([INTEGER, INTEGER, VARCHAR]);
    for (const { file_no, sheet_no, word } of words) writer.add(file_no, sheet_no, word);
    await warehouse.appendColumns(null, 'held_word', writer);
    const written = writtenSql(source.source, field, source.vocabulary[field] ?? {}, 'rows');
    await warehouse.run(`
      insert into held
      select rows.row_id, ${quoteText(source.source)}, ${quoteText(field)}, held_word.word
      from ${rowsOf(source)} as rows ${written.join}
      inner join held_word
          on held_word.file_no = rows.file_no and held_word.sheet_no = rows.sheet_no
              and held_word.word = coalesce(cast(${written.sql} as varchar), '')
      where rows.file_no in (${[...new Set(words.map(({ file_no }) => file_no))].join(', ')}) and not ${settling.get(field) ?? 'false'}`);
  }
}

function taughtAbout(taught: readonly TaughtWord[], source: string, field: string): Map<string, string> {
  return new Map(
    taught
      .filter((one) => one.source === source && one.field === field)
      .map(({ word, means }) => [word === '' ? BLANK : plainWord(word), means]),
  );
}

const sheetField = ({ file_no, sheet_no }: Cell, field: string): string => `${file_no}/${sheet_no}/${field}`;
