import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { sha256Hex } from '../../core/hash.ts';
import { bytesToKeep, readKeptBytes } from '../../storage/at-rest/kept-bytes.ts';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { refuse, throwRefusal } from '../refusals.ts';

/** A file whose bytes lie under their hash: one that was attached to a case, or an issued paper. */
export interface StoredFile {
  case_id: string;
  /** The hash of its bytes, or the beginning of it in old ledgers. */
  attachment_id: string;
  name: string;
}

/** Where the bytes lie below their folder: under the case and the hash. */
export function placeOf(file: StoredFile): string {
  return join(file.case_id, `${file.attachment_id}${extname(file.name).toLowerCase()}`);
}

export function attachmentsFolder(home: string): string {
  return join(workspaceAt(home).documents, 'attachments');
}

/** What lies at a place: the bytes that were attached, others, or none. */
export type Stored = { state: 'sound'; content: Uint8Array<ArrayBuffer> } | { state: 'missing' | 'altered' };

/** Reads a file and hashes it again; an attachment's id is its hash, or the beginning of it in old ledgers. */
export function readStored(path: string, attachmentId: string): Stored {
  if (!existsSync(path)) return { state: 'missing' };
  const bytes = readKeptBytes(path);
  if (bytes === null) return { state: 'altered' };
  const content = new Uint8Array(bytes);
  return sha256Hex(content).startsWith(attachmentId) ? { state: 'sound', content } : { state: 'altered' };
}

/** The bytes of an attachment. Throws a `Refusal` where they are gone or are no longer what was attached. */
export function openStored(home: string, file: StoredFile): Uint8Array<ArrayBuffer> {
  const stored = readStored(join(attachmentsFolder(home), placeOf(file)), file.attachment_id);
  if (stored.state !== 'sound') throwRefusal(refuse(`attachment-${stored.state}`, { name: file.name }));
  return stored.content;
}

/** Sees to it that these bytes lie at a place, or that `lying` does. What lay there instead is put aside, never thrown away. */
export function keepStored(
  path: string,
  attachmentId: string,
  content: Uint8Array,
  lying: () => Uint8Array = () => bytesToKeep(path, content),
): 'kept' | 'written' {
  const { state } = readStored(path, attachmentId);
  if (state === 'sound') return 'kept';
  if (state === 'altered') renameSync(path, `${path}.altered-${Date.now()}`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileAtomically(path, lying());
  return 'written';
}
