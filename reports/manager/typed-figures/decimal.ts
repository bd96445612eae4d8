/**
 * A number exactly as somebody wrote it: its digits, and how many of them stand behind the point. 20.55万元 in yuan has a
 * scale of −2: its last two digits are not known, and the number was rounded when it was written.
 */
export interface Decimal {
  digits: bigint;
  scale: number;
}

const WRITTEN = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d+))?$/;

/** Reads a written number; null for everything else. Separators of thousands and a percent sign are taken off. */
export function parseDecimal(text: string): Decimal | null {
  const bare = text.normalize('NFKC').replace(/\s/g, '').replace(/[−–]/g, '-').replace(/%$/, '');
  const [, sign = '', whole, fraction = ''] = WRITTEN.exec(bare) ?? [];
  if (whole === undefined && fraction === '') return null;
  const digits = BigInt((whole ?? '0').replaceAll(',', '') + fraction);
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length };
}

export function add(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(left.scale, right.scale);
  return { digits: atScale(left, scale) + atScale(right, scale), scale };
}

export const NOTHING: Decimal = { digits: 0n, scale: 0 };

export function negate({ digits, scale }: Decimal): Decimal {
  return { digits: -digits, scale };
}

export function subtract(left: Decimal, right: Decimal): Decimal {
  return add(left, negate(right));
}

export function multiply(left: Decimal, right: Decimal): Decimal {
  return { digits: left.digits * right.digits, scale: left.scale + right.scale };
}

/** Below, at or above zero, as −1, 0 or 1. */
export function signOf({ digits }: Decimal): number {
  return digits === 0n ? 0 : digits < 0n ? -1 : 1;
}

export function compareDecimals(left: Decimal, right: Decimal): number {
  return signOf(subtract(left, right));
}

export function absolute(value: Decimal): Decimal {
  return value.digits < 0n ? negate(value) : value;
}

/** `left / right` to so many places behind the point: rounded half up, or cut off. */
export function divide(
  left: Decimal,
  right: Decimal,
  places: number,
  way: 'round' | 'cut' = 'round',
): Decimal {
  if (right.digits === 0n) throw new RangeError('nothing can be divided by zero');
  const scale = Math.max(left.scale, right.scale);
  const numerator = atScale(left, scale) * 10n ** BigInt(places);
  const denominator = atScale(right, scale);
  const isNegative = numerator < 0n !== denominator < 0n;
  const [top, bottom] = [magnitude(numerator), magnitude(denominator)];
  const half = way === 'round' ? bottom : 0n;
  const digits = (top * 2n + half) / (bottom * 2n);
  return { digits: isNegative ? -digits : digits, scale: places };
}

/** By how much the true number may lie beside one that was rounded when it was written; nothing beside an exact one. */
export function roundedBy({ scale }: Decimal): Decimal {
  return scale < 0 ? halfOfLast(scale) : NOTHING;
}

/** Half of the last place of a number with this scale. */
export function halfOfLast(scale: number): Decimal {
  return { digits: 5n, scale: scale + 1 };
}

/** Whether the quotient lies exactly between two roundings, where the standard for rounding allows the even one. */
export function isHalfway(left: Decimal, right: Decimal, places: number): boolean {
  const finer = divide(left, right, places + 1, 'cut');
  const isExact = compareDecimals(multiply(finer, right), left) === 0;
  return isExact && magnitude(finer.digits) % 10n === 5n;
}

export function toNumber({ digits, scale }: Decimal): number {
  return Number(write({ digits, scale }));
}

/** The number in plain digits. */
export function write({ digits, scale }: Decimal): string {
  if (scale < 0) return write({ digits: digits * 10n ** BigInt(-scale), scale: 0 });
  const text = String(magnitude(digits)).padStart(scale + 1, '0');
  const whole = scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
  return digits < 0n ? `-${whole}` : whole;
}

/** For readers: thousands separated. */
export function show(value: Decimal): string {
  const [whole = '', fraction] = write(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function atScale({ digits, scale }: Decimal, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale);
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
