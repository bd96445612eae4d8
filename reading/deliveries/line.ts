import { quoteName } from '../../storage/warehouse/database.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { periodMonths } from './period.ts';
import { countySql, PLACE } from './whose-roster.ts';

/** A field of what makes two rows one and the same line, as SQL: its text, null where the row says nothing in it. */
interface LineField {
  field: string;
  said: string;
  columns: string[];
  /** Compared whether or not both files have it: blank has a meaning of its own. */
  isAlways: boolean;
}

type Keyed = Pick<SourceDefinition, 'line_key' | 'line_parts' | 'fields' | 'period_field' | 'any_of'>;

/** What makes two rows one and the same line beside the person: in a list of payments, the fields that the source names. */
function lineFields(source: Keyed): LineField[] {
  const months = periodMonths(source);
  return source.line_key.map((field) => {
    const name = quoteName(field);
    const type = source.fields[field]?.type;
    // no county named is the office's own
    if (field === PLACE) return { field, said: countySql(name), columns: [field], isAlways: true };
    // a roster that names one month only is paid in it
    if (months.includes(field)) {
      const others = months.filter((month) => month !== field).map(quoteName);
      const said = `cast(coalesce(${[name, ...others].join(', ')}) as varchar)`;
      return { field, said, columns: months, isAlways: true };
    }
    if (type === 'date')
      return {
        field,
        said: `coalesce(cast(${name} as varchar), cast(${quoteName(`${field}_month`)} as varchar))`,
        columns: [field, `${field}_month`],
        isAlways: false,
      };
    const said = type === 'money' ? `nullif(${name}, 0)` : name;
    return { field, said: `cast(${said} as varchar)`, columns: [field], isAlways: false };
  });
}

/** What a row says in each field of its line, as SQL. */
export function saidInLine(source: Keyed): string[] {
  return lineFields(source).map(({ said }) => said);
}

/** The columns that `saidInLine` asks for. */
export function lineColumns(source: Keyed): string[] {
  return [...new Set(lineFields(source).flatMap(({ columns }) => columns))];
}

/** Aggregate over rows of one file, what they say in `f0`, `f1` …: a bit for each field that any of them fills. */
export function filledSql(source: Keyed): string {
  const bits = source.line_key.map((_, index) => `case when f${index} is null then 0 else ${2 ** index} end`);
  return `cast(bit_or(${['0', ...bits].join(' | ')}) as integer)`;
}

/** What makes a row a line, piece by piece: its `person`, and what it says in the fields whose bits stand in the column `fields`. */
export function lineSql(source: Keyed): string[] {
  const said = source.line_key.map(
    (_, index) => `case when fields & ${2 ** index} <> 0 then coalesce(f${index}, '') else '' end`,
  );
  return ['person', ...said];
}

/**
 * The fields by which lines of two files are compared, as bits: those that both fill, where an amount and a time are among
 * them. A part of a payment alone makes no two lines one while either file states what was paid; then all fields count.
 */
export function sharedFields(source: Keyed, one: number, other: number): number {
  const fields = lineFields(source).map(({ field, isAlways }, index) => ({
    field,
    isAlways,
    bit: 2 ** index,
  }));
  const bitsOf = (is: (field: string) => boolean): number =>
    fields.reduce((sum, { field, bit }) => sum + (is(field) ? bit : 0), 0);
  const typeOf = (field: string): string => source.fields[field]?.type ?? '';
  const always = fields.reduce((sum, { isAlways, bit }) => sum + (isAlways ? bit : 0), 0);
  const shared = (one & other) | always;
  const amounts = bitsOf((field) => typeOf(field) === 'money');
  const sums = amounts & ~bitsOf((field) => source.line_parts.includes(field));
  const times = bitsOf((field) => ['month', 'date', 'year'].includes(typeOf(field)));
  const isPaid =
    (shared & sums) !== 0 ||
    (((one | other) & sums) === 0 && (shared & amounts) !== 0 && (one & amounts) === (other & amounts));
  return isPaid && (shared & times) !== 0 ? shared : bitsOf(() => true);
}
