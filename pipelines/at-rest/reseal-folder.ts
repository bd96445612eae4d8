import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { attachmentsFolder } from '../../casework/attachments/stored-file.ts';
import { issuedFolder } from '../../casework/documents/kept-paper.ts';
import { noteSealing } from '../../casework/inputs/note-sealing.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { keptPath, loadReceipts, receiptFolder } from '../../reading/receiving/receipt.ts';
import { folderSeal } from '../../storage/at-rest/folder-key.ts';
import { openIntoMemory, putBackOnDisk } from '../../storage/at-rest/in-memory.ts';
import { resealFile } from '../../storage/at-rest/kept-bytes.ts';
import { isSealed, markSealed, unmarkSealed } from '../../storage/at-rest/marker.ts';
import { memoryFolderOf, refuseWithoutMemory } from '../../storage/at-rest/memory-folder.ts';
import type { OfficeSeal } from '../../storage/at-rest/office-seal.ts';
import { resealLedger } from '../../storage/ledger/reseal-ledger.ts';
import { type Workspace, workspaceAt } from '../../storage/workspace.ts';

/** What became of a folder that was brought to what its settings say. */
export interface Resealed {
  files: number;
  changed: number;
  /** Files that do not open any more: they stay as they are. */
  altered: string[];
  /** Whether the ledger had to be written anew. */
  ledger: boolean;
}

/**
 * Seals all of a folder that is kept sealed, or opens it (null). Each file, and the ledger, is changed at once or not at all, and
 * says itself how it lies: what is stopped half-way works, and goes on when this is begun again. Nobody else may use the folder.
 */
export function resealFolder(
  home: string,
  wished: OfficeSeal | null,
  by: { user: string; via: string },
): Resealed {
  // what lies sealed is opened by its own key before another one counts
  folderSeal(home);
  if (wished !== null) {
    refuseWithoutMemory();
    markSealed(home, { key: wished.keyId, cipher: wished.cipher });
  }
  const workspace = workspaceAt(home);
  // while the disk still has them as they were
  openIntoMemory(workspace);
  const result: Resealed = { files: 0, changed: 0, altered: [], ledger: false };
  if (existsSync(workspace.ledger)) result.ledger = resealLedger(workspace.ledger, home, wished);
  if (wished === null && isSealed(home)) putBackOnDisk(workspace);
  for (const path of filesOf(workspace)) {
    result.files += 1;
    const became = resealFile(path, wished);
    if (became === 'changed') result.changed += 1;
    if (became === 'altered') result.altered.push(relative(home, path));
  }
  if (wished === null) closeMemory(home);
  if (existsSync(workspace.ledger)) {
    const office = openOffice(home);
    using ledger = openOfficeLedger(office, 'existing');
    noteSealing(ledger, office, by, wished === null ? null : { key: wished.keyId, cipher: wished.cipher });
  }
  return result;
}

/** What is kept sealed besides the ledger: originals, papers and attachments, what people have typed, readings and builds. */
function filesOf(workspace: Workspace): string[] {
  const { home, received, unsent } = workspace;
  return [
    ...loadReceipts(received).flatMap((receipt) => [
      ...[keptPath(received, receipt)].filter((path) => existsSync(path)),
      ...filesBelow(receiptFolder(received, receipt.hash)).filter((path) => path.includes('reading-')),
    ]),
    ...[attachmentsFolder(home), issuedFolder(home), unsent, join(home, 'builds')].flatMap(filesBelow),
  ];
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function closeMemory(home: string): void {
  const memory = memoryFolderOf(home);
  unmarkSealed(home);
  rmSync(memory, { recursive: true, force: true });
}

/** What of people still lies open in a sealed folder, because programs or people read it as it is, or wrote it before. */
export function lyingOpen(home: string): string[] {
  const { inbox, reports, documents } = workspaceAt(home);
  const sealed = [attachmentsFolder(home), issuedFolder(home)];
  const laidOut = existsSync(documents) ? readdirSync(documents).map((name) => join(documents, name)) : [];
  const copies = existsSync(home)
    ? readdirSync(home).filter((name) => /^ledger\.db\.before-/.test(name) && !/-(?:wal|shm)$/.test(name))
    : [];
  const folders = [inbox, reports, ...laidOut.filter((path) => !sealed.includes(path))].filter(
    (folder) => filesBelow(folder).length > 0,
  );
  return [...folders.map((folder) => `${relative(home, folder)}/`), ...copies];
}
