import type { FieldType, SourceDefinition } from '../sources/source-definition.ts';
import type { ColumnRecognition, UnusedColumn } from './column-assignment.ts';
import { type ComposedHeader, type HeaderMatcher, KNOWN_HEADER } from './header-match.ts';
import { oneOfOrNone, type UnclearColumns } from './unclear-columns.ts';

const DATED: ReadonlySet<FieldType> = new Set(['date', 'month', 'year']);

/**
 * A column under a header that everybody knows, in which nothing can be read: a list without it would be taken to say that a term has no
 * end, or that a payment is what its parts add up to. The list has it and says something else, so somebody is asked.
 */
export function unreadValues(
  matcher: HeaderMatcher,
  headers: readonly ComposedHeader[],
  { columns, unused }: { columns: readonly ColumnRecognition[]; unused: readonly UnusedColumn[] },
): UnclearColumns[] {
  const taken = new Set(columns.map(({ field }) => field));
  return unused.flatMap(({ index, reason }) => {
    const header = headers[index];
    if (reason !== 'values-do-not-fit' || !header) return [];
    const fields = matcher
      .match(header)
      .filter(
        ({ field, confidence }) => confidence >= KNOWN_HEADER && isTakenForAnswer(matcher.source, field),
      )
      .map(({ field }) => field);
    if (fields.length === 0 || fields.some((field) => taken.has(field))) return [];
    return [oneOfOrNone(index, fields)];
  });
}

/** When somebody was born is never concluded from a list that does not say it. */
function isTakenForAnswer({ fields, pays }: SourceDefinition, field: string): boolean {
  const type = fields[field]?.type ?? 'text';
  return (DATED.has(type) && field !== 'birth') || (type === 'money' && pays !== null);
}
