import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkStored, type StoredCheck } from '../../casework/attachments/copy-stored.ts';
import { type StoredSet, storedSets } from '../../casework/attachments/stored-sets.ts';
import { ledgerPath, type Office } from '../../casework/office.ts';
import { proveLedger, refuseUnsound } from '../../casework/reads/prove-ledger.ts';
import { type Behind, recordsAfter } from '../../casework/reads/records-after.ts';
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
    return { events, head, lost: lostBy(office, head), sets, files: backup.files.length };
  } finally {
    copy.close();
  }
}

function lostBy({ home }: Office, head: ChainHead): Behind | null {
  if (!existsSync(ledgerPath(home))) return null;
  const present = openLedger(ledgerPath(home), { access: 'read' });
  try {
    return recordsAfter(present, head);
  } finally {
    present.close();
  }
}
