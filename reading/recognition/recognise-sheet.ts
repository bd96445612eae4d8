import { basename } from 'node:path';
import { cellsOf, holdsResidentId, type RawRow } from '../raw-file.ts';
import { loadNeighbours, type Neighbour } from '../sources/neighbours.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { coarseAmounts } from './coarse-amounts.ts';
import { takeCodedColumns } from './coded-by-values.ts';
import { assignColumns, type ColumnRecognition, type UnusedColumn } from './column-assignment.ts';
import { SheetDoubts } from './doubted-list.ts';
import { type ComposedHeader, HeaderMatcher } from './header-match.ts';
import { findHeader, guessHeader, type HeaderBlock, knownToAny } from './header-rows.ts';
import { applyMapping, isMappedHeader, type Mapping, mappingFor } from './mapping.ts';
import { namedByGroup, withWholeMonths, type YearBeside, yearsBeside } from './month-of-year.ts';
import {
  chooseSource,
  findNeighbour,
  type Hints,
  type SourceCandidate,
  type SourceChoice,
  weighSources,
} from './source-choice.ts';
import { tablesBeside } from './tables-beside.ts';
import { askedColumns } from './telling-cells.ts';
import { monthNamed, sheetMonth } from './title-month.ts';
import { headersTwice, type UnclearList } from './unclear-columns.ts';
import { unreadTotals } from './unread-totals.ts';
import { unreadValues } from './unread-values.ts';
import { unsaidMonths } from './unsaid-months.ts';
import { profileColumns } from './value-profile.ts';
import { whoseNumber } from './whose-number.ts';

/** What one sheet is and what its columns mean. */
export interface SheetRecognition {
  source: string;
  /** Physical rows of the header, both included. */
  header_rows: [number, number];
  columns: ColumnRecognition[];
  unused: UnusedColumn[];
  /** What stands above the header, row by row. */
  title: string[];
  /** Every column of the header by its text, blank ones included. */
  headers: string[];
  mapping: UsedMapping | null;
  /** Columns that say the year of a month beside them. */
  years_beside: YearBeside[];
}

/** What somebody said of columns, as far as this sheet was read by it. */
export interface UsedMapping {
  by: string;
  columns: { header: string; field: string }[];
  /** Phrases in names, titles and notes that doubt its rows no more. */
  despite: string[];
}

export type SheetVerdict = {
  /** The cells of the header, whether or not anything was understood of them, and the row they end in. */
  headers: ComposedHeader[];
  header_row: number;
  /** By whose word the columns were read. */
  mapping: string | null;
} & (
  | { kind: 'recognised'; recognition: SheetRecognition }
  /** It is known which list it is, and not how to read a column that decides. */
  | ({ kind: 'unclear' } & UnclearList)
  /** Nothing that could be a table of people: a cover, notes, a summary. */
  | { kind: 'no-table'; reason: 'empty' }
  | { kind: 'no-table'; reason: 'notes'; candidates: SourceCandidate[] }
  /** A list that is known and no source. */
  | { kind: 'neighbour'; neighbour: Neighbour }
  | { kind: 'unknown'; candidates: SourceCandidate[] }
  /** With the first rows, to show what each reading would make of them. */
  | { kind: 'ambiguous'; rows: string[][]; candidates: SourceCandidate[] }
  /** It is known which list it is; a phrase in its name, its title or below its rows says that they are wrong. */
  | { kind: 'doubted'; source: SourceDefinition; phrase: string }
);

/** What there was, and the sources it comes nearest to. */
export interface NearMisses {
  headers: ComposedHeader[];
  candidates: SourceCandidate[];
}

/** How many rows are looked at: the header stands in the first 40, the rest shows what the columns hold. */
export const HEAD_ROWS = 260;

/** Of the rows below the header as many are read aloud in a question. */
const READ_ALOUD = 2;

/** What is known for recognising files: made once, used for every sheet. */
export interface RecognitionKnowledge {
  matchers: HeaderMatcher[];
  mappings: Mapping[];
  neighbours: readonly Neighbour[];
}

