import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { firstOf, rowsOf } from '../rows.ts';

/** What a code is checked against. */
export interface SecondFactor {
  /** Shared with the application on a telephone; null for whoever has a sheet of codes alone. */
  secret: Uint8Array | null;
  salt: Uint8Array;
  /** The period of the last code that was taken; none of it or before is taken again. */
  last_step: number;
}

export interface OneTimeCode {
  number: number;
  hash: Uint8Array;
  is_used: number;
}

export function readSecondFactor(ledger: Ledger, userId: string): SecondFactor | null {
  return firstOf(ledger, 'select secret, salt, last_step from second_factor where user_id = ?', userId);
}

/** The codes of somebody's sheet, used or not. */
export function readCodes(ledger: Ledger, userId: string): OneTimeCode[] {
  return rowsOf(
    ledger,
    'select number, hash, is_used from one_time_code where user_id = ? order by number',
    userId,
  );
}

/** What somebody has beside their password, and how many codes of the sheet are left. */
export function factorOf(
  ledger: Ledger,
  userId: string,
): { kind: 'app' | 'codes'; codes_left: number } | null {
  const factor = readSecondFactor(ledger, userId);
  if (factor === null) return null;
  const left = readCodes(ledger, userId).filter(({ is_used }) => is_used === 0);
  return { kind: factor.secret === null ? 'codes' : 'app', codes_left: left.length };
}

export function anySecondFactor(ledger: Ledger): boolean {
  return firstOf(ledger, 'select 1 as one from second_factor limit 1') !== null;
}
