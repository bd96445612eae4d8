import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sha256Hex } from '../../core/hash.ts';
import { writeFileAtomically } from '../atomic-file.ts';
import { servedOffice } from '../workspace.ts';
import { folderSeal, sealUnder } from './folder-key.ts';
import { sealedHomeOf } from './marker.ts';
import { makeMemoryFolder } from './memory-folder.ts';
import type { OfficeSeal } from './office-seal.ts';

/** What each sealed file begins with; then the key's name and a line's end, then the bytes. */
const MARK = Buffer.from('hedui at rest 1 ');
const KEY_ID = 16;
const HEAD = MARK.length + KEY_ID + 1;
const BOUND = 'file';

/** The bytes of a file that may lie sealed; null where it is sealed and not what was sealed. */
export function readKeptBytes(path: string): Buffer | null {
  const bytes = readFileSync(path);
  const keyId = keyIn(bytes);
  if (keyId === null) return bytes;
  // a value says itself in which cipher it is
  return sealUnder({ key: keyId, cipher: 'aes-256-gcm' }, homeOf(path)).open(bytes.subarray(HEAD), BOUND);
}

/** Bytes as they lie in a file of a workspace: sealed where it is kept so. */
export function bytesToKeep(path: string, content: Uint8Array): Uint8Array {
  const home = sealedHomeOf(dirname(path));
  const seal = home === null ? null : folderSeal(home);
  return seal === null ? content : sealed(content, seal);
}

function sealed(content: Uint8Array, seal: OfficeSeal): Buffer {
  return Buffer.concat([MARK, Buffer.from(`${seal.keyId}\n`), seal.close(content, BOUND)]);
}

/** Whether a file lies sealed. */
export function isKeptSealed(path: string): boolean {
  const head = Buffer.alloc(HEAD);
  const file = openSync(path, 'r');
  try {
    return readSync(file, head, 0, HEAD, 0) === HEAD && keyIn(head) !== null;
  } finally {
    closeSync(file);
  }
}

/** Seals a file in its place, or opens it; false where it lay so. Bytes that do not open stay as they are and are told. */
export function resealFile(path: string, seal: OfficeSeal | null): 'same' | 'changed' | 'altered' {
  const lying = readFileSync(path);
  const content = readKeptBytes(path);
  if (content === null) return 'altered';
  const wished = seal === null ? content : sealed(content, seal);
  if (Buffer.compare(lying, wished) === 0) return 'same';
  writeFileAtomically(path, wished);
  return 'changed';
}

/**
 * Where the content of a file can be read under a path: the file itself where it lies open, else its copy in memory, which stays for
 * whoever reads it next. Refused by `altered` where it is not what was sealed.
 */
export function readablePath(path: string, altered: () => Error): string {
  const found = statSync(path, { throwIfNoEntry: false });
  // whoever opens it says what is wrong with a folder or a pipe
  if (found?.isFile() !== true || !isKeptSealed(path)) return path;
  const folder = join(makeMemoryFolder(homeOf(path)), 'open');
  clearOpened(folder);
  const { size, mtimeMs } = found;
  const place = join(folder, sha256Hex(`${path} ${size} ${mtimeMs}`));
  const copy = join(place, basename(path));
  const now = new Date();
  if (existsSync(copy)) {
    utimesSync(place, now, now);
    return copy;
  }
  const content = readKeptBytes(path);
  if (content === null) throw altered();
  mkdirSync(place, { recursive: true, mode: 0o700 });
  writeFileAtomically(copy, content);
  return copy;
}

/** How long a copy stays that nobody asks for. */
const OPEN_FOR = 60 * 60_000;

function clearOpened(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    if (found !== undefined && Date.now() - found.mtimeMs > OPEN_FOR)
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** Of which office a file is: a backup may lie anywhere. */
function homeOf(path: string): string {
  return sealedHomeOf(dirname(path)) ?? servedOffice()?.home ?? dirname(path);
}

function keyIn(bytes: Buffer): string | null {
  if (bytes.length < HEAD || !bytes.subarray(0, MARK.length).equals(MARK)) return null;
  return bytes.subarray(MARK.length, HEAD - 1).toString('latin1');
}
