import { mkdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { copyStored } from '../../casework/attachments/copy-stored.ts';
import { storedSets } from '../../casework/attachments/stored-sets.ts';
import { whoRestores } from '../../casework/command-line/who-restores.ts';
import { enterInput } from '../../casework/inputs/enter-input.ts';
import { ledgerPath, openOffice, openOfficeLedger } from '../../casework/office.ts';
import { proveLedger, refuseUnsound } from '../../casework/reads/proof/prove-ledger.ts';
import { EXIT } from '../../core/errors.ts';
import { keepHead } from '../../storage/ledger/chain-heads.ts';
import { markAsLedger } from '../../storage/ledger/reseal-ledger.ts';
import { restoreLedger } from '../../storage/ledger/restore.ts';
import { holdOffice } from '../../storage/office-lock.ts';
import { bringBack } from '../backups/bring-back.ts';
import { type OpenedBackup, openBackup } from '../backups/open-backup.ts';
import { lostFrom, type Rehearsal, rehearse } from '../backups/rehearse.ts';
import { type GlobalOptions, globalOptions, printResult } from '../command.ts';
import { headFilesOf } from '../head-files.ts';
import { isWhole, sayLost } from '../say-stored.ts';

interface Typed {
  as?: string;
  force?: boolean;
  key?: string;
  rehearse?: boolean;
}

export function register(program: Command): void {
  program
    .command('restore <backup>')
    .description(
      'put a checked backup in the place of the ledger, with what else it holds where that is missing or altered',
    )
    .option('--force', 'also when the present ledger holds records the backup lacks')
    .option('--as <user>', 'who restores (with --force needed as soon as the office has users)')
    .option('--key <file>', 'the key file of the office, for a sealed backup')
    .option('--rehearse', 'prove the backup in a scratch folder and say what would be lost; changes nothing')
    .action((named: string, typed: Typed, command: Command) => {
      const options = globalOptions(command);
      const path = resolve(named);
      if (typed.rehearse) {
        using backup = openBackup(options.home, path, typed.key);
        return sayRehearsal(options, rehearse(openOffice(options.home), backup, path));
      }
      mkdirSync(options.home, { recursive: true });
      using _held = holdOffice(options.home, 'restore');
      using backup = openBackup(options.home, path, typed.key);
      putBack(options, backup, path, typed);
    });
}

function putBack(options: GlobalOptions, backup: OpenedBackup, named: string, typed: Typed): void {
  const office = openOffice(options.home);
  const force = typed.force === true;
  const by = whoRestores(office, backup.ledger, typed.as, force);
  const restored = restoreLedger(backup.ledger, ledgerPath(options.home), {
    force,
    stamp: office.now().replace(/[:.]/g, '-'),
    prove: (copy) => refuseUnsound(proveLedger(copy), named),
  });
  // a folder in which nothing stood yet is kept as its ledger is
  markAsLedger(ledgerPath(options.home));
  using ledger = openOfficeLedger(office, 'existing');
  const heads = headFilesOf(options.home);
  keepHead(ledger, heads, { isRestored: true });
  const { head, previous } = restored;
  enterInput(ledger, office, by, {
    type: 'LedgerRestored',
    subject_id: basename(named),
    payload: {
      seq: head.seq,
      hash: head.hash,
      is_forced: force,
      kept_as: previous === null ? null : basename(previous),
      lost: previous === null ? null : lostFrom(previous, head),
    },
  });
  keepHead(ledger, heads);
  const sets = storedSets(ledger, options.home).map((set) => ({
    set,
    copied: copyStored(set.files, backup.folderOf(set), set.folder),
  }));
  const others = bringBack(options.home, backup);
  const [attachments, issued] = sets.map(({ copied }) => copied);
  printResult(options, { ...restored, attachments, issued, others }, [
    `已恢复 ${restored.events} 条记录：${restored.path}${restored.previous === null ? '' : `；原台账另存为 ${restored.previous}`}`,
    `Restored ${restored.events} records: ${restored.path}${restored.previous === null ? '' : `; the former ledger is kept as ${restored.previous}`}`,
    ...sets.flatMap(({ set: { title }, copied: { files, copied } }) => [
      `${title.zh} ${files} 份，从备份取回 ${copied} 份`,
      `${files} ${title.en}, ${copied} brought back`,
    ]),
    ...(others.files === 0
      ? []
      : [
          `备份中的文件 ${others.files} 个，取回 ${others.copied} 个 / ${others.files} files, ${others.copied} brought back`,
        ]),
    ...others.beside.map(
      (place) =>
        `${place} 与备份中的不同，没有替换；备份中的另存为 ${place}.from-backup / ${place} differs and stays; the other lies beside it`,
    ),
    ...sets.flatMap(({ set, copied }) => sayLost(set, copied)),
  ]);
  if (!sets.every(({ copied }) => isWhole(copied))) process.exitCode = EXIT.checkFailed;
}

function sayRehearsal(options: GlobalOptions, { events, head, lost, sets, files }: Rehearsal): void {
  const isProved = sets.every(({ check }) => isWhole(check));
  printResult(
    options,
    {
      ok: isProved,
      events,
      head,
      lost,
      files,
      sets: sets.map(({ set, check }) => ({ name: set.name, ...check })),
    },
    [
      `演练：备份完好，${events} 条记录到第 ${head.seq} 条（${head.at ?? '—'}），另有文件 ${files} 个；没有改动任何东西。`,
      `Rehearsed: the backup is sound, ${events} records up to ${head.seq} (${head.at ?? '—'}), ${files} files besides; nothing was changed.`,
      ...sets.flatMap(({ set, check }) => [
        `${set.title.zh} ${check.files} 份 ${set.title.en}`,
        ...sayLost(set, check),
      ]),
      ...describeLoss(lost),
    ],
  );
  if (!isProved) process.exitCode = EXIT.checkFailed;
}

function describeLoss(lost: Rehearsal['lost']): string[] {
  if (lost === null)
    return [
      '现有台账不是这份备份的延续，或还没有台账。 The present ledger does not continue this backup, or there is none.',
    ];
  if (lost.events === 0) return ['恢复不会丢失任何记录。 Restoring it would lose nothing.'];
  return [
    `现在恢复将丢失 ${lost.events} 条记录，涉及案件 ${lost.cases} 件，自 ${lost.since ?? ''} 起。`,
    `Restoring it now would lose ${lost.events} records, of ${lost.cases} cases, since ${lost.since ?? ''}.`,
  ];
}
