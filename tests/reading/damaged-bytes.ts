/** Pseudo-random numbers from a seed: the same mutants in every run. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 12), 0x297a2d39);
    mixed = (mixed ^ (mixed >>> 15)) >>> 0;
    return Math.floor((mixed / 2 ** 32) * below);
  };
}

/** What was done to a file: where, and up to where its bytes are no longer the same. */
export interface Mutant {
  bytes: Buffer;
  how: string;
  from: number;
  until: number;
  isCut: boolean;
}

/** One file with a bit flipped, a byte replaced, a stretch zeroed or its end cut off. */
export function mutantOf(whole: Buffer, random: (below: number) => number): Mutant {
  const from = random(whole.length);
  const bytes = Buffer.from(whole);
  const kind = random(10);
  if (kind < 5) {
    bytes[from] = (bytes[from] ?? 0) ^ (1 << random(8));
    return { bytes, how: `bit of ${from}`, from, until: from + 1, isCut: false };
  }
  if (kind < 7) {
    bytes[from] = random(256);
    return { bytes, how: `byte ${from} is ${bytes[from]}`, from, until: from + 1, isCut: false };
  }
  if (kind < 9) {
    const until = Math.min(whole.length, from + [1, 2, 4, 16, 64, 512][random(6)]!);
    bytes.fill(0, from, until);
    return { bytes, how: `zeros ${from}-${until}`, from, until, isCut: false };
  }
  return { bytes: bytes.subarray(0, from), how: `cut at ${from}`, from, until: whole.length, isCut: true };
}
