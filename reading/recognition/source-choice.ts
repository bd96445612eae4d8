import type { SourceDefinition } from '../sources/source-definition.ts';
import { assignColumns, type ColumnRecognition, type UnusedColumn } from './column-assignment.ts';
import { type ComposedHeader, type HeaderMatcher, KNOWN_HEADER } from './header-match.ts';
import { normaliseHeader, withoutBrackets } from './header-text.ts';
import { monthIn } from './title-month.ts';
import type { ColumnProfile } from './value-profile.ts';

export interface SourceCandidate {
  source: string;
  title: string;
  columns: ColumnRecognition[];
  unused: UnusedColumn[];
  score: number;
  /** The file name, the sheet name or a title row speaks for it. */
  isHinted: boolean;
  /** What keeps it from being this source; none when it may be. */
  lacks: Lack[];
}

export type Lack =
  | { kind: 'field'; fields: string[] }
  | { kind: 'excluded'; header: string }
  | { kind: 'mark' };

export interface Hints {
  /** File name, sheet name and title rows, in one text. */
  text: string;
}

/** How much a hint counts among sources that the headers allow. */
const HINT_FACTOR = 1.3;
/** Two sources nearer to each other than this are not told apart. */
const CLEAR_LEAD = 1.08;

/** Every source weighed against the headers of one sheet, the likeliest first. */
export function weighSources(
  matchers: readonly HeaderMatcher[],
  headers: readonly ComposedHeader[],
  profiles: readonly ColumnProfile[],
  hints: Hints,
): SourceCandidate[] {
  const rarity = headers.map((header) => rarityOf(matchers, header));
  return matchers
    .map((matcher) => weigh(matcher, headers, profiles, hints, rarity))
    .sort((left, right) => left.lacks.length - right.lacks.length || right.score - left.score);
}

/** The one source that fits, or null when none does or two do equally well. */
export function choose(candidates: readonly SourceCandidate[]): SourceCandidate | null {
  const possible = candidates.filter(({ lacks }) => lacks.length === 0);
  const [first, second] = possible.sort((left, right) => right.score - left.score);
  if (!first) return null;
  return second && first.score < second.score * CLEAR_LEAD ? null : first;
}

function weigh(
  matcher: HeaderMatcher,
  headers: readonly ComposedHeader[],
  profiles: readonly ColumnProfile[],
  hints: Hints,
  rarity: readonly number[],
): SourceCandidate {
  const { source } = matcher;
  const { columns, unused } = assignColumns(matcher, headers, profiles);
  const isHinted = hasHint(source.file_names, source.not_file_names, hints.text);
  const named = headers.filter(({ text }) => text !== '').length;
  const sum = columns.reduce((total, { index, field, confidence }) => {
    const weight = source.fields[field]?.weight ?? 1;
    return total + confidence * weight * (0.1 + 0.9 * (rarity[index] ?? 1));
  }, 0);
  const explained = named === 0 ? 0 : columns.length / named;
  const score = sum * (0.5 + 0.5 * explained) * (isHinted ? HINT_FACTOR : 1);
  const lacks = lacksOf(matcher, headers, columns, hints, isHinted);
  return { source: source.source, title: source.title, columns, unused, score, isHinted, lacks };
}

function lacksOf(
  { source }: HeaderMatcher,
  headers: readonly ComposedHeader[],
  columns: readonly ColumnRecognition[],
  hints: Hints,
  isHinted: boolean,
): Lack[] {
  const found = new Set(columns.map(({ field }) => field));
  const lacks: Lack[] = [];
  for (const [field, { required }] of Object.entries(source.fields)) {
    if (required && !found.has(field)) lacks.push({ kind: 'field', fields: [field] });
  }
  for (const fields of source.any_of) {
    const isInTitle = isPeriod(source, fields) && monthIn(hints.text) !== null;
    if (!isInTitle && !fields.some((field) => found.has(field))) lacks.push({ kind: 'field', fields });
  }
  const excludes = new Set(source.excludes.map(normaliseHeader));
  const excluded = headers.find((header) => namesOf(header).some((name) => excludes.has(name)));
  if (excluded) lacks.push({ kind: 'excluded', header: excluded.text });
  const marks = Object.entries(source.fields).filter(([, { marks_source }]) => marks_source);
  const needsMark = marks.length > 0 || source.marks_any.length > 0;
  const texts = [...headers.map(({ text, parent }) => parent + text), hints.text].join('\n');
  const hasMark =
    marks.some(([field]) => found.has(field)) || source.marks_any.some((word) => texts.includes(word));
  if (needsMark && !hasMark && !isHinted) lacks.push({ kind: 'mark' });
  return lacks;
}

/** The month a whole sheet is for may stand in its title instead of in a column. */
function isPeriod(source: SourceDefinition, fields: readonly string[]): boolean {
  const { period_field: period } = source;
  return period !== null && fields.includes(period) && source.fields[period]?.type === 'month';
}

/** A header that many sources know says little about which one this is. */
function rarityOf(matchers: readonly HeaderMatcher[], header: ComposedHeader): number {
  const known = matchers.filter((matcher) => (matcher.match(header)[0]?.confidence ?? 0) >= KNOWN_HEADER);
  return 1 / Math.max(1, known.length);
}

function namesOf(header: ComposedHeader): string[] {
  return [
    normaliseHeader(header.text),
    normaliseHeader(header.parent + header.text),
    withoutBrackets(header.text)?.main ?? '',
  ];
}

function hasHint(words: readonly string[], notWords: readonly string[], text: string): boolean {
  const lower = text.toLowerCase();
  const has = (word: string): boolean => lower.includes(word.toLowerCase());
  return words.some(has) && !notWords.some(has);
}
