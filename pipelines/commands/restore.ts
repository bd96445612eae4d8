import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { copyAttachments } from '../../casework/attachments/copy-attachments.ts';
import { attachmentsFolder } from '../../casework/attachments/stored-file.ts';
import { ledgerPath, openOffice, openOfficeLedger } from '../../casework/office.ts';
import { EXIT } from '../../core/errors.ts';
import { restoreLedger } from '../../storage/ledger/restore.ts';
import { globalOptions, printResult } from '../command.ts';
import { sayLost } from '../say-attachments.ts';

export function register(program: Command): void {
  program
    .command('restore <backup>')
    .description('put a checked backup in the place of the ledger, with the attachments beside it')
    .option('--force', 'also when the present ledger holds records the backup lacks')
    .action((backup: string, typed: { force?: boolean }, command: Command) => {
      const options = globalOptions(command);
      const office = openOffice(options.home);
      const restored = restoreLedger(backup, ledgerPath(options.home), {
        force: typed.force === true,
        stamp: office.now().replace(/[:.]/g, '-'),
      });
      using ledger = openOfficeLedger(office, 'existing');
      const from = join(dirname(backup), 'attachments');
      const attachments = copyAttachments(ledger, from, attachmentsFolder(options.home));
      const { files, copied } = attachments;
      printResult(options, { ...restored, attachments }, [
        `已恢复 ${restored.events} 条记录：${restored.path}${restored.previous === null ? '' : `；原台账另存为 ${restored.previous}`}；附件 ${files} 份，从备份取回 ${copied} 份`,
        `Restored ${restored.events} records: ${restored.path}${restored.previous === null ? '' : `; the former ledger is kept as ${restored.previous}`}; ${files} attachments, ${copied} brought back`,
        ...sayLost(attachments),
      ]);
      if (attachments.missing.length + attachments.altered.length > 0) process.exitCode = EXIT.checkFailed;
    });
}
