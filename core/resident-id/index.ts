export { checkDigit } from './check-digit.ts';
export type { CleaningNote } from './clean.ts';
export {
  isValidResidentId,
  parseResidentId,
  type ResidentId,
  type ResidentIdReason,
  upgradeFifteen,
} from './parse.ts';
export { currentRegion, isKnownRegion, isKnownRegionNumber, regionName } from './regions.ts';
export {
  matchesTruncated,
  proposeRepairs,
  type Repair,
  type RepairCode,
  withDigitsForLetters,
} from './repairs.ts';
