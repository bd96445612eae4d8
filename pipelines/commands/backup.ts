import { join } from 'node:path';
import type { Command } from 'commander';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { backupLedger } from '../../storage/ledger/backup.ts';
import { globalOptions, printResult } from '../command.ts';

export function register(program: Command): void {
  program
    .command('backup')
    .description('copy the ledger while it is in use, and check the copy by opening it')
    .option('--out <file>', 'where to (default: backups/ in the workspace)')
    .action(async (typed: { out?: string }, command: Command) => {
      const options = globalOptions(command);
      const office = openOffice(options.home);
      using ledger = openOfficeLedger(office, 'read');
      const stamp = office.now().replace(/[:.]/g, '-');
      const copy = await backupLedger(
        ledger,
        typed.out ?? join(options.home, 'backups', `ledger-${stamp}.db`),
      );
      printResult(options, copy, [
        `已备份并核对 ${copy.events} 条记录：${copy.path}`,
        `Backed up and checked ${copy.events} records: ${copy.path}`,
      ]);
    });
}
