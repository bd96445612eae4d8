import { currentRegion, parseResidentId, withDigitsForLetters } from '../../core/resident-id/index.ts';

/** How a number can be used: 0 not at all, 1 valid, 2 damaged, 3 cut by a spreadsheet, 4 masked, 5 scientific. */
export type NumberKind = 0 | 1 | 2 | 3 | 4 | 5;

/** One resident number in the forms by which it is compared. */
export interface ComparedNumber {
  readonly kind: NumberKind;
  /** What can be read of it: digits, X and, for a masked one, stars. */
  readonly digits: string;
  readonly validId: string | null;
  readonly key15: string | null;
  /** Digits 7 to 17: what remains when a county is given a new code. */
  readonly birthSequence: string | null;
  /** Today's code of the place in its first six digits. */
  readonly regionNow: number | null;
  readonly head8: string | null;
  readonly tail8: string | null;
  readonly birthOn: number | null;
  readonly birthYear: number | null;
  /** 1 male, 0 female. */
  readonly sex: 0 | 1 | null;
}

const UNUSABLE: ComparedNumber = {
  kind: 0,
  digits: '',
  validId: null,
  key15: null,
  birthSequence: null,
  regionNow: null,
  head8: null,
  tail8: null,
  birthOn: null,
  birthYear: null,
  sex: null,
};

const SCIENTIFIC = /^(\d)\.(\d*)E\+?(1[4-8])$/;
const DAMAGED = /^[\dX]{13,20}$/;
const MASKED = /^[\dX*]{15,18}$/;

/** Reads one cell of a number column for comparison; never repairs it. */
export function readNumber(raw: string): ComparedNumber {
  const parsed = parseResidentId(raw);
  if (parsed.resident_id !== null) return validKey(parsed.resident_id, parsed.sex);
  if (parsed.kind === 'missing') return UNUSABLE;
  const text = parsed.cleaned.toUpperCase();
  const scientific = SCIENTIFIC.exec(text);
  if (scientific) {
    const digits = `${scientific[1]}${scientific[2]}`.slice(0, 15);
    return digits.length < 4 ? UNUSABLE : { ...UNUSABLE, kind: 5, digits };
  }
  if (parsed.reason === 'excel-truncated') return truncatedKey(text.slice(0, 15), parsed.born_on);
  if (DAMAGED.test(text)) return damagedKey(text, parsed.born_on);
  if (MASKED.test(text)) return maskedKey(text);
  // letters for digits are one slip of whoever typed
  const digits = withDigitsForLetters(text);
  if (DAMAGED.test(digits)) return damagedKey(digits, parseResidentId(digits).born_on);
  return UNUSABLE;
}

function validKey(id: string, sex: 'male' | 'female' | null): ComparedNumber {
  const region = Number(currentRegion(id.slice(0, 6)) ?? id.slice(0, 6));
  return {
    kind: 1,
    digits: id,
    validId: id,
    key15: fifteenOf({ kind: 1, digits: id }),
    birthSequence: id.slice(6, 17),
    regionNow: region,
    head8: id.slice(0, 8),
    tail8: id.slice(10),
    birthOn: Number(id.slice(6, 14)),
    birthYear: Number(id.slice(6, 10)),
    sex: sex === null ? null : sex === 'male' ? 1 : 0,
  };
}

function truncatedKey(digits: string, bornOn: string | null): ComparedNumber {
  return {
    ...UNUSABLE,
    kind: 3,
    digits,
    key15: fifteenOf({ kind: 3, digits }),
    head8: digits.slice(0, 8),
    ...birthOf(bornOn),
  };
}

function damagedKey(digits: string, bornOn: string | null): ComparedNumber {
  return {
    ...UNUSABLE,
    kind: 2,
    digits,
    key15: fifteenOf({ kind: 2, digits }),
    head8: digits.slice(0, 8),
    tail8: digits.slice(-8),
    ...birthOf(bornOn),
  };
}

function maskedKey(digits: string): ComparedNumber {
  const known = digits.replaceAll('*', '').length;
  if (known < 8) return UNUSABLE;
  const year = digits.length === 18 ? /^(?:19|20)\d\d$/.exec(digits.slice(6, 10)) : null;
  return { ...UNUSABLE, kind: 4, digits, birthYear: year === null ? null : Number(year[0]) };
}

