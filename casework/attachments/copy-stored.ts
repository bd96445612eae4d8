import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isKeptSealed } from '../../storage/at-rest/kept-bytes.ts';
import { keepStored, placeOf, readStored, type StoredFile } from './stored-file.ts';

/** What became of stored files; they are named by case and hash, never by what people called them. */
export interface StoredCheck {
  files: number;
  missing: string[];
  altered: string[];
}

/** Hashes every stored file again. */
export function checkStored(files: readonly StoredFile[], folder: string): StoredCheck {
  const check: StoredCheck = { files: 0, missing: [], altered: [] };
  for (const file of files) {
    check.files += 1;
    const { state } = readStored(join(folder, placeOf(file)), file.attachment_id);
    if (state !== 'sound') check[state].push(placeOf(file));
  }
  return check;
}

/**
 * Brings stored files from one folder into another. What is sound there already stays; what is neither there nor sound
 * where it should come from is named.
 */
export function copyStored(
  files: readonly StoredFile[],
  from: string,
  to: string,
): StoredCheck & { copied: number } {
  const result = { files: 0, copied: 0, missing: [] as string[], altered: [] as string[] };
  for (const file of files) {
    const place = placeOf(file);
    result.files += 1;
    const there = readStored(join(to, place), file.attachment_id);
    if (there.state === 'sound') continue;
    const source = readStored(join(from, place), file.attachment_id);
    if (source.state === 'sound') {
      const origin = join(from, place);
      // what lies sealed stays so wherever it is copied to
      const lying = isKeptSealed(origin) ? () => readFileSync(origin) : undefined;
      keepStored(join(to, place), file.attachment_id, source.content, lying);
      result.copied += 1;
    } else result[there.state === 'altered' ? 'altered' : source.state].push(place);
  }
  return result;
}
