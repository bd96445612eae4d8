import { createHash, type KeyObject } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, normalize } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hash.ts';
import { writeFileAtomically } from '../atomic-file.ts';
import { seal, unseal } from './sealed-bytes.ts';

/** Files are cut into pieces of this size: of a ledger that grew only what is new is written. */
const PIECE_BYTES = 4 * 1024 * 1024;
const MANIFEST = 'manifest';
export const SEALED_ENDING = '.hedui-backup';
/** Beside each backup stands which pieces it needs, under names that say nothing, so that no key is needed to prune. */
export const NEEDS_ENDING = '.pieces';

const keptFile = z.object({
  /** Below the workspace, with slashes. */
  place: z.string(),
  bytes: z.int().min(0),
  sha256: z.string(),
  pieces: z.array(z.string()),
});

const manifestSchema = z.object({
  version: z.literal(1),
  made_at: z.string(),
  head: z.object({ ledger_id: z.string(), seq: z.int(), hash: z.string(), at: z.string().nullable() }),
  ledger: keptFile,
  files: z.array(keptFile),
});

export type BackupManifest = z.infer<typeof manifestSchema>;

export interface SealedCopy {
  path: string;
  files: number;
  /** Pieces that this backup wrote, of all that it needs. */
  written: number;
  pieces: number;
}

/**
 * Writes a backup that only the office's keys open: a manifest, and beside it the pieces of every file, under names that say
 * nothing of what is in them. A piece that lies there whole is not written again.
 */
export function writeSealed(
  target: string,
  keys: readonly string[],
  {
    head,
    made_at,
    ledger,
    files,
  }: Pick<BackupManifest, 'head' | 'made_at'> & { ledger: string; files: Source[] },
): SealedCopy {
  const folder = piecesIn(dirname(target));
  let written = 0;
  const names = new Set<string>();
  const keep = ({ path, place }: Source): BackupManifest['ledger'] => {
    const { bytes, sha256, pieces } = cut(path, (piece, hash) => {
      const name = pieceName(head.ledger_id, keys, hash);
      names.add(name);
      if (keepPiece(join(folder, name), piece, name, keys)) written += 1;
    });
    return { place, bytes, sha256, pieces };
  };
  const manifest: BackupManifest = {
    version: 1,
    made_at,
    head,
    ledger: keep({ path: ledger, place: 'ledger.db' }),
    files: files.map(keep),
  };
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  writeFileAtomically(target + NEEDS_ENDING, [...names].map((name) => basename(name)).join('\n'));
  writeFileAtomically(target, seal(Buffer.from(JSON.stringify(manifest)), MANIFEST, keys));
  return { path: target, files: files.length, written, pieces: names.size };
}

/** A file that is to be backed up, and its place in the workspace. */
export interface Source {
  path: string;
  place: string;
}

/** What a backup holds; refused where the key does not open it, or it is not what was written. */
export function readBackupManifest(path: string, key: KeyObject): BackupManifest {
  const opened = unseal(readFileSync(path), MANIFEST, key);
  const manifest =
    opened === null ? null : manifestSchema.safeParse(JSON.parse(opened.toString('utf8'))).data;
  if (manifest) return manifest;
  throw new Refusal(
    'backup-sealed',
    `这份备份用这个密钥打不开，或已被改动：${path}`,
    `This key does not open the backup, or the backup was altered: ${path}`,
  );
}

/** Opens every file of a backup into a folder, each piece and each file held against its hash. */
export function unpackSealed(path: string, key: KeyObject, into: string): BackupManifest {
  const manifest = readBackupManifest(path, key);
  const keys = keysOf(path);
  for (const file of [manifest.ledger, ...manifest.files]) {
    const target = join(into, safePlace(file.place));
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    const handle = openSync(target, 'wx', 0o600);
    const digest = createHash('sha256');
    try {
      for (const hash of file.pieces) {
        const piece = openPiece(path, pieceName(manifest.head.ledger_id, keys, hash), key);
        if (piece === null || sha256Hex(piece) !== hash) throw unsound(path, file.place);
        digest.update(piece);
        writeSync(handle, piece);
      }
    } finally {
      closeSync(handle);
    }
    if (digest.digest('hex') !== file.sha256) throw unsound(path, file.place);
  }
  return manifest;
}

/** Where the backups of a folder keep the pieces that they share. */
export const piecesIn = (folder: string): string => join(folder, 'pieces');

/** Keys are part of the name: for another key the piece is written anew. */
function pieceName(ledgerId: string, keys: readonly string[], hash: string): string {
  const name = sha256Hex(['hedui piece', ledgerId, ...keys.toSorted(), hash].join(' '));
  return join(name.slice(0, 2), name);
}

/** Whether it had to be written. Its last bytes are a hash of the others: whoever has no key can see that it is whole. */
function keepPiece(path: string, piece: Uint8Array, name: string, keys: readonly string[]): boolean {
  if (existsSync(path) && bodyOf(readFileSync(path)) !== null) {
    // needed anew: whoever prunes beside this backup leaves it
    const now = new Date();
    utimesSync(path, now, now);
    return false;
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const body = seal(piece, name, keys);
  writeFileAtomically(path, Buffer.concat([body, createHash('sha256').update(body).digest()]));
  return true;
}

function openPiece(backup: string, name: string, key: KeyObject): Buffer | null {
  const path = join(piecesIn(dirname(backup)), name);
  const body = existsSync(path) ? bodyOf(readFileSync(path)) : null;
  return body === null ? null : unseal(body, name, key);
}

const CHECK_BYTES = 32;

function bodyOf(sealed: Buffer): Buffer | null {
  const body = sealed.subarray(0, Math.max(0, sealed.length - CHECK_BYTES));
  return createHash('sha256').update(body).digest().equals(sealed.subarray(body.length)) ? body : null;
}

/** For whom a backup was sealed, as its first lines say. */
function keysOf(path: string): string[] {
  const [, said = '{}'] = readFileSync(path).subarray(0, 65_536).toString('latin1').split('\n');
  return (JSON.parse(said) as { for: { key: string }[] }).for.map(({ key }) => key);
}

function cut(
  path: string,
  take: (piece: Uint8Array, hash: string) => void,
): Omit<z.infer<typeof keptFile>, 'place'> {
  const handle = openSync(path, 'r');
  const digest = createHash('sha256');
  const pieces: string[] = [];
  let bytes = 0;
  try {
    for (;;) {
      const piece = Buffer.alloc(PIECE_BYTES);
      let read = 0;
      while (read < PIECE_BYTES) {
        const more = readSync(handle, piece, read, PIECE_BYTES - read, null);
        if (more === 0) break;
        read += more;
      }
      if (read === 0) break;
      const whole = piece.subarray(0, read);
      const hash = sha256Hex(whole);
      pieces.push(hash);
      digest.update(whole);
      bytes += read;
      take(whole, hash);
      if (read < PIECE_BYTES) break;
    }
  } finally {
    closeSync(handle);
  }
  return { bytes, sha256: digest.digest('hex'), pieces };
}

/** A place of a manifest leads nowhere but below the folder it is opened into. */
function safePlace(place: string): string {
  const plain = normalize(place);
  if (isAbsolute(plain) || plain.split(/[\\/]/).includes('..'))
    throw new Error('a place outside of the backup');
  return plain;
}

function unsound(path: string, place: string): Refusal {
  return new Refusal(
    'backup-unsound',
    `这份备份不完整或被改动过（${place}），不能使用：${path}`,
    `This backup is damaged or was altered (${place}) and cannot be used: ${path}`,
  );
}
