/** The same content with room for at least so much, and more to come. */
export function grown<T extends Uint8Array | Uint16Array | Int32Array>(from: T, least: number): T {
  const to = new (from.constructor as new (length: number) => T)(Math.max(from.length * 2, least));
  to.set(from);
  return to;
}
