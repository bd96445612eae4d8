const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';
const ZERO = 48;

/** Check character (GB 11643, ISO 7064 MOD 11-2) of the first 17 digits; throws on anything but digits. */
export function checkDigit(first17: string): string {
  if (!/^\d{17}/.test(first17)) throw new RangeError('a check digit needs 17 digits');
  return checkDigitOf(first17);
}

/** As `checkDigit`, for callers that have already seen 17 digits. */
export function checkDigitOf(digits: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index++) sum += (digits.charCodeAt(index) - ZERO) * WEIGHTS[index]!;
  return CHECK_CHARACTERS[sum % 11]!;
}
