/** A number in thirty bits: whole or the upper part of a floating point one, perhaps in hundredths. */
export function rkValue(packed: number): number {
  const upper = Buffer.alloc(8);
  upper.writeInt32LE(packed & ~3, 4);
  const value = (packed & 2) === 0 ? upper.readDoubleLE(0) : packed >> 2;
  return (packed & 1) === 0 ? value : value / 100;
}
