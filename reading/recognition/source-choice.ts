import type { Neighbour } from '../sources/neighbours.ts';
import type { FieldType, SourceDefinition } from '../sources/source-definition.ts';
import { tableWords } from '../table-words.ts';
import { assignColumns, type ColumnRecognition } from './column-assignment.ts';
import { type ComposedHeader, type HeaderMatcher, KNOWN_HEADER } from './header-match.ts';
import { normaliseHeader, withoutBrackets } from './header-text.ts';
import { monthAlone } from './month-of-year.ts';
import type { ColumnProfile } from './value-profile.ts';

export interface SourceCandidate {
  source: string;
  title: string;
  columns: ColumnRecognition[];
  score: number;
  /** Headers and words that only this source has; without any, only generic headers speak for it. */
  marks: string[];
  /** An amount or a day of it was found, not the person alone. */
  saysMore: boolean;
  /** The file name, the sheet name or a title row speaks for it. */
  isHinted: boolean;
  /** A name of its own speaks for it, not one that every office gives its lists. */
  isNamed: boolean;
  /** Its name alone makes no list its own. */
  asksUnmarked: boolean;
  /** It is called something that may be another list, or nothing that says that it is this one. */
  isCalledElse: boolean;
  /** What keeps it from being this source; none when it may be. */
  lacks: HeaderLack[];
}

export type HeaderLack = { kind: 'field'; fields: string[] } | { kind: 'excluded'; header: string };

export interface Hints {
  /** File name, sheet name and title rows, in one text. */
  text: string;
  /** Title rows alone: what the sender wrote on the list itself. */
  title: string;
  /** One of them says of which month the list is. */
  isOfMonth: boolean;
}

/** What a sheet is, or why that is not certain. */
export type SourceChoice =
  | { kind: 'source'; chosen: SourceCandidate }
  | { kind: 'neighbour'; neighbour: Neighbour }
  /** Several readings, or a single one that only generic headers bear out: a person is asked. */
  | { kind: 'ambiguous'; candidates: SourceCandidate[] }
  | { kind: 'none' };

/** How much a hint counts among sources that the headers allow. */
const HINT_FACTOR = 1.3;
/** Two sources nearer to each other than this are not told apart. */
const CLEAR_LEAD = 1.08;
/** So many columns more that a source can read say that a list is its, whatever the file is called. */
const FULLER_BY = 2;
/** A column in whose name nothing is guessed, even where its values are blank. */
const CERTAIN_HEADER = 0.85;

/** Every source weighed against the headers of one sheet, the likeliest first. */
export function weighSources(
  matchers: readonly HeaderMatcher[],
  headers: readonly ComposedHeader[],
  profiles: readonly ColumnProfile[],
  hints: Hints,
): SourceCandidate[] {
  const owners = headers.map((header) => ownersOf(matchers, header));
  return matchers
    .map((matcher) => weigh(matcher, headers, profiles, hints, owners))
    .sort((left, right) => left.lacks.length - right.lacks.length || right.score - left.score);
}

/**
 * A list is a source by what only it has. A name or a title breaks a tie between readings that the headers allow and
 * never makes a source against what the headers say; where only generic headers speak, or a name speaks for one source
 * and the headers for another, a person is asked. A neighbour goes before a source that has not both.
 */
export function chooseSource(
  candidates: readonly SourceCandidate[],
  neighbour: Neighbour | null,
): SourceChoice {
  const possible = candidates.filter(({ lacks }) => lacks.length === 0);
  const marked = possible.filter(({ marks }) => marks.length > 0);
  const named = possible.filter(({ isNamed }) => isNamed);
  const told = possible.filter(({ saysMore }) => saysMore);
  const both = marked.filter(({ isHinted }) => isHinted);
  const plain = both.filter((one) => !one.isCalledElse);
  if (neighbour !== null && plain.length === 0) return { kind: 'neighbour', neighbour };
  const short = candidates.filter(isNamedOnly);
  const choice =
    short.length > 0 && both.length === 0 && named.length === 0
      ? calledWhatItIsNot(marked, short)
      : likeliest(possible, marked, both, named, told);
  return choice.kind === 'source' && choice.chosen.isCalledElse
    ? { kind: 'ambiguous', candidates: [choice.chosen] }
    : choice;
}

/** Called by the name of a source whose columns it lacks. */
const isNamedOnly = ({ isNamed, lacks }: SourceCandidate): boolean =>
  isNamed && lacks.length > 0 && lacks.every(({ kind }) => kind === 'field');

/** A list that calls itself one source is not another for want of columns: where these say so a person is asked, else it is told what it lacks. */
function calledWhatItIsNot(
  marked: readonly SourceCandidate[],
  short: readonly SourceCandidate[],
): SourceChoice {
  return marked.length > 0 ? { kind: 'ambiguous', candidates: [...marked, ...short] } : { kind: 'none' };
}

