import { checkDigit } from '../../core/resident-id/index.ts';
import type { LinkPair } from '../../explanation/link/waterfall.ts';
import { PERSON_COLUMNS } from '../../pipelines/linking/linker.ts';
import { ColumnWriter, INTEGER, VARCHAR, type Warehouse } from '../../storage/warehouse/database.ts';
import { linkTables } from './link-tables.ts';

/** One row of a list in a test: what is not named is empty. */
export type Cells = Partial<Record<(typeof PERSON_COLUMNS)[number], string>>;

export function withCheckDigit(first17: string): string {
  return first17 + checkDigit(first17);
}

export async function writeList(warehouse: Warehouse, name: string, rows: readonly Cells[]): Promise<void> {
  const columns = PERSON_COLUMNS.map((column) => `${column} varchar`);
  await warehouse.run(`create or replace table ${name} (row_id integer, ${columns.join(', ')})`);
  const writer = new ColumnWriter([INTEGER, ...PERSON_COLUMNS.map(() => VARCHAR)]);
  for (const [index, row] of rows.entries()) {
    writer.add(index + 1, ...PERSON_COLUMNS.map((column) => row[column] ?? null));
  }
  await warehouse.appendColumns('main', name, writer);
}

/** Links two lists, and a register where one is given; the rows are numbered from 1. */
export async function linkLists(
  warehouse: Warehouse,
  left: readonly Cells[],
  right: readonly Cells[],
  register?: readonly Cells[],
): Promise<LinkPair[]> {
  await writeList(warehouse, 'left_list', left);
  await writeList(warehouse, 'right_list', right);
  if (register) await writeList(warehouse, 'register_list', register);
  await linkTables(warehouse, {
    left: 'left_list',
    right: 'right_list',
    ...(register ? { register: 'register_list' } : {}),
  });
  return warehouse.rows<LinkPair>('select * from linking.link_pair order by left_row, right_row');
}
