import { basename, dirname } from 'node:path';
import { enterKept } from '../../casework/inputs/kept-seals.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { markOfSeal, sealFolder } from '../../storage/folder-seal.ts';

/** Seals the folder of a reading, and enters its seal, as if reading its file had come to what lies there. */
export function asIfRead(home: string, folder: string): void {
  sealFolder(folder);
  const office = openOffice(home);
  using ledger = openOfficeLedger(office, 'existing');
  const readings = [{ sha256: basename(dirname(folder)), seal: markOfSeal(folder) ?? '' }];
  enterKept(ledger, office, 'as if read', { build: 0, seal: '' }, readings);
}
