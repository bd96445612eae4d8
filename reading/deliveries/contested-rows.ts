import { quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { saidInLine } from './line.ts';
import { personSql } from './period.ts';

/** Makes the table that `noteContested` adds to. */
export async function prepareContested(warehouse: Warehouse): Promise<void> {
  await warehouse.run('create or replace table contested_row (row_id bigint, source varchar)');
}

/** Whether a source lists payments to people one by one, of which a later list may tell a day or an amount anew. Of pensions the months decide. */
function listsPayments({ line_key, fields, delivery, pays, names_nobody }: SourceDefinition): boolean {
  const isOfMoney = line_key.some((field) => fields[field]?.type === 'money');
  return isOfMoney && !names_nobody && pays !== 'pension' && (delivery === 'cumulative' || pays === 'other');
}

/**
 * Leaves in `contested_row` the rows of overlapping files that tell one person's payment in two ways, by one day, amount or place
 * alone: it was made twice, or the later list puts the earlier right without saying so. Nobody can tell.
 */
export async function noteContested(
  warehouse: Warehouse,
  source: SourceDefinition,
  table: string,
): Promise<void> {
  if (!listsPayments(source)) return;
  const said = saidInLine(source);
  const own = `source = ${quoteText(source.source)}`;
  const overlap = await warehouse.first<{ n: number }>(`select count(*) as n from file_overlap where ${own}`);
  if (!overlap?.n) return;
  const differing = said
    .map((_, index) => `(one.f${index} is distinct from other.f${index})::integer`)
    .join(' + ');
  await warehouse.run(`
    insert into contested_row
    with line as (
        select row_id, file_no, ${personSql(source)} as person, ${said.map((sql, index) => `${sql} as f${index}`).join(', ')}
        from ${table}
        where
            file_no in (select unnest([first_no, second_no]) from file_overlap where ${own})
            and row_id not in (select row_id from dropped_row where ${own})
    ),
    twice as (
        select one.row_id, other.row_id as other_id
        from (select distinct first_no, second_no from file_overlap where ${own}) as overlap
        inner join line as one on one.file_no = overlap.first_no
        inner join line as other on other.file_no = overlap.second_no and other.person = one.person
        where ${differing} = 1
    )
    select distinct unnest([row_id, other_id]), ${quoteText(source.source)} from twice`);
}