function likeliest(
  possible: readonly SourceCandidate[],
  marked: readonly SourceCandidate[],
  both: readonly SourceCandidate[],
  named: readonly SourceCandidate[],
  told: readonly SourceCandidate[],
): SourceChoice {
  if (possible.length === 0) return { kind: 'none' };
  if (both.length > 0) return clearest(both);
  if (marked.length > 0 && named.length > 0) return { kind: 'ambiguous', candidates: [...marked, ...named] };
  if (marked.length > 0) return clearest(marked);
  if (named.length > 0) return breakTie(named, told);
  // a name and a number alone are a list of people, and of any source
  return told.length > 0 ? { kind: 'ambiguous', candidates: [...told] } : { kind: 'none' };
}

/** A name breaks a tie between readings; where the headers say clearly more of another list there is none, and a person is asked. */
function breakTie(named: readonly SourceCandidate[], told: readonly SourceCandidate[]): SourceChoice {
  const explained = Math.max(...named.map(({ columns }) => columns.length));
  const fuller = told.filter(({ columns }) => columns.length >= explained + FULLER_BY);
  if (fuller.length > 0) return { kind: 'ambiguous', candidates: [...fuller, ...named] };
  const choice = clearest(named);
  return choice.kind === 'source' && choice.chosen.asksUnmarked
    ? { kind: 'ambiguous', candidates: [choice.chosen] }
    : choice;
}

/** The likeliest of several readings, where it is clearly ahead. */
function clearest(candidates: readonly SourceCandidate[]): SourceChoice {
  const ordered = [...candidates].sort((left, right) => right.score - left.score);
  const [first, second] = ordered;
  if (!first || (second && first.score < second.score * CLEAR_LEAD))
    return { kind: 'ambiguous', candidates: ordered };
  return { kind: 'source', chosen: first };
}

/** The list near to ours that a sheet says to be: by its name or title, or by a header that no source has. */
export function findNeighbour(
  neighbours: readonly Neighbour[],
  matchers: readonly HeaderMatcher[],
  headers: readonly ComposedHeader[],
  hints: Hints,
): Neighbour | null {
  const foreign = new Set(
    headers.filter((header) => ownersOf(matchers, header).length === 0).flatMap((header) => namesOf(header)),
  );
  const text = namesItself(hints);
  // 残疾人生活补贴 is told by more of its name than 生活补贴
  const told = ({ names, but_not }: Neighbour): number => {
    const said = withoutWords(text, but_not);
    return Math.max(0, ...names.filter((name) => said.includes(name)).map(({ length }) => length));
  };
  const [named] = neighbours.filter((one) => told(one) > 0).sort((left, right) => told(right) - told(left));
  return (
    named ??
    neighbours.find(({ headers: own }) => own.map(normaliseHeader).some((header) => foreign.has(header))) ??
    null
  );
}

function weigh(
  matcher: HeaderMatcher,
  headers: readonly ComposedHeader[],
  profiles: readonly ColumnProfile[],
  hints: Hints,
  owners: readonly string[][],
): SourceCandidate {
  const { source } = matcher;
  const { columns } = assignColumns(matcher, headers, profiles);
  const isNamed = hasHint(source.file_names, source.not_file_names, hints.text);
  const isHinted = isNamed || hasHint(source.tie_names, source.not_file_names, hints.text);
  const named = headers.filter(({ text }) => text !== '').length;
  const sum = columns.reduce((total, { index, field, confidence }) => {
    const weight = source.fields[field]?.weight ?? 1;
    return total + confidence * weight * (0.1 + 0.9 / Math.max(1, owners[index]?.length ?? 0));
  }, 0);
  const explained = named === 0 ? 0 : columns.length / named;
  const score = sum * (0.5 + 0.5 * explained) * (isHinted ? HINT_FACTOR : 1);
  const periods = [...columns.map(({ field }) => field), ...monthsToAsk(matcher, headers, profiles)];
  const lacks = lacksOf(matcher, headers, { columns, periods }, hints);
  const marks = marksOf(source, headers, columns, owners, hints);
  const saysMore = columns.some(({ field }) => SAYS_MORE.has(source.fields[field]?.type ?? 'text'));
  return {
    source: source.source,
    title: source.title,
    columns,
    score,
    marks,
    saysMore,
    isHinted,
    isNamed,
    asksUnmarked: source.asks_unmarked,
    isCalledElse: isCalledElse(source, hints) || (!isNamed && isLaidOutLikeOthers(source, headers, hints)),
    lacks,
  };
}

function isCalledElse(source: SourceDefinition, hints: Hints): boolean {
  const lines = namesItself(hints).split('\n');
  return source.asks_named.some((pattern) => lines.some((line) => new RegExp(pattern, 'u').test(line)));
}

