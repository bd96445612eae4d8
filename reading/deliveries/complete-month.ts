import { addMonths, monthOf } from '../../core/month.ts';
import type { ReadFile } from '../kept-readings.ts';
import { monthNamed, monthsNamed } from '../recognition/title-month.ts';
import { townshipIn } from '../recognition/title-township.ts';
import { differingTotals } from '../staging/reading-result.ts';
import { kindOf } from './kind.ts';
import { exportedOn } from './precedence.ts';

/**
 * The month, YYYYMM, up to which a list is complete: the date or month in its title or its name, else the month in which
 * it arrived. What it leaves open is known up to then, and no further.
 */
export function completeMonth(file: Pick<ReadFile, 'receipt' | 'reading'>): number {
  const exported = exportedOn(file);
  if (exported) return monthOf(exported);
  for (const text of namesOf(file)) {
    const month = monthNamed(text);
    if (month !== null) return month;
  }
  return monthOf(file.receipt.received_at);
}

/**
 * The months that a list says it is of, whether or not a row falls into each: as far as they were over when it arrived. Null
 * where it says none, and of a list that stands beside the main one or is a part of it.
 */
export function titledMonths(
  file: Pick<ReadFile, 'receipt' | 'reading'>,
): { first: number; last: number } | null {
  const names = namesOf(file);
  if (kindOf(file).isSupplementary || names.some((text) => PART.test(text))) return null;
  const named = names.map(monthsNamed).find((months) => months !== null) ?? null;
  if (named === null) return null;
  const last = Math.min(named.last, addMonths(monthOf(file.receipt.received_at), -1));
  return named.first <= last ? { first: named.first, last } : null;
}

/**
 * The township a list without a row speaks for, '' where it names none: nobody was paid, or went, in its months. Null of a list in which
 * somebody stands or stood, however their row was read, or whose own sum or number of people says so.
 */
export function townshipOfNobody(file: Pick<ReadFile, 'receipt' | 'reading'>): string | null {
  const { status, counts, sheets } = file.reading;
  const isWhole = sheets.every(({ source, status: read }) => source !== null || read === 'ignored');
  if (status !== 'used' || counts.used + counts.refused > 0 || !isWhole) return null;
  if (differingTotals(file.reading).length > 0) return null;
  return (
    namesOf(file)
      .map(townshipIn)
      .find((township) => township !== null) ?? ''
  );
}

/** What a query may ask of a row's file, of `file_complete`, with the name under which it does. */
const OF_FILE: readonly (readonly [name: string, column: string])[] = [
  ['complete_month', 'month'],
  ['titled_first_month', 'titled_first_month'],
  ['titled_last_month', 'titled_last_month'],
];

/** The months of its file beside each row of `line`, those that are asked for. */
export function fileMonths(
  line: string,
  isAsked: (column: string) => boolean,
): { columns: string[]; joins: string[] } {
  const columns = OF_FILE.filter(([name]) => isAsked(name)).map(
    ([name, column]) => `complete.${column} as ${name}`,
  );
  const join = `left join file_complete as complete on complete.file_no = ${line}.file_no`;
  return { columns, joins: columns.length > 0 ? [join] : [] };
}

/** Words by which a list says that there are others for the same months. */
const PART = /第?[0-9一二三四五六七八九十]+批|部分|续表|\(?续\)?$/u;

const namesOf = ({ receipt, reading }: Pick<ReadFile, 'receipt' | 'reading'>): string[] => [
  ...reading.sheets.flatMap(({ title, sheet }) => [...title, sheet]),
  receipt.name,
];
