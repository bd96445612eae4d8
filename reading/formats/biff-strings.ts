/** Bytes of the shared strings over the records that they are spread over, cut where a record is. */
class Parts {
  readonly #parts: readonly Buffer[];
  #part = 0;
  #at = 0;

  constructor(parts: readonly Buffer[]) {
    this.#parts = parts;
  }

  get left(): number {
    return (this.#parts[this.#part]?.length ?? 0) - this.#at;
  }

  /** Goes on to the next record where this one is used up; false where there is none. */
  advance(): boolean {
    while (this.left === 0 && this.#part < this.#parts.length) {
      this.#part += 1;
      this.#at = 0;
    }
    return this.#part < this.#parts.length;
  }

  /** A little-endian number, which never is cut by a record's end; NaN where the bytes are missing. */
  number(size: 1 | 2 | 4): number {
    if (!this.advance() || this.left < size) return Number.NaN;
    const value = this.#parts[this.#part]!.readUIntLE(this.#at, size);
    this.#at += size;
    return value;
  }

  /** Takes up to `count` bytes of this record. */
  take(count: number): Buffer {
    const taken = this.#parts[this.#part]!.subarray(this.#at, this.#at + Math.min(count, this.left));
    this.#at += taken.length;
    return taken;
  }
}

/**
 * Whether the table of shared strings (SST and its CONTINUE records) holds just as many strings as it says and nothing
 * behind them: zeroed bytes within make empty strings of what was text, so that the count no longer comes out.
 */
export function checkSharedStrings(records: readonly Buffer[]): boolean {
  const parts = new Parts(records);
  parts.number(4);
  const count = parts.number(4);
  for (let index = 0; index < count; index += 1) if (!passString(parts)) return false;
  return Number.isFinite(count) && !parts.advance();
}

const WIDE = 1;
const PHONETIC = 4;
const RICH = 8;

function passString(parts: Parts): boolean {
  let characters = parts.number(2);
  let flags = parts.number(1);
  const runs = flags & RICH ? parts.number(2) : 0;
  const phonetic = flags & PHONETIC ? parts.number(4) : 0;
  if (![characters, flags, runs, phonetic].every(Number.isFinite) || flags & ~(WIDE | PHONETIC | RICH))
    return false;
  while (characters > 0) {
    if (parts.left === 0) {
      // a string that goes on in the next record begins there with its width again
      flags = parts.number(1);
      if (!Number.isFinite(flags) || flags > WIDE) return false;
    }
    const size = flags & WIDE ? 2 : 1;
    const taken = parts.take(characters * size);
    if (taken.length === 0 || taken.length % size !== 0) return false;
    if (holdsNull(taken, size)) return false;
    characters -= taken.length / size;
  }
  for (let rest = runs * 4 + phonetic; rest > 0; ) {
    if (!parts.advance()) return false;
    rest -= parts.take(rest).length;
  }
  return true;
}

/** No text holds the character of number zero. */
function holdsNull(bytes: Buffer, size: number): boolean {
  if (size === 1) return bytes.includes(0);
  for (let at = 0; at < bytes.length; at += 2) if (bytes[at] === 0 && bytes[at + 1] === 0) return true;
  return false;
}
