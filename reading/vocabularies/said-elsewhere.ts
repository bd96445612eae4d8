import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import type { WordReader } from './read-word.ts';
import type { CodedField } from './vocabulary.ts';

/** The words of a coded column that stand in another one of their row. */
export const SAID_ELSEWHERE =
  'create or replace table said_elsewhere (source varchar, field varchar, raw varchar)';

export const stagedRowsOf = (source: string): string =>
  `staged_row.${quoteName(source.replaceAll('-', '_'))}`;

/** Leaves in `said_elsewhere` the words known of a column that stand in the one that may say it instead. */
export async function readElsewhere(
  warehouse: Warehouse,
  source: string,
  field: string,
  { said_in }: CodedField,
  reader: WordReader,
): Promise<void> {
  if (said_in === undefined) return;
  const other = quoteName(said_in);
  const said = await warehouse.rows<{ raw: string }>(
    `select distinct ${other} as raw from ${stagedRowsOf(source)} where ${quoteName(field)} is null and ${other} is not null`,
  );
  const known = said.filter(({ raw }) => reader.read(raw).means !== null);
  const of = `${quoteText(source)}, ${quoteText(field)}`;
  if (known.length > 0)
    await warehouse.run(
      `insert into said_elsewhere values ${known.map(({ raw }) => `(${of}, ${quoteText(raw)})`).join(', ')}`,
    );
}

/** What stands in a coded column of a staged row `line`, or in the one that says it instead; with the join this needs. */
export function writtenSql(
  source: string,
  field: string,
  { said_in }: Pick<CodedField, 'said_in'>,
  line: string,
): { sql: string; join: string } {
  const own = `${line}.${quoteName(field)}`;
  if (said_in === undefined) return { sql: own, join: '' };
  const elsewhere = quoteName(`${field}_elsewhere`);
  return {
    sql: `coalesce(${own}, ${elsewhere}.raw)`,
    join: `left join (
        select raw from said_elsewhere where source = ${quoteText(source)} and field = ${quoteText(field)}
      ) as ${elsewhere} on ${elsewhere}.raw = ${line}.${quoteName(said_in)}`,
  };
}
