import type { SourceDefinition } from '../sources/source-definition.ts';
import type { ColumnRecognition } from './column-assignment.ts';
import { oneOfOrNone, type UnclearColumns } from './unclear-columns.ts';
import type { ColumnProfile } from './value-profile.ts';

/** 6, 6个月, 6.0: more than one. */
const SEVERAL = /^(?:[2-9]|[1-9]\d+)(?:\.0+)?\s*(?:个?月|期)?$/;

/**
 * A column that says of some rows that they are of several months, in a list that nowhere says of which. It is money of no month then,
 * about which nothing is found: somebody is asked whether the column means that.
 */
export function unsaidMonths(
  source: SourceDefinition,
  profiles: readonly ColumnProfile[],
  { columns }: { columns: readonly ColumnRecognition[] },
): UnclearColumns[] {
  const taken = new Set(columns.map(({ field }) => field));
  return columns.flatMap(({ index, field, how }) => {
    const saidBy = source.fields[field]?.months_said_by ?? null;
    if (saidBy === null || taken.has(saidBy) || how === 'mapping') return [];
    const values = profiles[index]?.values ?? [];
    return values.some((value) => SEVERAL.test(value.normalize('NFKC').trim()))
      ? [oneOfOrNone(index, [field])]
      : [];
  });
}
