import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { copyStored } from '../../casework/attachments/copy-stored.ts';
import { storedSets } from '../../casework/attachments/stored-sets.ts';
import { ledgerPath, openOffice, openOfficeLedger } from '../../casework/office.ts';
import { proveLedger, refuseUnsound } from '../../casework/reads/prove-ledger.ts';
import { EXIT } from '../../core/errors.ts';
import { keepHead } from '../../storage/ledger/chain-heads.ts';
import { restoreLedger } from '../../storage/ledger/restore.ts';
import { holdOffice } from '../../storage/office-lock.ts';
import { globalOptions, printResult } from '../command.ts';
import { headFilesOf } from '../head-files.ts';
import { isWhole, sayLost } from '../say-stored.ts';

export function register(program: Command): void {
  program
    .command('restore <backup>')
    .description(
      'put a checked backup in the place of the ledger, with the attachments and issued papers beside it',
    )
    .option('--force', 'also when the present ledger holds records the backup lacks')
    .action((backup: string, typed: { force?: boolean }, command: Command) => {
      const options = globalOptions(command);
      const office = openOffice(options.home);
      mkdirSync(options.home, { recursive: true });
      using _held = holdOffice(options.home, 'restore');
      const restored = restoreLedger(backup, ledgerPath(options.home), {
        force: typed.force === true,
        stamp: office.now().replace(/[:.]/g, '-'),
        prove: (copy) => refuseUnsound(proveLedger(copy), backup),
      });
      using ledger = openOfficeLedger(office, 'existing');
      keepHead(ledger, headFilesOf(options.home), { isRestored: true });
      const sets = storedSets(ledger, options.home).map((set) => {
        const from = join(dirname(backup), set.name);
        return { set, copied: copyStored(set.files, from, set.folder) };
      });
      const [attachments, issued] = sets.map(({ copied }) => copied);
      printResult(options, { ...restored, attachments, issued }, [
        `已恢复 ${restored.events} 条记录：${restored.path}${restored.previous === null ? '' : `；原台账另存为 ${restored.previous}`}`,
        `Restored ${restored.events} records: ${restored.path}${restored.previous === null ? '' : `; the former ledger is kept as ${restored.previous}`}`,
        ...sets.flatMap(({ set: { title }, copied: { files, copied } }) => [
          `${title.zh} ${files} 份，从备份取回 ${copied} 份`,
          `${files} ${title.en}, ${copied} brought back`,
        ]),
        ...sets.flatMap(({ set, copied }) => sayLost(set, copied)),
      ]);
      if (!sets.every(({ copied }) => isWhole(copied))) process.exitCode = EXIT.checkFailed;
    });
}
