import { basename, dirname, join } from 'node:path';
import type { Command } from 'commander';
import { copyStored } from '../../casework/attachments/copy-stored.ts';
import { storedSets } from '../../casework/attachments/stored-sets.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { proveLedger, refuseUnsound } from '../../casework/reads/prove-ledger.ts';
import { EXIT } from '../../core/errors.ts';
import { backupLedger } from '../../storage/ledger/backup.ts';
import { keepHead } from '../../storage/ledger/chain-heads.ts';
import { globalOptions, printResult } from '../command.ts';
import { headFilesOf } from '../head-files.ts';
import { letOutOfHome } from '../let-out.ts';
import { isWhole, sayLost } from '../say-stored.ts';

export function register(program: Command): void {
  program
    .command('backup')
    .description(
      'copy the ledger while it is in use, with attached files and issued papers, and check the copy',
    )
    .option(
      '--out <file>',
      'where to (default: backups/ in the workspace); attachments/ and issued/ go beside it',
    )
    .option('--as <user>', 'who takes the copy (needed as soon as the office has users)')
    .action(async (typed: { out?: string; as?: string }, command: Command) => {
      const options = globalOptions(command);
      const office = openOffice(options.home);
      using ledger = openOfficeLedger(office, 'read');
      const stamp = office.now().replace(/[:.]/g, '-');
      const target = typed.out ?? join(options.home, 'backups', `ledger-${stamp}.db`);
      letOutOfHome(command, typed.as, {
        kind: 'DataExported',
        subject: 'backup',
        detail: { file: basename(target) },
      });
      const copy = await backupLedger(ledger, target, (made) =>
        refuseUnsound(proveLedger(made), options.home),
      );
      keepHead(ledger, headFilesOf(options.home));
      const sets = storedSets(ledger, options.home).map((set) => {
        const folder = join(dirname(target), set.name);
        return { set, folder, copied: copyStored(set.files, set.folder, folder) };
      });
      const [attachments, issued] = sets.map(({ folder, copied }) => ({ folder, ...copied }));
      printResult(options, { ...copy, attachments, issued }, [
        `已备份并核对 ${copy.events} 条记录：${copy.path}`,
        `Backed up and checked ${copy.events} records: ${copy.path}`,
        ...sets.flatMap(({ set: { title }, folder, copied: { files, copied } }) => [
          `${title.zh} ${files} 份（新备份 ${copied} 份）：${folder}`,
          `${files} ${title.en} (${copied} new): ${folder}`,
        ]),
        ...sets.flatMap(({ set, copied }) => sayLost(set, copied)),
      ]);
      if (!sets.every(({ copied }) => isWhole(copied))) process.exitCode = EXIT.checkFailed;
    });
}
