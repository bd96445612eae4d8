import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Refusal } from '../../core/errors.ts';
import { assertUnchanged, markOf } from '../stable-file.ts';
import { type ListedFile, listInbox } from './inbox.ts';
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
 * while it is copied, leads out of the inbox or has no bytes is refused and the others go on.
 */
export async function receive(inbox: string, received: string, now: Date): Promise<InboxFile[]> {
  mkdirSync(received, { recursive: true });
  const known = new Map(loadReceipts(received).map((receipt) => [receipt.hash, receipt]));
  const firstTonight = new Map<string, string>();
  const files: InboxFile[] = [];
  // one for all files: memory asked for anew for each piece would be collected each time
  const piece = Buffer.alloc(1024 ** 2);
  let sequence = Math.max(0, ...[...known.values()].map((receipt) => receipt.sequence));
  for (const { name, path } of listInbox(inbox)) {
    const file: InboxFile = { name, receipt: null, isKnown: false, sameAs: null, refusal: null };
    files.push(file);
    try {
      const copy = await copyAndHash({ name, path }, inbox, received, piece);
      const before = known.get(copy.hash);
      if (before) {
        rmSync(copy.draft, { force: true });
        Object.assign(file, {
          receipt: before,
          isKnown: !firstTonight.has(copy.hash),
          sameAs: firstTonight.get(copy.hash) ?? null,
        });
        if (!file.sameAs && before.name !== name) file.sameAs = before.name;
      } else {
        sequence += 1;
        const receipt = keep(copy, { name, received, sequence, now });
        known.set(copy.hash, receipt);
        file.receipt = receipt;
      }
      if (!firstTonight.has(copy.hash)) firstTonight.set(copy.hash, name);
    } catch (error) {
      file.refusal = asRefusal(error, name);
    }
  }
  return files;
}

interface Copy {
  draft: string;
  hash: string;
  bytes: number;
  modifiedAt: string;
}

async function copyAndHash(
  { name, path }: ListedFile,
  inbox: string,
  received: string,
  piece: Buffer,
): Promise<Copy> {
  const mark = await markOf(path, name, inbox);
  const draft = join(received, `.receiving-${process.pid}`);
  const digest = createHash('sha256');
  let bytes = 0;
  try {
    await using from = await open(path, 'r');
    await using to = await open(draft, 'w');
    for (;;) {
      const { bytesRead } = await from.read(piece, 0, piece.length, null);
      if (bytesRead === 0) break;
      const read = piece.subarray(0, bytesRead);
      digest.update(read);
      await to.writeFile(read);
      bytes += bytesRead;
    }
    await assertUnchanged(path, name, mark);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  return { draft, hash: digest.digest('hex'), bytes, modifiedAt: new Date(mark.modified).toISOString() };
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
  renameSync(copy.draft, keptPath(about.received, receipt));
  writeReceipt(about.received, receipt);
  return receipt;
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
