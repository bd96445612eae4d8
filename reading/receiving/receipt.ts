import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { EXIT, Refusal } from '../../core/errors.ts';
import { sha256Hex, stableJson } from '../../core/hash.ts';
import { sealedHomeOf } from '../../storage/at-rest/marker.ts';
import { memoryFolderOf } from '../../storage/at-rest/memory-folder.ts';
import { writeFileAtomically } from '../../storage/atomic-file.ts';

const receiptSchema = z.object({
  /** SHA-256 of the content. */
  hash: z.string(),
  /** Order of arrival in this workspace, from 1. */
  sequence: z.number().int(),
  /** Path below the inbox under which it first arrived. */
  name: z.string(),
  /** File name of the kept copy. */
  kept_as: z.string(),
  bytes: z.number().int(),
  /** When the sender last changed it, as the file system says. */
  modified_at: z.string(),
  received_at: z.string(),
});

/** What is known of a received file besides its content. */
export type Receipt = z.infer<typeof receiptSchema>;

export function receiptFolder(received: string, hash: string): string {
  return join(received, hash);
}

/** Where what was read of a file lies: beside it, or in memory where the folder is kept sealed, because it can be made again. */
export function readingsFolder(received: string, hash: string): string {
  return join(allReadings(received), hash);
}

/** The folder below which the readings of all files lie. */
export function allReadings(received: string): string {
  const home = sealedHomeOf(received);
  return home === null ? received : join(memoryFolderOf(home), 'readings');
}

export function keptPath(received: string, receipt: Receipt): string {
  return join(received, receipt.hash, receipt.kept_as);
}

/** All files ever received, in the order of their arrival. A folder without a receipt was cut off while copying. */
export function loadReceipts(received: string): Receipt[] {
  if (!existsSync(received)) return [];
  return readdirSync(received, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isReceived(join(received, entry.name)))
    .map((entry) => readReceipt(received, entry.name))
    .sort((left, right) => left.sequence - right.sequence);
}

/** A receipt is written twice, the second time with its own hash: of the two that differ the one that is whole counts. */
const COPY = 'receipt-copy.json';

const receiptCopy = z.object({ receipt: receiptSchema, sha256: z.string() });

const isReceived = (folder: string): boolean =>
  existsSync(join(folder, 'receipt.json')) || existsSync(join(folder, COPY));

function readReceipt(received: string, hash: string): Receipt {
  const folder = join(received, hash);
  const copy = receiptCopy.safeParse(parsed(join(folder, COPY))).data;
  if (copy !== undefined && sha256Hex(stableJson(copy.receipt)) === copy.sha256) return copy.receipt;
  const receipt = receiptSchema.safeParse(parsed(join(folder, 'receipt.json'))).data;
  if (receipt?.hash === hash) return receipt;
  throw new Refusal(
    'receipt-damaged',
    `收到的文件 ${hash.slice(0, 12)} 的收条损坏（received/${hash}），没有继续。请从备份恢复 received/。`,
    `The receipt of the received file ${hash.slice(0, 12)} is damaged (received/${hash}); nothing was done. Bring back received/ from a backup.`,
    EXIT.checkFailed,
  );
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** Writes receipts again of which one of the two is damaged or was never written; tells those that were damaged. */
export function mendReceipts(received: string, receipts: readonly Receipt[]): Receipt[] {
  return receipts.filter((receipt) => {
    const folder = receiptFolder(received, receipt.hash);
    const copy = receiptCopy.safeParse(parsed(join(folder, COPY))).data?.receipt;
    const first = receiptSchema.safeParse(parsed(join(folder, 'receipt.json'))).data;
    const same = [copy, first].filter((one) => stableJson(one ?? null) === stableJson(receipt)).length;
    if (same === 2) return false;
    const wasWhole = same === 1 && !existsSync(join(folder, COPY));
    writeReceipt(received, receipt);
    return !wasWhole;
  });
}

/** Folders of content whose receipt is gone: cut off while copying, or taken away. */
export function receiptlessFolders(received: string): string[] {
  if (!existsSync(received)) return [];
  return readdirSync(received, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[0-9a-f]{64}$/.test(entry.name))
    .filter((entry) => !isReceived(join(received, entry.name)))
    .map(({ name }) => name.slice(0, 12));
}

export function writeReceipt(received: string, receipt: Receipt): void {
  const folder = receiptFolder(received, receipt.hash);
  mkdirSync(folder, { recursive: true });
  writeFileAtomically(join(folder, 'receipt.json'), `${JSON.stringify(receipt, null, 2)}\n`);
  const copy = { receipt, sha256: sha256Hex(stableJson(receipt)) };
  // of the two one is certain to be on the disk
  writeFileSync(join(folder, COPY), `${JSON.stringify(copy)}\n`);
}
