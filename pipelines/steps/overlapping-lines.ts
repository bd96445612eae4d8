import type { Delivery } from '../../reading/deliveries/delivery.ts';
import { inPrecedence } from '../../reading/deliveries/precedence.ts';
import type { ReadFile } from '../../reading/kept-readings.ts';
import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';

/**
 * Rosters that may list the same payments, month by month, with how many lines are merely possible until somebody says which of
 * the two counts. Asks the lines as they were put together: files that overlap without a line in question ask nobody.
 */
export async function overlappingLines(
  warehouse: Warehouse,
  files: readonly ReadFile[],
  sources: readonly SourceDefinition[],
): Promise<Delivery[]> {
  const rosters = new Set(sources.filter(({ pays }) => pays === 'pension').map(({ source }) => source));
  const ordered = inPrecedence(files).filter(({ reading }) =>
    reading.sources.some((one) => rosters.has(one)),
  );
  const place = new Map(ordered.map(({ receipt }, index) => [receipt.sequence, index]));
  const pairs = await warehouse.rows<{ month: number; one: number; other: number; n: number }>(`
    select line.month, least(line.delivery_no, overlapped.counting_no) as one,
        greatest(line.delivery_no, overlapped.counting_no) as other, count(*)::integer as n
    from canonical.overlapped_line as overlapped
    inner join canonical.roster_line as line on line.row_id = overlapped.row_id
    group by all order by all`);
  return pairs.map(({ month, one, other, n }) => {
    const [file_no, by_file_no] = place.get(one)! < place.get(other)! ? [one, other] : [other, one];
    const source = ordered[place.get(one)!]!.reading.sources.find((name) => rosters.has(name))!;
    return {
      source,
      period: String(month),
      file_no,
      by_file_no,
      verdict: 'overlaps',
      row_count: n,
      is_overruled: false,
    };
  });
}
