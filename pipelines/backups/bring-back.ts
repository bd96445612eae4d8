import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256Hex } from '../../core/hash.ts';
import type { OpenedBackup } from './open-backup.ts';

/** What became of the files of a backup besides the ledger and what the ledger answers for. */
export interface BroughtBack {
  files: number;
  copied: number;
  /** Settings that are others now: they stay, and those of the backup lie beside. */
  beside: string[];
}

/** Brings back what is missing or was altered; what lay there instead is put aside, and settings are never replaced. */
export function bringBack(home: string, { files, folder }: OpenedBackup): BroughtBack {
  const result: BroughtBack = { files: files.length, copied: 0, beside: [] };
  for (const place of files) {
    const [from, to] = [join(folder, place), join(home, place)];
    if (existsSync(to)) {
      if (hashOf(from) === hashOf(to)) continue;
      if (!place.includes('/')) {
        copyFileSync(from, `${to}.from-backup`);
        result.beside.push(place);
        continue;
      }
      renameSync(to, `${to}.altered-${Date.now()}`);
    }
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(from, to);
    result.copied += 1;
  }
  return result;
}

const hashOf = (path: string): string => sha256Hex(readFileSync(path));
