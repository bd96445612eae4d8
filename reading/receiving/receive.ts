import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Refusal } from '../../core/errors.ts';
import { bytesToKeep } from '../../storage/at-rest/kept-bytes.ts';
import { sealedHomeOf } from '../../storage/at-rest/marker.ts';
import { makeMemoryFolder } from '../../storage/at-rest/memory-folder.ts';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import { assertUnchanged, type FileMark, fileMark } from '../stable-file.ts';
import { unreadable } from '../unreadable.ts';
import { isHalfDownloaded, type ListedFile, listInbox } from './inbox.ts';
import { keptPath, loadReceipts, type Receipt, receiptFolder, writeReceipt } from './receipt.ts';

/** One file of the inbox: kept under its hash, or refused before that. */
export interface InboxFile {
  /** Path below the inbox. */
  name: string;
  receipt: Receipt | null;
  /** Its content was there before tonight, under this name or another. */
  isKnown: boolean;
  /** Another file of tonight's inbox has the same content and came first. */
  sameAs: string | null;
  refusal: Refusal | null;
}

/**
 * Consumes the inbox; leaves each file unchanged under its hash in `received/`, never twice.
 * A file is first copied and then hashed from the copy, so that what is kept is what was hashed; one that changes
 * while it is copied, is not downloaded to its end, leads out of the inbox or has no bytes is refused and the others go on.
 * `onNew` is told of each file that was not there before as soon as it is kept.
 */
export async function receive(
  inbox: string,
  received: string,
  now: Date,
  onNew: (receipt: Receipt) => void = () => undefined,
): Promise<InboxFile[]> {
  mkdirSync(received, { recursive: true });
  const known = new Map(loadReceipts(received).map((receipt) => [receipt.hash, receipt]));
  const sizes = new Set([...known.values()].map(({ bytes }) => bytes));
  const firstTonight = new Map<string, string>();
  const files: InboxFile[] = [];
  // one for all files: memory asked for anew for each piece would be collected each time
  const piece = Buffer.alloc(1024 ** 2);
  let sequence = Math.max(0, ...[...known.values()].map((receipt) => receipt.sequence));
  for (const { name, path } of listInbox(inbox)) {
    const file: InboxFile = { name, receipt: null, isKnown: false, sameAs: null, refusal: null };
    files.push(file);
    try {
      if (isHalfDownloaded(name)) throw unreadable.unfinished(name);
      const mark = await fileMark(path, name, inbox);
      // what is long, and as long as a file that is there, is most likely that file: it is looked at before it is copied
      const marked = { name, path, mark };
      const isLikelyThere = mark.size > piece.length && sizes.has(mark.size);
      const same = isLikelyThere ? known.get(await hashOf(marked, piece)) : undefined;
      const copy = same === undefined ? await copyAndHash(marked, received, piece) : null;
      const before = copy === null ? same : known.get(copy.hash);
      const receipt = before ?? keep(copy!, { name, received, sequence: sequence + 1, now });
      file.receipt = receipt;
      if (before) {
        if (copy !== null) rmSync(copy.draft, { force: true });
        file.isKnown = !firstTonight.has(receipt.hash);
        file.sameAs = firstTonight.get(receipt.hash) ?? (before.name === name ? null : before.name);
      } else {
        sequence += 1;
        known.set(receipt.hash, receipt);
        sizes.add(receipt.bytes);
        onNew(receipt);
      }
      if (!firstTonight.has(receipt.hash)) firstTonight.set(receipt.hash, name);
    } catch (error) {
      file.refusal = asRefusal(error, name);
    }
  }
  return files;
}

/** Whether a file lies in the inbox that is as long as none that was received: it will have to be read. */
export function expectsNew(inbox: string, received: string): boolean {
  if (!existsSync(inbox)) return false;
  const sizes = new Set(loadReceipts(received).map(({ bytes }) => bytes));
  return listInbox(inbox).some(({ name, path }) => {
    const file = lstatSync(path, { throwIfNoEntry: false });
    return file?.isFile() && file.size > 0 && !isHalfDownloaded(name) && !sizes.has(file.size);
  });
}

interface Copy {
  draft: string;
  hash: string;
  bytes: number;
  modifiedAt: string;
}

type MarkedFile = ListedFile & { mark: FileMark };

async function copyAndHash(file: MarkedFile, received: string, piece: Buffer): Promise<Copy> {
  // what is to lie sealed is copied in memory
  const home = sealedHomeOf(received);
  const draft = join(home === null ? received : makeMemoryFolder(home), `.receiving-${process.pid}`);
  try {
    await using copy = await open(draft, 'w');
    const hash = await hashOf(file, piece, (read) => copy.writeFile(read));
    const { size, modified } = file.mark;
    return { draft, hash, bytes: size, modifiedAt: new Date(modified).toISOString() };
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** The hash of all that was read of a file, each piece of it given to `take`; refused where it changes meanwhile. */
async function hashOf(
  { name, path, mark }: MarkedFile,
  piece: Buffer,
  take?: (read: Buffer) => Promise<void>,
): Promise<string> {
  const digest = createHash('sha256');
  await using file = await open(path, 'r');
  for (;;) {
    const { bytesRead } = await file.read(piece, 0, piece.length, null);
    if (bytesRead === 0) break;
    const read = piece.subarray(0, bytesRead);
    digest.update(read);
    await take?.(read);
  }
  await assertUnchanged(path, name, mark);
  return digest.digest('hex');
}

/** The copy first, the receipt last: a folder without a receipt counts as not received. */
function keep(copy: Copy, about: { name: string; received: string; sequence: number; now: Date }): Receipt {
  const receipt: Receipt = {
    hash: copy.hash,
    sequence: about.sequence,
    name: about.name,
    kept_as: `original${extname(about.name).toLowerCase()}`,
    bytes: copy.bytes,
    modified_at: copy.modifiedAt,
    received_at: about.now.toISOString(),
  };
  const folder = receiptFolder(about.received, copy.hash);
  if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  layDown(copy.draft, keptPath(about.received, receipt));
  writeReceipt(about.received, receipt);
  return receipt;
}

function layDown(draft: string, path: string): void {
  if (sealedHomeOf(path) === null) renameSync(draft, path);
  else {
    writeFileAtomically(path, bytesToKeep(path, readFileSync(draft)));
    rmSync(draft);
  }
}

function asRefusal(error: unknown, name: string): Refusal {
  if (error instanceof Refusal) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC') {
    return new Refusal(
      'disk-full',
      `磁盘已满，“${name}”没有收下。请腾出空间后再运行，已收下的文件都在。`,
      `The disk is full; "${name}" was not taken in. Free some space and run again: what was taken in is safe.`,
    );
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new Refusal(
      'not-permitted',
      `没有权限读取或保存“${name}”。请检查文件夹权限。`,
      `"${name}" could not be read or kept: permission is lacking. Check the folder's rights.`,
    );
  }
  throw error;
}
