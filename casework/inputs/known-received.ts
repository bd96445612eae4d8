import type { Receipt } from '../../reading/receiving/receipt.ts';
import { readEvents } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { NIGHT } from '../author.ts';
import type { Office } from '../office.ts';
import { enterInput } from './enter-input.ts';

/** Enters each received file that no record tells of: from here on it is known by its hash, and missed where it is gone. */
export function enterReceived(
  ledger: Ledger,
  office: Pick<Office, 'now'>,
  asOf: string,
  receipts: readonly Receipt[],
  entered: ReadonlyMap<string, string>,
): void {
  const files = receipts
    .filter(({ hash }) => !entered.has(hash))
    .map(({ name, hash }) => ({ file: name, sha256: hash }));
  if (files.length === 0) return;
  const by = { user: NIGHT, via: NIGHT };
  enterInput(ledger, office, by, { type: 'FilesReceived', subject_id: asOf, payload: { files } });
}

/** A received file that is not as the chain has it: gone as a whole, under another name, or in no record. */
export interface StrangeReceipt {
  name: string;
  how: 'gone' | 'renamed' | 'unknown';
}

/** The same in words. */
export const STRANGE = {
  gone: {
    zh: '整份不在了，请从备份恢复 received/',
    en: 'is gone as a whole; restore received/ from a backup',
  },
  renamed: { zh: '不是收到时的文件名', en: 'is not called what it was when it arrived' },
  unknown: { zh: '没有收件记录', en: 'no record tells that it arrived' },
} as const;

/** Compares what lies in the folder of received files with what nights have entered; nothing where none has entered anything. */
export function compareReceived(
  entered: ReadonlyMap<string, string>,
  receipts: readonly Receipt[],
): StrangeReceipt[] {
  if (entered.size === 0) return [];
  const present = new Set(receipts.map(({ hash }) => hash));
  const gone = [...entered].flatMap(([hash, name]) =>
    present.has(hash) ? [] : [{ name, how: 'gone' as const }],
  );
  const others = receipts.flatMap(({ hash, name }): StrangeReceipt[] => {
    const known = entered.get(hash);
    if (known === undefined) return [{ name, how: 'unknown' }];
    return known === name ? [] : [{ name: `${name}, ${known}`, how: 'renamed' }];
  });
  return [...gone, ...others];
}

/** Each file that was ever entered, by its hash, with the name under which it first arrived. */
export function enteredFiles(ledger: Ledger): Map<string, string> {
  const entered = new Map<string, string>();
  for (const { payload } of readEvents(ledger, "stream = 'input' and type = 'FilesReceived'"))
    for (const { file, sha256 } of (payload as { files: { file: string; sha256: string }[] }).files)
      if (!entered.has(sha256)) entered.set(sha256, file);
  return entered;
}