export function prepareKnowledge(
  sources: readonly SourceDefinition[],
  mappings: readonly Mapping[] = [],
  neighbours: readonly Neighbour[] = loadNeighbours(),
): RecognitionKnowledge {
  return {
    matchers: sources.map((source) => new HeaderMatcher(source)),
    mappings: [...mappings],
    neighbours,
  };
}

export function recogniseSheet(
  head: readonly RawRow[],
  knowledge: RecognitionKnowledge,
  names: { file: string; sheet: string },
): SheetVerdict {
  if (head.length === 0)
    return { kind: 'no-table', reason: 'empty', headers: [], header_row: 0, mapping: null };
  const isKnown = knownToAny(knowledge.matchers);
  const block = findHeader(head, (header) => isKnown(header) || isMappedHeader(knowledge.mappings, header));
  if (!block) {
    const guessed = guessHeader(head);
    return unrecognised(head, { headers: guessed?.headers ?? [], header_row: guessed?.row ?? 0 }, []);
  }
  const { headers } = block;
  const place = { headers, header_row: head[block.to]?.row ?? 1 };
  const mapping = mappingFor(knowledge.mappings, names.file, headers);
  const title = titleOf(head, block);
  const below = head.slice(block.to + 1, block.to + 201).map(cellsOf);
  const beside = yearsBeside(headers, below);
  const data = withWholeMonths(headers, below, beside, [...title, names.sheet, names.file]);
  const named = namedByGroup(headers, beside);
  const profiles = profileColumns(data, headers.length);
  const text = [names.file, names.sheet, ...title].join('\n');
  const isOfMonth = monthNamed(text) !== null || sheetMonth(title, names) !== null;
  const hints: Hints = { text, title: title.join('\n'), isOfMonth };
  const toCome = knowledge.neighbours.filter(({ is_to_be_paid }) => is_to_be_paid);
  const others = knowledge.neighbours.filter(({ is_to_be_paid }) => !is_to_be_paid);
  const recognised = (source: string): SheetVerdict => {
    const matcher = knowledge.matchers.find((one) => one.source.source === source);
    if (!matcher) throw new Error(`a source is not loaded: ${source}`);
    const said = mapping === null ? undefined : applyMapping(mapping, headers);
    const { columns, unused } = assignColumns(matcher, named, profiles, said);
    const { unclear: unread, ...whole } = takeCodedColumns(matcher, profiles, { columns, unused: unused() });
    const known = [
      ...headersTwice(matcher.source, headers, data, whole),
      ...whoseNumber(matcher.source, headers, profiles, whole, [
        basename(names.file.replaceAll('\\', '/')),
        names.sheet,
        ...title,
      ]),
      ...unread,
      ...unreadTotals(matcher.source, data, whole),
      ...unreadValues(matcher, headers, whole),
      ...unsaidMonths(matcher.source, profiles, whole),
      ...tablesBeside(matcher.source, headers, data, whole.columns),
      ...coarseAmounts(matcher.source, headers, profiles, whole.columns, title),
    ];
    const asked = new Set(known.flatMap(({ readings }) => readings.map(({ index }) => index)));
    const telling = askedColumns(matcher.source, profiles, whole).filter(
      ({ readings }) => !readings.some(({ index }) => asked.has(index)),
    );
    const unclear = [...known, ...telling];
    const by = mapping?.by ?? null;
    if (unclear.length > 0) {
      const rows = data.slice(0, READ_ALOUD);
      return { kind: 'unclear', source: matcher.source, ...place, rows, unclear, mapping: by };
    }
    const doubts = new SheetDoubts(matcher.source, whole.columns, mapping?.despite);
    const notes = head.slice(block.to + 1).map((row) => doubts.inNote(row));
    const phrase =
      doubts.inTitle(names.file, [names.sheet, ...title]) ??
      doubts.inSheetName(names.sheet) ??
      notes.find((one) => one !== null) ??
      null;
    if (phrase !== null) return { kind: 'doubted', source: matcher.source, phrase, ...place, mapping: by };
    const recognition = recognitionOf({ source, ...withYears(whole, beside) }, block, head, mapping);
    return { kind: 'recognised', recognition, ...place, mapping: by };
  };
  // paid is what left the fund: what calls itself still to be paid is none, whoever explained its columns
  const planned = (likely: readonly string[]): Neighbour | null =>
    knowledge.matchers.some(({ source }) => source.pays && likely.includes(source.source))
      ? findNeighbour(toCome, knowledge.matchers, headers, hints)
      : null;
  if (mapping) {
    const neighbour = planned([mapping.source]);
    if (neighbour === null) return recognised(mapping.source);
    return { kind: 'neighbour', neighbour, ...place, mapping: mapping.by };
  }
  const candidates = readingMonths(weighSources(knowledge.matchers, named, profiles, hints), beside);
  const choice = chooseSource(candidates, findNeighbour(others, knowledge.matchers, headers, hints));
  const toBePaid = planned(sourcesOf(choice));
  if (toBePaid !== null) return { kind: 'neighbour', neighbour: toBePaid, ...place, mapping: null };
  if (choice.kind === 'source') return recognised(choice.chosen.source);
  if (choice.kind === 'neighbour')
    return { kind: 'neighbour', neighbour: choice.neighbour, ...place, mapping: null };
  if (choice.kind === 'ambiguous') {
    const rows = data.slice(0, READ_ALOUD);
    return { kind: 'ambiguous', ...place, candidates: choice.candidates, rows, mapping: null };
  }
  return unrecognised(head, place, candidates);
}

