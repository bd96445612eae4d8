import { existsSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { writeFileAtomically } from '../atomic-file.ts';
import type { AtRestCipher } from './office-seal.ts';

/** What says that a folder is kept sealed, and under which key: beside the settings, so that a setting alone changes nothing. */
const MARKER = 'at-rest.json';

export interface SealedUnder {
  /** The name of the key. */
  key: string;
  cipher: AtRestCipher;
}

export function markerOf(home: string): string {
  return join(home, MARKER);
}

/** Whether a workspace is kept sealed. */
export function isSealed(home: string): boolean {
  return existsSync(markerOf(home));
}

/** The workspace below which a path lies, where that one is kept sealed. */
export function sealedHomeOf(path: string): string | null {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (isSealed(folder)) return folder;
    if (dirname(folder) === folder) return null;
  }
}

export function markSealed(home: string, under: SealedUnder): void {
  writeFileAtomically(markerOf(home), `${JSON.stringify(under)}\n`);
}

export function unmarkSealed(home: string): void {
  rmSync(markerOf(home), { force: true });
}
