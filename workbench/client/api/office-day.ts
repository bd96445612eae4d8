import { DAY_HEADER } from '../../contract/endpoint.ts';

/** Said by the last answer; every page has had one before it asks. */
let said: string | null = null;

export function noteOfficeDay({ headers }: Response): void {
  said = headers.get(DAY_HEADER) ?? said;
}

/** The day at the office, YYYY-MM-DD, by the clock that the casebook judges days by: a browser's own may be wrong. */
export function today(): string {
  if (said === null) throw new Error('no answer has said yet what day it is');
  return said;
}

/** The same where no answer has come since the page was opened: by this device's clock, and judged once there is a line. */
export function todayOrByClock(): string {
  return said ?? new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
}
