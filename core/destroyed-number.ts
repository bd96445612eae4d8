/** As a spreadsheet shows a number that is too long for it: 6.22848E+18. What stood there is lost, and many look the same. */
const SCIENTIFIC = /^\d(?:[.,]\d*)?E\+\d{2,3}$/i;

/** A spreadsheet keeps fifteen digits of a number and writes zeros for the others. */
const ROUND = /^\d{15}0{3,}$/;

/** Whether the cell of a number of something (an account, a household) shows that a spreadsheet has destroyed it. */
export function isDestroyedNumber(cell: string): boolean {
  return SCIENTIFIC.test(cell.normalize('NFKC').trim());
}

/** Whether the digits of a number are those a spreadsheet leaves; now and then a number really ends so. */
export function looksRoundedOff(cell: string): boolean {
  return ROUND.test(cell.normalize('NFKC').trim());
}
