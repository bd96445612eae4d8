const BEIJING_MS = 8 * 3_600_000;

/** The calendar day at the office when the clock says this; China keeps one time and no summer time. */
export function businessDay(at: string): string {
  return atOffice(at).slice(0, 10);
}

/** The same with hour and minute: 2026-11-30 02:15. */
export function businessMinute(at: string): string {
  return atOffice(at).slice(0, 16).replace('T', ' ');
}

/** The instant at which a day at the office begins, eight hours before the same day in UTC, or one so many days later. */
export function officeMidnight(day: string, daysLater = 0): string {
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + daysLater * 86_400_000).toISOString();
}

const atOffice = (at: string): string => new Date(Date.parse(at) + BEIJING_MS).toISOString();
