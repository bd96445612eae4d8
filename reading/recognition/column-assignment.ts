import type { FieldType, SourceDefinition } from '../sources/source-definition.ts';
import { tableWords } from '../table-words.ts';
import { type ComposedHeader, type HeaderMatcher, type How, KNOWN_HEADER, mentions } from './header-match.ts';
import { normaliseHeader } from './header-text.ts';
import { shown } from './layout.ts';
import type { ColumnProfile } from './value-profile.ts';

export interface ColumnRecognition {
  index: number;
  header: string;
  field: string;
  confidence: number;
  how: How;
}

export type UnusedReason =
  | 'unknown'
  | 'serial'
  | 'duplicate'
  | 'values-do-not-fit'
  | 'ignored'
  | 'never-import';

export interface UnusedColumn {
  index: number;
  header: string;
  reason: UnusedReason;
  /** The nearest known header of the source, for an unknown one. */
  nearest?: string;
  /** The field for which another column was taken, for a duplicate whose header is known. */
  field?: string;
}

interface Candidate extends ColumnRecognition {
  /** The confidence in the header, before the values were looked at. */
  named: number;
  filled: number;
}

/** Below this a column is not taken, whatever its name. */
const LEAST_CONFIDENCE = 0.5;
/** Types whose values show by themselves whether the name is right. */
const TELLING: ReadonlySet<FieldType> = new Set([
  'resident_id',
  'date',
  'month',
  'money',
  'account',
  'sex',
  'year',
]);

/** Gives each column at most one field and each field at most one column, the surest first; `unused` looks for what is nearest to the others. */
export function assignColumns(
  matcher: HeaderMatcher,
  headers: readonly ComposedHeader[],
  profiles: readonly ColumnProfile[],
  mapped: ReadonlyMap<number, string> = new Map(),
): { columns: ColumnRecognition[]; unused: () => UnusedColumn[] } {
  const { source } = matcher;
  const columns = new Map<number, ColumnRecognition>();
  const fields = new Set<string>();
  const barred = neverImported(source, headers);
  for (const [index, field] of mapped) {
    if (field === 'ignore' || barred.has(index)) continue;
    columns.set(index, { index, header: shown(headers[index]), field, confidence: 1, how: 'mapping' });
    fields.add(field);
  }
  const candidates = headers
    .flatMap((header, index) =>
      header.text === '' || mapped.has(index) || barred.has(index)
        ? []
        : candidatesOf(matcher, header, index, profiles[index]),
    )
    .sort(
      (left, right) =>
        right.confidence - left.confidence ||
        paidRank(right) - paidRank(left) ||
        right.filled - left.filled ||
        left.index - right.index,
    );
  for (const { index, header, field, confidence, how } of candidates) {
    if (confidence < LEAST_CONFIDENCE || columns.has(index) || fields.has(field)) continue;
    columns.set(index, { index, header, field, confidence: round(confidence), how });
    fields.add(field);
  }
  const byValues = residentIdByValues(source, headers, profiles, columns, barred);
  if (byValues) columns.set(byValues.index, byValues);
  const unused = (): UnusedColumn[] =>
    headers.flatMap((header, index) => {
      if (header.text === '' || columns.has(index)) return [];
      return [unusedColumn(matcher, header, index, candidates, mapped.get(index), barred)];
    });
  return { columns: [...columns.values()].sort((left, right) => left.index - right.index), unused };
}

/** Paid is what left the fund: of two columns for one amount 实发 goes before 应发, and what arrived before both, blank cells and all. */
function paidRank({ header }: Candidate): number {
  if (/到[账帐]/u.test(header)) return 2;
  return /实[发付领退]|实际/u.test(header) ? 1 : 0;
}

function candidatesOf(
  matcher: HeaderMatcher,
  header: ComposedHeader,
  index: number,
  profile: ColumnProfile | undefined,
): Candidate[] {
  return matcher.match(header).map(({ field, confidence, how }) => {
    const type = matcher.source.fields[field]?.type ?? 'text';
    return {
      index,
      header: shown(header),
      field,
      how,
      named: confidence,
      confidence: confidence * support(type, profile),
      filled: profile?.filledRatio ?? 0,
    };
  });
}

/** How far the values bear the name out. A blank column can be anything, so a filled one goes before it. */
function support(type: FieldType, profile: ColumnProfile | undefined): number {
  const fit = profile?.fit(type) ?? null;
  if (fit === null) return 0.95;
  if (type === 'name') return fit >= 0.5 ? 1 : fit >= 0.2 ? 0.8 : 0.4;
  if (!TELLING.has(type) || fit >= 0.8) return 1;
  if (fit >= 0.5) return 0.9;
  return fit >= 0.2 ? 0.65 : 0.35;
}

/** A column without a known name whose values can be nothing else, when it is the only one of its kind. */
function residentIdByValues(
  source: SourceDefinition,
  headers: readonly ComposedHeader[],
  profiles: readonly ColumnProfile[],
  columns: ReadonlyMap<number, ColumnRecognition>,
  barred: ReadonlySet<number>,
): ColumnRecognition | null {
  if (source.fields.resident_id?.type !== 'resident_id') return null;
  if ([...columns.values()].some(({ field }) => field === 'resident_id')) return null;
  const alike = headers.flatMap((header, index) => {
    const isPersons = !mentions(normaliseHeader(header.parent + header.text), 'other_persons');
    const fit = profiles[index]?.fit('resident_id') ?? 0;
    return isPersons && !columns.has(index) && !barred.has(index) && header.text !== '' && fit >= 0.9
      ? [index]
      : [];
  });
  const [index] = alike;
  if (alike.length !== 1 || index === undefined) return null;
  return { index, header: shown(headers[index]), field: 'resident_id', confidence: 0.6, how: 'profile' };
}

function neverImported(source: SourceDefinition, headers: readonly ComposedHeader[]): Set<number> {
  const words = source.never_import.map(normaliseHeader);
  return new Set(
    headers.flatMap((header, index) =>
      words.some((word) => normaliseHeader(header.parent + header.text).includes(word)) ? [index] : [],
    ),
  );
}

function unusedColumn(
  matcher: HeaderMatcher,
  header: ComposedHeader,
  index: number,
  candidates: readonly Candidate[],
  mapped: string | undefined,
  barred: ReadonlySet<number>,
): UnusedColumn {
  const column = { index, header: shown(header) };
  if (barred.has(index)) return { ...column, reason: 'never-import' };
  if (mapped === 'ignore') return { ...column, reason: 'ignored' };
  const own = candidates.filter((candidate) => candidate.index === index);
  const same = own.find(({ confidence }) => confidence >= LEAST_CONFIDENCE);
  if (same && same.named < KNOWN_HEADER) return { ...column, reason: 'duplicate' };
  if (same) return { ...column, reason: 'duplicate', field: same.field };
  if (own.some(({ named }) => named >= LEAST_CONFIDENCE)) return { ...column, reason: 'values-do-not-fit' };
  if (tableWords().serials.includes(normaliseHeader(header.text))) return { ...column, reason: 'serial' };
  const nearest = matcher.nearest(header.text);
  return nearest
    ? { ...column, reason: 'unknown', nearest: nearest.header }
    : { ...column, reason: 'unknown' };
}

function round(confidence: number): number {
  return Math.round(confidence * 100) / 100;
}
