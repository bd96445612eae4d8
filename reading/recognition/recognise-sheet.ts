import { cellsOf, type RawRow } from '../raw-file.ts';
import { loadNeighbours, type Neighbour } from '../sources/neighbours.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { takeCodedColumns } from './coded-by-values.ts';
import { assignColumns, type ColumnRecognition, type UnusedColumn } from './column-assignment.ts';
import { type ComposedHeader, HeaderMatcher } from './header-match.ts';
import { findHeader, type HeaderBlock, knownToAny } from './header-rows.ts';
import { applyMapping, isMappedHeader, type MappingEntry } from './mapping.ts';
import { choose, findNeighbour, type Hints, type SourceCandidate, weighSources } from './source-choice.ts';
import { profileColumns } from './value-profile.ts';

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
}

export type SheetVerdict =
  | { kind: 'recognised'; recognition: SheetRecognition }
  /** Nothing that could be a table of people: a cover, notes, a summary. */
  | { kind: 'no-table'; reason: 'empty' }
  | ({ kind: 'no-table'; reason: 'notes' } & NearMisses)
  /** A list that is known and no source. */
  | { kind: 'neighbour'; neighbour: Neighbour }
  | ({ kind: 'unknown' } & NearMisses)
  /** With the first rows, to show what each reading would make of them. */
  | ({ kind: 'ambiguous'; rows: string[][] } & NearMisses);

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
  mappings: MappingEntry[];
  neighbours: readonly Neighbour[];
}

export function prepareKnowledge(
  sources: readonly SourceDefinition[],
  mappings: readonly MappingEntry[] = [],
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
  if (head.length === 0) return { kind: 'no-table', reason: 'empty' };
  const isKnown = knownToAny(knowledge.matchers);
  const block = findHeader(head, (header) => isKnown(header) || isMappedHeader(knowledge.mappings, header));
  if (!block) {
    return unrecognised(head, { headers: firstRow(head), candidates: [] });
  }
  const { headers } = block;
  const data = head.slice(block.to + 1, block.to + 201).map(cellsOf);
  const profiles = profileColumns(data, headers.length);
  const recognised = ({ matcher, columns: given }: Chosen): SheetVerdict => {
    const { columns, unused } = assignColumns(matcher, headers, profiles, given);
    const whole = takeCodedColumns(matcher, profiles, { columns, unused: unused() });
    return { kind: 'recognised', recognition: recognition(matcher.source.source, whole, block, head) };
  };
  const mapped = chosenByMapping(knowledge, headers, names.file);
  if (mapped) return recognised(mapped);
  const title = titleOf(head, block);
  const hints: Hints = { text: [names.file, names.sheet, ...title].join('\n'), title: title.join('\n') };
  const candidates = weighSources(knowledge.matchers, headers, profiles, hints);
  const neighbour = findNeighbour(knowledge.neighbours, knowledge.matchers, headers, hints);
  const choice = choose(candidates, neighbour);
  if (choice.kind === 'source') {
    const chosen = knowledge.matchers.find(({ source }) => source.source === choice.chosen.source);
    if (chosen) return recognised({ matcher: chosen });
  }
  if (choice.kind === 'neighbour') return { kind: 'neighbour', neighbour: choice.neighbour };
  if (choice.kind === 'ambiguous')
    return { kind: 'ambiguous', headers, candidates: choice.candidates, rows: data.slice(0, READ_ALOUD) };
  return unrecognised(head, { headers, candidates });
}

function unrecognised(head: readonly RawRow[], near: NearMisses): SheetVerdict {
  return holdsPeople(head) ? { kind: 'unknown', ...near } : { kind: 'no-table', reason: 'notes', ...near };
}

interface Chosen {
  matcher: HeaderMatcher;
  /** What the office says that columns mean. */
  columns?: ReadonlyMap<number, string>;
}

function chosenByMapping(
  { matchers, mappings }: RecognitionKnowledge,
  headers: readonly ComposedHeader[],
  file: string,
): Chosen | null {
  for (const mapping of mappings) {
    const columns = applyMapping(mapping, file, headers);
    const matcher = matchers.find(({ source }) => source.source === mapping.source);
    if (columns && matcher) return { matcher, columns };
  }
  return null;
}

function recognition(
  source: string,
  { columns, unused }: Pick<SheetRecognition, 'columns' | 'unused'>,
  block: HeaderBlock,
  head: readonly RawRow[],
): SheetRecognition {
  return {
    source,
    header_rows: [head[block.from]?.row ?? 1, head[block.to]?.row ?? 1],
    columns,
    unused,
    title: titleOf(head, block),
    headers: block.headers.map(({ text, parent }) => (parent === '' ? text : `${parent}/${text}`)),
  };
}

function titleOf(head: readonly RawRow[], block: HeaderBlock): string[] {
  return head
    .slice(0, block.from)
    .map((row) =>
      [...new Set(cellsOf(row).map((cell) => cell.trim()))].filter((cell) => cell !== '').join(' '),
    );
}

function firstRow(head: readonly RawRow[]): ComposedHeader[] {
  const widest = head.slice(0, 10).reduce<string[]>((best, row) => {
    const cells = cellsOf(row).filter((cell) => cell.trim() !== '');
    return cells.length > best.length ? cells : best;
  }, []);
  return widest.map((text) => ({ text: text.trim(), parent: '' }));
}

/** Rows with residents' numbers are never a note: a sheet that holds them is used or refused. */
function holdsPeople(head: readonly RawRow[]): boolean {
  return head.some(({ joined }) => /(?<!\d)\d{6}(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx](?!\d)/.test(joined));
}
