import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { copyAttachments } from '../../casework/attachments/copy-attachments.ts';
import { attachmentsFolder } from '../../casework/attachments/stored-file.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { EXIT } from '../../core/errors.ts';
import { backupLedger } from '../../storage/ledger/backup.ts';
import { globalOptions, printResult } from '../command.ts';
import { sayLost } from '../say-attachments.ts';

export function register(program: Command): void {
  program
    .command('backup')
    .description('copy the ledger while it is in use, with the files attached to cases, and check the copy')
    .option('--out <file>', 'where to (default: backups/ in the workspace); attachments/ goes beside it')
    .action(async (typed: { out?: string }, command: Command) => {
      const options = globalOptions(command);
      const office = openOffice(options.home);
      using ledger = openOfficeLedger(office, 'read');
      const stamp = office.now().replace(/[:.]/g, '-');
      const target = typed.out ?? join(options.home, 'backups', `ledger-${stamp}.db`);
      const copy = await backupLedger(ledger, target);
      const folder = join(dirname(target), 'attachments');
      const attachments = copyAttachments(ledger, attachmentsFolder(options.home), folder);
      const { files, copied } = attachments;
      printResult(options, { ...copy, attachments: { folder, ...attachments } }, [
        `已备份并核对 ${copy.events} 条记录：${copy.path}；附件 ${files} 份（新备份 ${copied} 份）：${folder}`,
        `Backed up and checked ${copy.events} records: ${copy.path}; ${files} attachments (${copied} new): ${folder}`,
        ...sayLost(attachments),
      ]);
      if (attachments.missing.length + attachments.altered.length > 0) process.exitCode = EXIT.checkFailed;
    });
}
