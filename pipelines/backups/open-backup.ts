import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { StoredSet } from '../../casework/attachments/stored-sets.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { readOfficeKey } from '../../storage/backup/office-key.ts';
import { SEALED_ENDING, unpackSealed } from '../../storage/backup/sealed-backup.ts';
import { makeScratch } from '../../storage/scratch-folder.ts';

/** A backup that lies open to be read, until it is let go. */
export interface OpenedBackup extends Disposable {
  ledger: string;
  /** The folder with the files of a set. */
  folderOf: (set: Pick<StoredSet, 'name'>) => string;
  /** Places of everything else that it holds, below `folder`. */
  files: readonly string[];
  folder: string;
}

/** Opens a backup; a sealed one into a folder of its own in the workspace, which goes when it is let go. */
export function openBackup(home: string, path: string, keyFile: string | undefined): OpenedBackup {
  if (!existsSync(path))
    throw new Refusal('backup-missing', `找不到备份：${path}`, `There is no such backup: ${path}`);
  if (!path.endsWith(SEALED_ENDING)) {
    const folder = dirname(path);
    return {
      ledger: path,
      folderOf: ({ name }) => join(folder, name),
      files: [],
      folder,
      [Symbol.dispose]() {},
    };
  }
  if (keyFile === undefined) {
    throw new Refusal(
      'backup-key-missing',
      '这份备份是加密的，请用 --key 指明密钥文件。',
      'This backup is sealed; name the key file with --key.',
      EXIT.usage,
    );
  }
  const key = readOfficeKey(keyFile);
  const scratch = makeScratch(home, 'backup');
  try {
    const { files } = unpackSealed(path, key, scratch.path);
    return {
      ledger: join(scratch.path, 'ledger.db'),
      folderOf: ({ name }) => join(scratch.path, 'documents', name),
      files: files.map(({ place }) => place),
      folder: scratch.path,
      [Symbol.dispose]: () => scratch[Symbol.dispose](),
    };
  } catch (error) {
    scratch[Symbol.dispose]();
    throw error;
  }
}
