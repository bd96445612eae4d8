import { isValidResidentId, parseResidentId, upgradeFifteen } from './parse.ts';

export type RepairCode =
  | 'letter-for-digit'
  | 'fifteen-upgraded'
  | 'fifteen-with-check-digit'
  | 'substituted-digit'
  | 'transposed-digits'
  | 'lost-digit'
  | 'doubled-digit'
  | 'extra-digit';

export interface Repair {
  resident_id: string;
  repair: RepairCode;
  /** Where the slip is, counted from 1 in the cleaned text (for a lost digit: where it belongs). */
  position?: number;
}

const DIGITS = '0123456789';
const LETTERS_FOR_DIGITS: Record<string, string> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  '|': '1',
  '!': '1',
};

/**
 * Every valid number that one plausible slip turns into the given one. None of them is right by itself:
 * a repair counts only where another source holds that very number, and then a person accepts it.
 * A truncated number is left out here, because a thousand people can share its 15 digits: `matchesTruncated`.
 */
export function proposeRepairs(raw: string | null): Repair[] {
  const parsed = parseResidentId(raw);
  if (parsed.kind === 'missing' || parsed.kind === 'valid' || parsed.reason === 'excel-truncated') return [];
  const found = new Map<string, Repair>();
  for (const repair of candidates(parsed.cleaned)) {
    if (!found.has(repair.resident_id) && isValidResidentId(repair.resident_id)) {
      found.set(repair.resident_id, repair);
    }
  }
  return [...found.values()];
}

/** Whether a number that a spreadsheet cut to 15 digits may have been this one. */
export function matchesTruncated(raw: string | null, id: string): boolean {
  const { reason, cleaned } = parseResidentId(raw);
  return reason === 'excel-truncated' && isValidResidentId(id) && cleaned.slice(0, 15) === id.slice(0, 15);
}

function* candidates(text: string): Generator<Repair> {
  yield* lettersForDigits(text);
  if (text.length === 15) yield* upgraded(text, 'fifteen-upgraded');
  else if (text.length === 16) yield* fifteenWithCheckDigit(text);
  else if (text.length === 17) yield* lostDigit(text);
  else if (text.length === 18) yield* sameLength(text);
  else if (text.length === 19) yield* surplusDigit(text);
}

/** A number with the digits that its letters stand for: O for 0, l for 1. */
export function withDigitsForLetters(text: string): string {
  return Array.from(text, (character) => LETTERS_FOR_DIGITS[character] ?? character).join('');
}

function* lettersForDigits(text: string): Generator<Repair> {
  const read = withDigitsForLetters(text);
  if (read === text) return;
  const position = Array.from(text).findIndex((character) => character in LETTERS_FOR_DIGITS) + 1;
  const resident_id = read.length === 15 ? upgradeFifteen(read) : read;
  if (resident_id) yield { resident_id, repair: 'letter-for-digit', position };
}

function* upgraded(text: string, repair: RepairCode): Generator<Repair> {
  const resident_id = upgradeFifteen(text);
  if (resident_id) yield { resident_id, repair };
}

// Some old programs appended the check digit without writing out the century.
function* fifteenWithCheckDigit(text: string): Generator<Repair> {
  const resident_id = upgradeFifteen(text.slice(0, 15));
  if (resident_id !== null && resident_id[17] === text[15]) {
    yield { resident_id, repair: 'fifteen-with-check-digit' };
  }
}

function* lostDigit(text: string): Generator<Repair> {
  for (let index = 0; index <= 17; index++) {
    for (const digit of index === 17 ? `${DIGITS}X` : DIGITS) {
      const resident_id = text.slice(0, index) + digit + text.slice(index);
      yield { resident_id, repair: 'lost-digit', position: index + 1 };
    }
  }
}

function* sameLength(text: string): Generator<Repair> {
  for (let index = 0; index < 17; index++) {
    if (text[index] === text[index + 1]) continue;
    const resident_id = text.slice(0, index) + text[index + 1] + text[index] + text.slice(index + 2);
    yield { resident_id, repair: 'transposed-digits', position: index + 1 };
  }
  for (let index = 0; index < 18; index++) {
    for (const digit of index === 17 ? `${DIGITS}X` : DIGITS) {
      const resident_id = text.slice(0, index) + digit + text.slice(index + 1);
      yield { resident_id, repair: 'substituted-digit', position: index + 1 };
    }
  }
}

function* surplusDigit(text: string): Generator<Repair> {
  for (const repair of ['doubled-digit', 'extra-digit'] as const) {
    for (let index = 0; index < 19; index++) {
      const isDoubled = text[index] === text[index + 1] || text[index] === text[index - 1];
      if (isDoubled !== (repair === 'doubled-digit')) continue;
      yield { resident_id: text.slice(0, index) + text.slice(index + 1), repair, position: index + 1 };
    }
  }
}
