import type { Command } from 'commander';
import { ledgerPath, openOffice } from '../../casework/office.ts';
import { restoreLedger } from '../../storage/ledger/restore.ts';
import { globalOptions, printResult } from '../command.ts';

export function register(program: Command): void {
  program
    .command('restore <backup>')
    .description('put a checked backup in the place of the ledger; the present one is kept beside it')
    .option('--force', 'also when the present ledger holds records the backup lacks')
    .action((backup: string, typed: { force?: boolean }, command: Command) => {
      const options = globalOptions(command);
      const office = openOffice(options.home);
      const restored = restoreLedger(backup, ledgerPath(options.home), {
        force: typed.force === true,
        stamp: office.now().replace(/[:.]/g, '-'),
      });
      printResult(options, restored, [
        `已恢复 ${restored.events} 条记录：${restored.path}${restored.previous === null ? '' : `；原台账另存为 ${restored.previous}`}`,
        `Restored ${restored.events} records: ${restored.path}${restored.previous === null ? '' : `; the former ledger is kept as ${restored.previous}`}`,
      ]);
    });
}
