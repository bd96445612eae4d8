import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
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

export function keptPath(received: string, receipt: Receipt): string {
  return join(received, receipt.hash, receipt.kept_as);
}

/** All files ever received, in the order of their arrival. A folder without a receipt was cut off while copying. */
export function loadReceipts(received: string): Receipt[] {
  if (!existsSync(received)) return [];
  return readdirSync(received, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(received, entry.name, 'receipt.json')))
    .map((entry) =>
      receiptSchema.parse(JSON.parse(readFileSync(join(received, entry.name, 'receipt.json'), 'utf8'))),
    )
    .sort((left, right) => left.sequence - right.sequence);
}

/** Folders of content whose receipt is gone: cut off while copying, or taken away. */
export function receiptlessFolders(received: string): string[] {
  if (!existsSync(received)) return [];
  return readdirSync(received, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[0-9a-f]{64}$/.test(entry.name))
    .filter((entry) => !existsSync(join(received, entry.name, 'receipt.json')))
    .map(({ name }) => name.slice(0, 12));
}

export function writeReceipt(received: string, receipt: Receipt): void {
  const folder = receiptFolder(received, receipt.hash);
  mkdirSync(folder, { recursive: true });
  writeFileAtomically(join(folder, 'receipt.json'), `${JSON.stringify(receipt, null, 2)}\n`);
}
