/** GB 32100-2015: eighteen characters, without I, O, S, V and Z, the last a check on the others. */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const FORM = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** Whether this can be the unified social credit code (统一社会信用代码) of an office or a company. */
export function isValidSocialCreditCode(code: string): boolean {
  if (!FORM.test(code)) return false;
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    sum += CHARACTERS.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return code[17] === CHARACTERS[(31 - (sum % 31)) % 31];
}