/** Where a source reads a month by the year beside it, no other takes that year for its own, unless the list is called so. */
function readingMonths(candidates: SourceCandidate[], beside: readonly YearBeside[]): SourceCandidate[] {
  const readsAll = ({ columns }: SourceCandidate): boolean =>
    beside.every(({ month }) => columns.some(({ index }) => index === month));
  const isRead = candidates.some((one) => one.lacks.length === 0 && readsAll(one));
  return isRead ? candidates.filter((one) => one.isNamed || readsAll(one)) : candidates;
}

/** A year that is part of the month beside it is a column that is read. */
function withYears<Columns extends Pick<SheetRecognition, 'columns' | 'unused'>>(
  whole: Columns,
  beside: readonly YearBeside[],
): Columns & Pick<SheetRecognition, 'years_beside'> {
  const years_beside = beside.filter(({ month }) => whole.columns.some(({ index }) => index === month));
  const areRead = new Set(years_beside.map(({ year }) => year));
  const unused = whole.unused.filter(({ index }) => !areRead.has(index));
  return { ...whole, unused, years_beside };
}

function sourcesOf(choice: SourceChoice): string[] {
  if (choice.kind === 'source') return [choice.chosen.source];
  return choice.kind === 'ambiguous' ? choice.candidates.map(({ source }) => source) : [];
}

function unrecognised(
  head: readonly RawRow[],
  place: Pick<SheetVerdict, 'headers' | 'header_row'>,
  candidates: SourceCandidate[],
): SheetVerdict {
  const near = { ...place, candidates, mapping: null };
  return holdsPeople(head) ? { kind: 'unknown', ...near } : { kind: 'no-table', reason: 'notes', ...near };
}

function recognitionOf(
  {
    source,
    columns,
    unused,
    years_beside,
  }: Omit<SheetRecognition, 'header_rows' | 'title' | 'headers' | 'mapping'>,
  block: HeaderBlock,
  head: readonly RawRow[],
  mapping: Mapping | null,
): SheetRecognition {
  return {
    source,
    header_rows: [head[block.from]?.row ?? 1, head[block.to]?.row ?? 1],
    columns,
    unused,
    years_beside,
    title: titleOf(head, block),
    headers: block.headers.map(({ text, parent }) => (parent === '' ? text : `${parent}/${text}`)),
    mapping:
      mapping === null
        ? null
        : {
            by: mapping.by,
            columns: Object.entries(mapping.columns).map(([header, field]) => ({ header, field })),
            despite: mapping.despite,
          },
  };
}

function titleOf(head: readonly RawRow[], block: HeaderBlock): string[] {
  return head
    .slice(0, block.from)
    .map((row) =>
      [...new Set(cellsOf(row).map((cell) => cell.trim()))].filter((cell) => cell !== '').join(' '),
    );
}

/** Rows with residents' numbers are never a note: a sheet that holds them is used or refused. */
function holdsPeople(head: readonly RawRow[]): boolean {
  return head.some(({ joined }) => holdsResidentId(joined));
}