function birthOf(bornOn: string | null): Pick<ComparedNumber, 'birthOn' | 'birthYear'> {
  if (bornOn === null) return { birthOn: null, birthYear: null };
  return { birthOn: Number(bornOn.replaceAll('-', '')), birthYear: Number(bornOn.slice(0, 4)) };
}

/** What of a number suffices to compare it with another. */
export type NumberText = Pick<ComparedNumber, 'kind' | 'digits'>;

/** The fifteen digits that a spreadsheet leaves of a number. */
function fifteenOf({ kind, digits }: NumberText): string | null {
  const isWhole = kind === 1 || kind === 3 || (kind === 2 && digits.length === 18);
  return isWhole ? digits.slice(0, 15) : null;
}

/**
 * How far two numbers agree where at least one is not valid: 7 one slip (a digit wrong, two transposed,
 * one lost or doubled, fifteen digits with a check digit), 6 the fifteen digits a spreadsheet left,
 * 5 all that a mask shows, 4 two slips, 3 the first digits of scientific notation, 1 unusable, 0 no.
 */
export function numberLevel(left: NumberText, right: NumberText): number {
  if (left.kind === 0 || right.kind === 0) return 1;
  if (left.kind === 5 || right.kind === 5) {
    const length = Math.min(left.digits.length, right.digits.length);
    // The last digit that scientific notation shows is rounded.
    return left.digits.slice(0, length - 1) === right.digits.slice(0, length - 1) ? 3 : 0;
  }
  if (left.kind === 4 || right.kind === 4) return agreeUnderMask(left.digits, right.digits) ? 5 : 0;
  if (left.kind === 3 || right.kind === 3) {
    const fifteen = fifteenOf(left);
    return fifteen !== null && fifteen === fifteenOf(right) ? 6 : 0;
  }
  return slipLevel(left.digits, right.digits);
}

function agreeUnderMask(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  let common = 0;
  for (let index = 0; index < left.length; index += 1) {
    if (left[index] === '*' || right[index] === '*') continue;
    if (left[index] !== right[index]) return false;
    common += 1;
  }
  return common >= 8;
}

function slipLevel(left: string, right: string): number {
  const distance = slips(left, right, 2);
  if (distance <= 1) return 7;
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  if (long.length === 18 && (short.length === 15 || short.length === 16)) {
    const withCentury = `${short.slice(0, 6)}19${short.slice(6)}`;
    const target = short.length === 16 ? long : long.slice(0, 17);
    const apart = slips(withCentury, target, 1);
    // With the century put back a sixteen-digit number loses nothing else; its check digit is often wrong.
    if (apart === 0 || (short.length === 16 && withCentury.slice(0, 17) === long.slice(0, 17))) return 7;
    if (apart === 1) return 4;
  }
  return distance === 2 ? 4 : 0;
}

/** Digits changed, lost, added, or swapped with their neighbour between two numbers, counted up to a limit. */
export function slips(left: string, right: string, limit: number): number {
  if (left === right) return 0;
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start += 1;
  let endLeft = left.length;
  let endRight = right.length;
  while (endLeft > start && endRight > start && left[endLeft - 1] === right[endRight - 1]) {
    endLeft -= 1;
    endRight -= 1;
  }
  const a = left.slice(start, endLeft);
  const b = right.slice(start, endRight);
  if (a.length === 0 || b.length === 0) return Math.max(a.length, b.length);
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}

/** How two numbers differ, in the words of a clerk; '' when nothing can be said. */
export function describeDifference(left: NumberText, right: NumberText): string {
  const [a, b] = [left.digits, right.digits];
  if (a.length === b.length) {
    const at = [...a].flatMap((digit, index) => (digit !== b[index] ? [index] : []));
    const [first = 0, second = -1] = at;
    if (at.length === 0) return left.kind === right.kind ? '两方是同一个无效号码' : '数字写成了字母';
    if (at.length === 1) return `第${first + 1}位 ${a[first]}→${b[first]}`;
    if (at.length === 2 && second === first + 1 && a[first] === b[second] && a[second] === b[first]) {
      return `第${first + 1}、${second + 1}位颠倒`;
    }
    return `有${at.length}位不同`;
  }
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length <= 16 && long.length === 18) return `${short.length}位旧号`;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  return `${long.length}位与${short.length}位，第${at + 1}位多出 ${long[at]}`;
}
