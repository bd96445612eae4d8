const YEAR_MONTH = /(?<!\d)(20\d\d)\s*(?:年\s*|[-_./]?)(1[0-2]|0?[1-9])(?:\s*月|(?!\d))/;

/** The first year and month named in a text, as YYYYMM; null where none is. */
export function monthIn(text: string): number | null {
  const match = YEAR_MONTH.exec(text.normalize('NFKC'));
  return match ? Number(match[1]) * 100 + Number(match[2]) : null;
}
