import { addMonths } from '../../core/month.ts';
import { birthdayMonth } from './calendar.ts';

/** The rates of the bureau's 2022 report: 93 central, 15 provincial, 5 city. */
export const BASIC_FEN = 9_300 + 1_500 + 500;
export const AGE_TOPUP_FEN = 500;
/** Twelve times the lowest basic pension; the top-ups do not enter into it. */
export const FUNERAL_GRANT_FEN = 12 * BASIC_FEN;
/** Divisor of the account balance for a first payment at sixty. */
export const ACCOUNT_DIVISOR = 139;

/** The first month that is payable: the one after the month of the sixtieth birthday. */
export function firstPayableMonth(born_on: string): number {
  return addMonths(birthdayMonth(born_on, 60), 1);
}

/** The top-up is due from the month after the month of the sixty-fifth birthday. */
export function isTopupDue(born_on: string, month: number): boolean {
  return month > birthdayMonth(born_on, 65);
}
