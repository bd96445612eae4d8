import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from './atomic-file.ts';

const SEAL = 'seal.json';

/** One for all: memory outside the heap that each of thousands of small files asked for anew would be collected each time. */
const piece = Buffer.alloc(1024 ** 2);

/** SHA-256 of a file's content, a piece at a time. */
export function hashOfFile(path: string): string {
  const digest = createHash('sha256');
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const read = readSync(file, piece);
      if (read === 0) return digest.digest('hex');
      digest.update(piece.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
}

/**
 * Writes beside the files of a folder that nobody changes any more what each of them is; `write` may do without waiting for
 * the disk where the folder can be made again, because a seal that a power cut left half written is a broken one.
 */
export function sealFolder(
  folder: string,
  write: (path: string, content: string) => void = writeFileAtomically,
): void {
  const hashes = filesOf(folder).map((name) => [name, hashOfFile(join(folder, name))]);
  write(join(folder, SEAL), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}

/** By what a sealed folder is known again elsewhere; null where nothing was sealed. */
export function markOfSeal(folder: string): string | null {
  const path = join(folder, SEAL);
  return existsSync(path) ? hashOfFile(path) : null;
}

/**
 * The files of a sealed folder that are not what was sealed, or are gone; none where an older version sealed nothing. Whoever
 * writes a file anew can write its seal anew: `known` is what somebody else knows of the seal.
 */
export function brokenIn(folder: string, known?: string): string[] {
  if (known !== undefined && markOfSeal(folder) !== known) return [SEAL];
  if (!existsSync(join(folder, SEAL))) return [];
  const sealed = readSeal(folder);
  if (sealed === null) return [SEAL];
  return Object.entries(sealed)
    .filter(([name, hash]) => !existsSync(join(folder, name)) || hashOfFile(join(folder, name)) !== hash)
    .map(([name]) => name);
}

function readSeal(folder: string): Record<string, string> | null {
  try {
    return JSON.parse(readFileSync(join(folder, SEAL), 'utf8')) as Record<string, string>;
  } catch {
    return null;
  }
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== SEAL)
    .map(({ name }) => name)
    .sort();
}
