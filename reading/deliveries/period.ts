import { quoteName } from '../../storage/warehouse/database.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';

/**
 * The period a row belongs to, as text: the month, year or batch of a list per period; '' for a list that goes on growing
 * and for one that says how things stand, unless its rows name a month of their own.
 */
export function periodSql(source: SourceDefinition): string {
  const { period_field: period, delivery } = source;
  if (period === null || delivery === 'cumulative') return "''";
  const group = source.any_of.find((fields) => fields.includes(period)) ?? [period];
  const ordered = delivery === 'snapshot' ? [period] : [period, ...group.filter((field) => field !== period)];
  const texts = ordered
    .filter((field) => ['month', 'date', 'year', 'text'].includes(source.fields[field]?.type ?? ''))
    .map((field) => {
      const isDate = source.fields[field]?.type === 'date';
      return `cast(${quoteName(isDate ? `${field}_month` : field)} as varchar)`;
    });
  // a batch that has no name of its own is its file
  const last = source.fields[period]?.type === 'text' ? 'file_name' : "''";
  return `coalesce(${[...texts, last].join(', ')})`;
}

/** The months of which a row states one at least, where one of them is its period: the month paid for, and that of the payment. */
export function periodMonths({
  period_field: period,
  any_of,
  fields,
}: Pick<SourceDefinition, 'period_field' | 'any_of' | 'fields'>): string[] {
  const group = any_of.find((names) => period !== null && names.includes(period)) ?? [];
  return group.filter((field) => fields[field]?.type === 'month');
}

/** Whom a row speaks of. A number that a spreadsheet destroyed is nobody's: beside it the name counts. */
export function personSql(source: SourceDefinition): string {
  const columns = personColumns(source);
  const name = columns.includes('name') ? "coalesce(name, '')" : "''";
  const parts = columns.map((column) =>
    column === 'resident_id_cleaned' ? `${column} || '/' || ${name}` : column,
  );
  return `coalesce(${[...parts, "''"].join(', ')})`;
}

/** The columns that `personSql` asks for. */
function personColumns(source: SourceDefinition): string[] {
  const number =
    source.fields.resident_id?.type === 'resident_id' ? ['resident_id', 'resident_id_cleaned'] : [];
  return [...number, ...['name', 'account_no'].filter((field) => field in source.fields)];
}
