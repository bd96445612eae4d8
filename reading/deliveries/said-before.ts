import { fileNoSql } from '../../core/row-number.ts';
import { hasTable } from '../../storage/warehouse/columns-in.ts';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import type { ReadFile } from '../kept-readings.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { personSql } from './period.ts';

/** What stands in columns of rows that say nothing there: what another list of the source said of the same event. */
export const SAID_BEFORE =
  'create or replace table said_before (row_id bigint, source varchar, field varchar, raw varchar, is_blank boolean)';

/** A column in which what was said stands; `shown` is the one that tells whether a row says anything there. */
interface Standing {
  column: string;
  type: 'varchar' | 'date' | 'integer';
  shown: string;
  /** A blank cell means no, and takes nothing back; where it waits, or says nothing, it is left. */
  isBlankNo: boolean;
}

function standingIn({ fields, vocabulary }: Pick<SourceDefinition, 'fields' | 'vocabulary'>): Standing[] {
  const words = Object.entries(vocabulary).flatMap(([column, { stands_unsaid, blank }]): Standing[] =>
    stands_unsaid
      ? [{ column, type: 'varchar', shown: column, isBlankNo: blank !== 'hold' && blank !== 'nothing' }]
      : [],
  );
  const others = Object.entries(fields).flatMap(([field, { type, stands_unsaid }]): Standing[] => {
    if (!stands_unsaid) return [];
    if (type === 'month') return [{ column: field, type: 'integer', shown: field, isBlankNo: false }];
    if (type !== 'date') return [{ column: field, type: 'varchar', shown: field, isBlankNo: false }];
    const month = `${field}_month`;
    return [
      { column: field, type: 'date', shown: month, isBlankNo: false },
      { column: month, type: 'integer', shown: month, isBlankNo: false },
    ];
  });
  return [...words, ...others];
}

/**
 * Leaves in `said_before` what stands although a list does not say it: somebody was on probation, was released, or insured and drew
 * nothing. The event is the same where the person is, a date or month of it is, and none that both rows state differs. Of several words the
 * last one counts. `files` come in the order from the one that gives way to the one that counts. Returns what stands so.
 */
export async function rememberSaid(
  warehouse: Warehouse,
  source: SourceDefinition,
  table: string,
  files: readonly ReadFile[],
): Promise<LentCell[]> {
  const standing = standingIn(source);
  if (standing.length === 0 || files.length < 2) return [];
  const shown = new Set(standing.map((one) => one.shown));
  const counts = [...shown].map((column) => `count(${quoteName(column)}) as ${quoteName(column)}`);
  const filled = await warehouse.rows<Record<string, number>>(
    `select file_no, ${counts.join(', ')} from ${table} group by file_no`,
  );
  const rank = files.map(({ receipt }, position) => `(${receipt.sequence}, ${position})`).join(', ');
  const dates = Object.entries(source.fields)
    .filter(([field, { type }]) => ['date', 'month'].includes(type) && field !== source.as_of_field)
    .map(([field, { type }]) => quoteName(type === 'date' ? `${field}_month` : field));
  const differs = dates.map((column) => `coalesce(said.${column} <> line.${column}, false)`).join(' or ');
  const agrees = dates
    .filter((column) => column !== quoteName('birth_month'))
    .map((column) => `coalesce(said.${column} = line.${column}, false)`)
    .join(' or ');
  for (const one of standing) {
    const without = filled.filter((file) => file[one.shown] === 0).map(({ file_no }) => file_no);
    if (without.length === filled.length || (without.length === 0 && !one.isBlankNo)) continue;
    const isBlank = without.length === 0 ? 'true' : `line.file_no not in (${without.join(', ')})`;
    const says = quoteName(one.shown);
    await warehouse.run(`
      insert into said_before
      select line.row_id, ${quoteText(source.source)}, ${quoteText(one.column)},
          cast(arg_max_null(said.${quoteName(one.column)}, (rank, said.row_id)) as varchar), any_value(${isBlank})
      from (select *, ${personSql(source)} as person from ${table} where ${says} is null) as line
      inner join (select *, ${personSql(source)} as person from ${table} where ${says} is not null) as said
          on said.person = line.person and said.file_no <> line.file_no
              ${one.isBlankNo ? '' : `and not ${isBlank}`} and not (${differs}) and (${agrees})
      inner join (values ${rank}) as file_rank (file_no, rank) on file_rank.file_no = said.file_no
      group by line.row_id`);
  }
  return (await lentCells(warehouse)).filter((cell) => cell.source === source.source);
}

/** A column, `file/field`, in rows of which stands what another list said. */
export interface LentCell {
  source: string;
  place: string;
  field: string;
  is_blank: boolean;
}

/** Of which columns of which files rows say what another list said. */
export async function lentCells(warehouse: Warehouse): Promise<LentCell[]> {
  // a night that was kept before this was told has no such table
  if (!(await hasTable(warehouse, 'main', 'said_before'))) return [];
  return warehouse.rows(
    `select distinct source, ${fileNoSql('row_id')} || '/' || field as place, field, is_blank from said_before order by all`,
  );
}

/** The columns, `file/field`, of files that have none, in rows of which another list said it. */
export function lentColumns(
  cells: readonly LentCell[],
  { source }: Pick<SourceDefinition, 'source'>,
): Set<string> {
  return new Set(cells.filter((cell) => cell.source === source && !cell.is_blank).map(({ place }) => place));
}

/** SQL: the rows of a view over a source's staged files, with what was said before where they say nothing. */
export function withSaidBefore(source: SourceDefinition, cells: readonly LentCell[], view: string): string {
  const lent = new Set(cells.filter((cell) => cell.source === source.source).map(({ field }) => field));
  return standingIn(source)
    .filter(({ column }) => lent.has(column))
    .reduce((sql, { column: name, type }) => {
      const column = quoteName(name);
      return `select line.* replace (coalesce(line.${column}, cast(said.raw as ${type})) as ${column}) from (${sql}) as line
      left join (
          select row_id, raw from said_before where source = ${quoteText(source.source)} and field = ${quoteText(name)}
      ) as said on said.row_id = line.row_id`;
    }, view);
}
