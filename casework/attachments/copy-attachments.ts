import { join } from 'node:path';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { listAllAttachments } from '../reads/attachments.ts';
import { keepStored, placeOf, readStored } from './stored-file.ts';

/** What became of the attachments of a ledger; files are named by case and hash, never by what people called them. */
export interface AttachmentCheck {
  files: number;
  missing: string[];
  altered: string[];
}

/** Hashes every attached file again. */
export function checkAttachments(ledger: Ledger, folder: string): AttachmentCheck {
  const check: AttachmentCheck = { files: 0, missing: [], altered: [] };
  for (const file of listAllAttachments(ledger)) {
    check.files += 1;
    const { state } = readStored(join(folder, placeOf(file)), file.attachment_id);
    if (state !== 'sound') check[state].push(placeOf(file));
  }
  return check;
}

/**
 * Brings the attachments of a ledger from one folder into another. What is sound there already stays; what is neither
 * there nor sound where it should come from is named.
 */
export function copyAttachments(
  ledger: Ledger,
  from: string,
  to: string,
): AttachmentCheck & { copied: number } {
  const result = { files: 0, copied: 0, missing: [] as string[], altered: [] as string[] };
  for (const file of listAllAttachments(ledger)) {
    const place = placeOf(file);
    result.files += 1;
    const there = readStored(join(to, place), file.attachment_id);
    if (there.state === 'sound') continue;
    const source = readStored(join(from, place), file.attachment_id);
    if (source.state === 'sound') {
      keepStored(join(to, place), file.attachment_id, source.content);
      result.copied += 1;
    } else result[there.state === 'altered' ? 'altered' : source.state].push(place);
  }
  return result;
}
