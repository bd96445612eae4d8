const BEIJING_MS = 8 * 3_600_000;

/** The calendar day at the office when the clock says this; China keeps one time and no summer time. */
export function businessDay(at: string): string {
  return new Date(Date.parse(at) + BEIJING_MS).toISOString().slice(0, 10);
}
