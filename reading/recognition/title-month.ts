import { datesInFigures } from '../../core/dates.ts';
import { monthIn } from '../../core/month.ts';

const YEAR_MONTH = /(?<!\d)(20\d\d)\s*(?:年\s*|[-_./]?)(1[0-2]|0?[1-9])(?:\s*月|(?!\d))/;

/** The first year and month named in a text, as YYYYMM; null where none is. */
export function monthNamed(text: string): number | null {
  const match = YEAR_MONTH.exec(datesInFigures(text.normalize('NFKC')));
  return match ? monthIn(Number(match[1]), Number(match[2])) : null;
}
