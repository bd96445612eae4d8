import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkStored, type StoredCheck } from '../../casework/attachments/copy-stored.ts';
import { type StoredSet, storedSets } from '../../casework/attachments/stored-sets.ts';
import { ledgerPath, type Office } from '../../casework/office.ts';
import { proveLedger, refuseUnsound } from '../../casework/reads/proof/prove-ledger.ts';
import { type Behind, recordsAfter } from '../../casework/reads/proof/records-after.ts';
import { Refusal } from '../../core/errors.ts';
import { verifyCopy } from '../../storage/ledger/backup.ts';
import { openLedger } from '../../storage/ledger/ledger.ts';
import type { ChainHead } from '../../storage/ledger/verify-chain.ts';
import { makeScratch } from '../../storage/scratch-folder.ts';
import type { OpenedBackup } from './open-backup.ts';

export interface Rehearsal {
  events: number;
  head: ChainHead;
  /** What the present ledger would lose; null where it is another one or there is none. */
  lost: Behind | null;
  sets: { set: Pick<StoredSet, 'name' | 'title'>; check: StoredCheck }[];
  /** Files besides, each held against its hash. */
  files: number;
}

/** Puts a backup back in a scratch folder as a restore would, proves all of it, and leaves the office as it is. */
export function rehearse(office: Office, backup: OpenedBackup, named: string): Rehearsal {
  using scratch = makeScratch(office.home, 'rehearsal');
  const path = join(scratch.path, 'ledger.db');
  copyFileSync(backup.ledger, path);
  const { events, head } = verifyCopy(path, (copy) => refuseUnsound(proveLedger(copy), named));
  const copy = openLedger(path, { access: 'read' });
  try {
    const sets = storedSets(copy, office.home).map((set) => ({
      set: { name: set.name, title: set.title },
      check: checkStored(set.files, backup.folderOf(set)),
    }));
    return { events, head, lost: lostFrom(ledgerPath(office.home), head), sets, files: backup.files.length };
  } finally {
    copy.close();
  }
}

/** What a ledger holds beyond a backup's head; null where there is none, it cannot be read, or it went another way. */
export function lostFrom(path: string, head: ChainHead): Behind | null {
  if (!existsSync(path)) return null;
  try {
    using present = openLedger(path, { access: 'read' });
    return recordsAfter(present, head);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
