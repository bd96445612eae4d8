/** Bytes of a text over the records that it is spread over, cut where a record is. */
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
 * The table of shared strings (SST and its CONTINUE records), to its last byte; null where it is damaged. Some programs
 * count wrongly. Zeroed bytes make empty strings of what was text, of which a table of distinct ones has one at most.
 */
export function readBiffStrings(records: readonly Buffer[]): string[] | null {
  const parts = new Parts(records);
  parts.number(4);
  const count = parts.number(4);
  const strings: string[] = [];
  while (parts.advance()) {
    const text = readString(parts, 2);
    if (text === null) return null;
    strings.push(text);
  }
  const isCounted = strings.length === count;
  return isCounted || strings.filter((text) => text === '').length < 2 ? strings : null;
}

/** One text of Excel 97 and later, whose length takes so many bytes, spread over so many records; null where it is damaged. */
export function readWideString(records: readonly Buffer[], lengthBytes: 1 | 2): string | null {
  return readString(new Parts(records), lengthBytes);
}

const WIDE = 1;
const PHONETIC = 4;
const RICH = 8;

function readString(parts: Parts, lengthBytes: 1 | 2): string | null {
  let characters = parts.number(lengthBytes);
  let flags = parts.number(1);
  const runs = flags & RICH ? parts.number(2) : 0;
  const phonetic = flags & PHONETIC ? parts.number(4) : 0;
  if (![characters, flags, runs, phonetic].every(Number.isFinite) || flags & ~(WIDE | PHONETIC | RICH))
    return null;
  let text = '';
  while (characters > 0) {
    if (parts.left === 0) {
      // a string that goes on in the next record begins there with its width again
      flags = parts.number(1);
      if (!Number.isFinite(flags) || flags > WIDE) return null;
    }
    const size = flags & WIDE ? 2 : 1;
    const taken = parts.take(characters * size);
    if (taken.length === 0 || taken.length % size !== 0) return null;
    text += taken.toString(size === 2 ? 'utf16le' : 'latin1');
    characters -= taken.length / size;
  }
  // no text holds the character of number zero
  if (text.includes('\0')) return null;
  for (let rest = runs * 4 + phonetic; rest > 0; ) {
    if (!parts.advance()) return null;
    rest -= parts.take(rest).length;
  }
  return text;
}
