import { writeWhole } from './compact-thrift.ts';
import { grown } from './grown.ts';

/** More different texts than this among some thousand rows are no short list of words. */
const MOST = 4096;
const FEW = 64;
const SLOTS_EACH = 4;

/** The different texts of a column by their places, found again by their bytes. */
export class Dictionary {
  /** Where in the column's bytes each text begins (with its length), and how long it is. */
  starts = new Int32Array(FEW);
  lengths = new Int32Array(FEW);
  count = 0;
  #hashes = new Int32Array(FEW);
  /** Places of texts by their hash, plus one. */
  #slots = new Int32Array(FEW * SLOTS_EACH);
  #hash = 0;
  #places = new Uint16Array(64);
  #rows = 0;

  /** Whether these bytes are known; then the row has its place. Else `add` is to follow. */
  find(kept: Uint8Array, from: Uint8Array, start: number, end: number): boolean {
    const length = end - start;
    let hash = length;
    for (let index = start; index < end; index += 1) hash = Math.imul(hash, 31) + from[index]!;
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash ^= hash >>> 13;
    const last = this.#slots.length - 1;
    let slot = hash & last;
    for (let place = this.#slots[slot]! - 1; place >= 0; place = this.#slots[slot]! - 1) {
      if (this.#hashes[place] === hash && this.lengths[place] === length) {
        let at = this.starts[place]! + 4;
        let index = start;
        while (index < end && kept[at] === from[index]) {
          index += 1;
          at += 1;
        }
        if (index === end) {
          this.#addPlace(place);
          return true;
        }
      }
      slot = (slot + 1) & last;
    }
    this.#hash = hash;
    return false;
  }

  /** Keeps the text that was just not found, which begins at `start`; false where there is no room for more. */
  add(start: number, length: number): boolean {
    if (this.count === MOST) return false;
    if (this.count === this.starts.length) this.#makeRoom();
    this.starts[this.count] = start;
    this.lengths[this.count] = length;
    this.#hashes[this.count] = this.#hash;
    this.#enter(this.count);
    this.#addPlace(this.count);
    this.count += 1;
    return true;
  }

  #enter(place: number): void {
    const last = this.#slots.length - 1;
    let slot = this.#hashes[place]! & last;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & last;
    this.#slots[slot] = place + 1;
  }

  #makeRoom(): void {
    const room = this.count * 4;
    this.starts = grown(this.starts, room);
    this.lengths = grown(this.lengths, room);
    this.#hashes = grown(this.#hashes, room);
    this.#slots = new Int32Array(room * SLOTS_EACH);
    for (let place = 0; place < this.count; place += 1) this.#enter(place);
  }

  #addPlace(place: number): void {
    if (this.#rows === this.#places.length) this.#places = grown(this.#places, this.#rows + 1);
    this.#places[this.#rows] = place;
    this.#rows += 1;
  }

  /** The place of each row's text. */
  takePlaces(): Uint16Array {
    return this.#places.subarray(0, this.#rows);
  }

  /** The places as the format packs them: their width in bits, and one run of them. */
  packedPlaces(): Uint8Array {
    const width = Math.max(1, 32 - Math.clz32(this.count - 1));
    const groups = Math.ceil(this.#rows / 8);
    const head = [width];
    writeWhole(head, groups * 2 + 1);
    const packed = new Uint8Array(head.length + groups * width);
    packed.set(head);
    let at = head.length;
    let waiting = 0;
    let bits = 0;
    for (let row = 0; row < this.#rows; row += 1) {
      waiting |= this.#places[row]! << bits;
      bits += width;
      while (bits >= 8) {
        packed[at] = waiting & 0xff;
        at += 1;
        waiting >>>= 8;
        bits -= 8;
      }
    }
    if (bits > 0) packed[at] = waiting;
    return packed;
  }
}
