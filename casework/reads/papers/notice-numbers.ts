import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { firstOf } from '../rows.ts';

/** The highest number given out in a series in a year; 0 where there is none. */
export function lastNoticeNumber(ledger: Ledger, prefix: string, year: number): number {
  const sql = 'select max(number) as number from notice_number where prefix = ? and year = ?';
  return firstOf<{ number: number | null }>(ledger, sql, prefix, year)?.number ?? 0;
}
