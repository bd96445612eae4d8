const BEIJING_MS = 8 * 3_600_000;

/** The calendar day at the office when the clock says this; China keeps one time and no summer time. */
export function businessDay(at: string): string {
  return atOffice(at).slice(0, 10);
}

/** The same with hour and minute: 2026-11-30 02:15. */
export function businessMinute(at: string): string {
  return atOffice(at).slice(0, 16).replace('T', ' ');
}

const atOffice = (at: string): string => new Date(Date.parse(at) + BEIJING_MS).toISOString();
