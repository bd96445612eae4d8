import { createHash } from 'node:crypto';

export function sha256Hex(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * JSON with the keys of every object sorted, so that equal values have equal text and equal hashes.
 * Members that are undefined are left out, as JSON does; anything else JSON would drop or turn into null
 * (functions, NaN, infinity) throws, because evidence must not change without a word.
 */
export function stableJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`no JSON for ${value}`);
    return JSON.stringify(value);
  }
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(stableJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`no JSON for a value of type ${typeof value}`);
  const entries = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    // Code units, not the collation of some locale: the hash must be the same on every machine.
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${stableJson(member)}`).join(',')}}`;
}