/** What a sheet says of itself: a folder of the inbox names no list. */
function namesItself({ text }: Hints): string {
  return text
    .split('\n')
    .map((line, place) => (place === 0 ? (line.split(/[\\/]/).at(-1) ?? '').replace(/\.[a-z]+$/i, '') : line))
    .join('\n');
}

function lacksOf(
  { source }: HeaderMatcher,
  headers: readonly ComposedHeader[],
  { columns, periods }: { columns: readonly ColumnRecognition[]; periods: readonly string[] },
  hints: Hints,
): HeaderLack[] {
  const found = new Set(columns.map(({ field }) => field));
  const lacks: HeaderLack[] = [];
  for (const [field, { required }] of Object.entries(source.fields)) {
    if (required && !found.has(field)) lacks.push({ kind: 'field', fields: [field] });
  }
  for (const fields of source.any_of) {
    const isSaid =
      isPeriod(source, fields) && (hints.isOfMonth || fields.some((field) => periods.includes(field)));
    if (!isSaid && !fields.some((field) => found.has(field))) lacks.push({ kind: 'field', fields });
  }
  const excludes = new Set(source.excludes.map(normaliseHeader));
  const excluded = headers.find((header) => namesOf(header).some((name) => excludes.has(name)));
  if (excluded) lacks.push({ kind: 'excluded', header: excluded.text });
  return lacks;
}

/** Fields for which there is a column of months without a year: somebody is asked about it. */
function monthsToAsk(
  matcher: HeaderMatcher,
  headers: readonly ComposedHeader[],
  profiles: readonly ColumnProfile[],
): string[] {
  return headers.flatMap((header, index) => {
    const values = profiles[index]?.values ?? [];
    if (values.length === 0 || !values.every((value) => monthAlone(value) !== null)) return [];
    return matcher
      .match(header)
      .flatMap(({ field, confidence }) => (confidence >= KNOWN_HEADER ? [field] : []));
  });
}

/**
 * What of a sheet only this source has: a header of a marking field, known by itself and to no other source, or a word of
 * its own in a header or a title. 金额, 姓名, 日期 mark nothing, whatever field they stand for.
 */
function marksOf(
  source: SourceDefinition,
  headers: readonly ComposedHeader[],
  columns: readonly ColumnRecognition[],
  owners: readonly string[][],
  hints: Hints,
): string[] {
  const generic = new Set(tableWords().generic_headers.map(normaliseHeader));
  const own = columns
    .filter(({ field, confidence }) => source.fields[field]?.marks_source && confidence >= CERTAIN_HEADER)
    .filter(({ index }) => owners[index]?.length === 1)
    .filter(({ index }) => !namesOf(headers[index] ?? NO_HEADER).some((name) => generic.has(name)))
    .map(({ header }) => header);
  const said = textsOf(headers, hints);
  return [...own, ...source.marks_any.filter((word) => said.includes(word))];
}

function isLaidOutLikeOthers(
  { asks_unless: words }: SourceDefinition,
  headers: readonly ComposedHeader[],
  hints: Hints,
): boolean {
  const said = textsOf(headers, hints);
  return words.length > 0 && !words.some((word) => said.includes(word));
}

/** Headers and title in one text. */
function textsOf(headers: readonly ComposedHeader[], { title }: Hints): string {
  return [...headers.map(({ text, parent }) => parent + text), title].join('\n');
}

const SAYS_MORE: ReadonlySet<FieldType> = new Set(['money', 'date', 'month', 'year']);

const NO_HEADER: ComposedHeader = { text: '', parent: '' };

/** The month a whole sheet is for may stand in its title instead of in a column. */
function isPeriod(source: SourceDefinition, fields: readonly string[]): boolean {
  const { period_field: period } = source;
  return period !== null && fields.includes(period) && source.fields[period]?.type === 'month';
}

/** The sources that know a header; one that many know says little about which one this is. */
function ownersOf(matchers: readonly HeaderMatcher[], header: ComposedHeader): string[] {
  return matchers.filter((matcher) => matcher.isKnown(header)).map(({ source }) => source.source);
}

function namesOf(header: ComposedHeader): string[] {
  return [
    normaliseHeader(header.text),
    normaliseHeader(header.parent + header.text),
    withoutBrackets(header.text)?.main ?? '',
  ];
}

/** A text with longer words cut out of it, so that no shorter one is found within them. */
export function withoutWords(text: string, words: readonly string[]): string {
  return words.reduce((left, word) => left.replaceAll(word, '|'), text);
}

/** Whether a text holds one of the words of a kind of list, and none of those that speak against it. */
export function hasHint(words: readonly string[], notWords: readonly string[], text: string): boolean {
  const lower = text.toLowerCase();
  const has = (word: string): boolean => lower.includes(word.toLowerCase());
  return words.some(has) && !notWords.some(has);
}
