import { quoteName } from '../../storage/warehouse/database.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';

type Deciding = Pick<SourceDefinition, 'fields' | 'vocabulary'>;

/** Columns of which every word must be understood: what they say decides whether a row counts. */
function codedFields(source: Deciding): string[] {
  return Object.entries(source.vocabulary)
    .filter(([field, { otherwise }]) => otherwise === 'hold' && field in source.fields)
    .map(([field]) => field);
}

function moneyFields(source: Deciding): string[] {
  return Object.keys(source.fields).filter((field) => source.fields[field]?.type === 'money');
}

const wordIn = (column: string): string => `nullif(trim(${column}), '')`;
const isSeveral = (column: string): string => `count(distinct ${wordIn(column)}) > 1`;

/**
 * Aggregates over the rows of one file, a bit for each column that decides: `filled`, it says anything there; `words`, it says
 * several words there; `sums`, it states sums there. A file that says one word of all its rows tells nobody apart by it.
 */
export function decidingSql(source: Deciding): string {
  const [coded, money] = [codedFields(source), moneyFields(source)];
  const bits = (fields: readonly string[], from: number, says: (column: string) => string): string =>
    ['0', ...fields.map((field, i) => `if(${says(quoteName(field))}, ${2 ** (from + i)}, 0)`)].join(' + ');
  const isFilled = (column: string): string => `count(${column}) > 0`;
  const isSaid = (column: string): string => isFilled(wordIn(column));
  const sums = bits(money, coded.length, isFilled);
  return `cast(${bits(coded, 0, isSaid)} + ${sums} as bigint) as filled,
        cast(${bits(coded, 0, isSeveral)} as bigint) as words, cast(${sums} as bigint) as sums`;
}

/** SQL: whether rows of a file bear several words in one of the columns that decide. */
export function tellsApartSql(source: Deciding): string {
  const several = codedFields(source).map((field) => isSeveral(quoteName(field)));
  return ['false', ...several].join(' or ');
}
