import type { Part } from '../typed-figures/read-claims.ts';
import type { Proposal } from './paragraphs.ts';
import type { ReadTable } from './report-text.ts';
import { addsUp, NO_SUM, nameOf, numberOf, totalInTable, unitOf } from './table-cells.ts';

/** A column that may be others put together, with the rows that have both. */
interface Sum {
  whole: number;
  parts: readonly number[];
  /** Whether the parts stand beside the whole with nothing between that is none of them. */
  isUnbroken: boolean;
  told: Proposal[];
  right: number;
}

/**
 * 疑点、属实、不属实: a column that is others put together, where nearly all rows with them show it. Where some row does not,
 * that is a difference only if every column between the whole and its last part is a part: one that is not may be what is
 * missing (核销 between 追回 and 未收回), or the sum may hold in most rows by chance.
 */
export function proposeSums(headers: readonly string[], body: ReadTable): Proposal[] {
  const sums = candidates(headers).flatMap((one): Sum[] => {
    const told = body.flatMap((row) => sumIn(headers, row, one.whole, one.parts));
    const right = told.filter(addsUp).length;
    return right >= 3 && right * 3 >= told.length * 2 ? [{ ...one, told, right }] : [];
  });
  const exact = sums.filter(({ told, right }) => told.length === right);
  const isExplained = (sum: Sum): boolean =>
    exact.some(({ whole, parts }) => whole === sum.whole || parts.join() === sum.parts.join());
  const broken = sums.filter((sum) => sum.isUnbroken && sum.told.length > sum.right && !isExplained(sum));
  const best = [...Map.groupBy(broken, ({ whole }) => whole).values()].flatMap((own) =>
    own.toSorted((one, other) => other.right / other.told.length - one.right / one.told.length).slice(0, 1),
  );
  return [...exact, ...best].flatMap(({ told }) => told);
}

/** Every two columns of one unit, and every run of them on one side of the whole. */
function candidates(headers: readonly string[]): Pick<Sum, 'whole' | 'parts' | 'isUnbroken'>[] {
  const usable = headers.flatMap((header, at) =>
    NO_SUM.test(header) || /合计|总计|小计$/.test(header) || header === '' ? [] : [at],
  );
  return [...Map.groupBy(usable, (at) => unitOf(headers[at] ?? '')).values()].flatMap((columns) =>
    columns.flatMap((whole) => {
      const others = columns.filter((at) => at !== whole);
      // 其中 is a part of a part
      const beside = others.filter((at) => !(headers[at] ?? '').includes('其中'));
      const runs = [beside.filter((at) => at > whole), beside.filter((at) => at < whole).reverse()].flatMap(
        (side) =>
          side.slice(1).map((_, more) => side.slice(0, more + 2).toSorted((one, other) => one - other)),
      );
      const keys = new Set(runs.map((parts) => parts.join()));
      const pairs = others.flatMap((one, place) => others.slice(place + 1).map((other) => [one, other]));
      return [
        ...runs.map((parts) => ({ whole, parts, isUnbroken: true })),
        ...pairs
          .filter((parts) => !keys.has(parts.join()))
          .map((parts) => ({ whole, parts, isUnbroken: false })),
      ];
    }),
  );
}

function sumIn(
  headers: readonly string[],
  row: readonly string[],
  whole: number,
  of: readonly number[],
): Proposal[] {
  const total = numberOf(row[whole] ?? '');
  const unit = unitOf(headers[whole] ?? '');
  const parts = of.flatMap((at): Part[] => {
    const value = numberOf(row[at] ?? '');
    // nothing added to something proves nothing
    return value === null || value.digits === 0n
      ? []
      : [{ what: headers[at] ?? '', figures: new Map([[unit, value]]) }];
  });
  if (total === null || parts.length < 2) return [];
  return [
    totalInTable(
      `${nameOf(row)}${headers[whole]}${row[whole]?.trim()}`,
      headers[whole] ?? '',
      total,
      parts,
      row,
    ),
  ];
}
