import type { Warehouse } from '../../storage/warehouse/database.ts';
import type { MergedCells } from '../raw-file.ts';
import type { StagedField } from './row-checks.ts';

/** Merged over several rows these say the same of each: a place, a period, a word. */
const SAID_OF_ALL = new Set(['text', 'month', 'year']);

/**
 * Gives each row what a merged block of cells says of it where that is certain (a township, a month), and marks the rows
 * of a block that holds a person or an amount, because nobody can tell whose it is; some programs write the value into
 * each of the cells that it covers, and then everybody has it. A block that begins above the rows of data is a title.
 */
export async function spreadMergedCells(
  warehouse: Warehouse,
  raw: string,
  fields: readonly StagedField[],
  merges: readonly MergedCells[],
): Promise<void> {
  if (merges.length === 0) return;
  for (const { column, isPlain, definition } of fields) {
    const index = Number(column.slice(1));
    const own = merges.filter(({ fromColumn, toColumn }) => fromColumn <= index && index <= toColumn);
    if (own.length === 0) continue;
    const blocks = own.map(({ fromRow, toRow }) => `(${fromRow}, ${toRow})`).join(', ');
    // of several columns merged into one the first alone bears the value
    const isSaidOfAll =
      SAID_OF_ALL.has(definition.type) && own.every(({ fromColumn }) => fromColumn === index);
    const covers = `${raw}.kind = 'data' and cast(${raw}.row_no as integer) between block.from_row and block.to_row`;
    await warehouse.run(
      isSaidOfAll
        ? `
      update ${raw} set ${column} = block.value, ${isPlain} = block.is_plain
      from (
          select from_row, to_row, first.${column} as value, first.${isPlain} as is_plain
          from (values ${blocks}) as merged (from_row, to_row)
          inner join ${raw} as first on cast(first.row_no as integer) = from_row and first.kind = 'data'
      ) as block
      where ${covers}`
        : `
      update ${raw} set kind = 'merged-cells'
      from (
          select from_row, to_row
          from (values ${blocks}) as merged (from_row, to_row)
          inner join ${raw} as covered
              on cast(covered.row_no as integer) between from_row and to_row and covered.kind = 'data'
          group by from_row, to_row
          having bool_or(cast(covered.row_no as integer) = from_row)
              and count(covered.${column}) > 0
              and (count(distinct covered.${column}) > 1 or count(covered.${column}) < count(*))
      ) as block
      where ${covers}`,
    );
  }
}
