import { add, compareDecimals, type Decimal, parseDecimal } from '../typed-figures/decimal.ts';
import type { Part } from '../typed-figures/read-claims.ts';
import type { Proposal } from './paragraphs.ts';

/** Columns that nobody adds up. */
export const NO_SUM = /率|占比|比重|比例|%|百分|人均|户均|均|标准|序号|编号|年份|月份|排名|日期/;

export const nameOf = (row: readonly string[]): string =>
  row.find((cell) => /\p{Script=Han}/u.test(cell))?.trim() ?? '';

export function addsUp({ claim }: Proposal): boolean {
  if (claim.form !== 'total') return false;
  return [...claim.total].every(([unit, whole]) => {
    const sum = claim.parts.flatMap(({ figures }) => figures.get(unit) ?? []).reduce(add);
    return compareDecimals(sum, whole) === 0;
  });
}

export function totalInTable(
  says: string,
  header: string,
  whole: Decimal,
  parts: readonly Part[],
  row: readonly string[],
): Proposal {
  return {
    claim: { says, form: 'total', total: new Map([[unitOf(header), whole]]), parts },
    sentence: sentenceOf(row),
  };
}

/** A row as it is quoted. */
export function sentenceOf(row: readonly string[]): string {
  return row
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(' | ');
}

export function unitOf(header: string): string {
  return /亿元|万元|千元|万人次|万人|元|人次|人|户|件|笔|份|张/.exec(header)?.[0] ?? '';
}

export const bare = (cell: string): string => cell.normalize('NFKC').replace(/\s/g, '');

/** A cell that is a number and nothing else. */
export function numberOf(cell: string): Decimal | null {
  const text = bare(cell);
  return text === '' || /[%号年月日]/.test(text) ? null : parseDecimal(text);
}
