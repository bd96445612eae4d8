import type { Ledger } from '../../storage/ledger/ledger.ts';
import { issuedFolder, keptFiles } from '../documents/kept-paper.ts';
import { listAllAttachments } from '../reads/cases/attachments.ts';
import { attachmentsFolder, type StoredFile } from './stored-file.ts';

/** Files the ledger names by their hash, and which a backup has to take along. */
export interface StoredSet {
  /** Its folder within a backup. */
  name: 'attachments' | 'issued';
  title: { zh: string; en: string };
  folder: string;
  files: readonly StoredFile[];
}

/** Everything beside the ledger that it answers for. */
export function storedSets(ledger: Ledger, home: string): StoredSet[] {
  return [
    {
      name: 'attachments',
      title: { zh: '附件', en: 'attachments' },
      folder: attachmentsFolder(home),
      files: listAllAttachments(ledger),
    },
    {
      name: 'issued',
      title: { zh: '已发文书', en: 'issued papers' },
      folder: issuedFolder(home),
      files: keptFiles(ledger),
    },
  ];
}
