import { basename, dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { copyStored } from '../../casework/attachments/copy-stored.ts';
import { storedSets } from '../../casework/attachments/stored-sets.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { proveLedger, refuseUnsound } from '../../casework/reads/proof/prove-ledger.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { backupPart, makeOfficeKey } from '../../storage/backup/office-key.ts';
import { type KeepRule, pruneSealed } from '../../storage/backup/prune-sealed.ts';
import { SEALED_ENDING, writeSealed } from '../../storage/backup/sealed-backup.ts';
import { backupLedger } from '../../storage/ledger/backup.ts';
import { keepHead } from '../../storage/ledger/chain-heads.ts';
import { clearScratch, makeScratch } from '../../storage/scratch-folder.ts';
import { readPart } from '../../storage/settings.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { filesToKeep } from '../backups/files-to-keep.ts';
import { type GlobalOptions, globalOptions, printResult } from '../command.ts';
import { headFilesOf } from '../head-files.ts';
import { letOutOfHome } from '../let-out.ts';
import { isWhole, sayLost } from '../say-stored.ts';

interface Typed {
  out?: string;
  plain?: boolean;
  newKey?: string;
  as?: string;
}

export function register(program: Command): void {
  program
    .command('backup')
    .description(
      'copy the ledger while it is in use, received files, papers, attachments and settings, sealed for the office’s keys',
    )
    .option(
      '--out <file>',
      'where to (default: backups/ in the workspace); what it consists of goes beside it',
    )
    .option('--plain', 'not sealed: the ledger, attachments and issued papers as they are')
    .option(
      '--new-key <file>',
      'make a key file of the office and say what to write into hedui.yaml; copies nothing',
    )
    .option('--as <user>', 'who takes the copy (with --plain needed as soon as the office has users)')
    .action(async (typed: Typed, command: Command) => {
      const options = globalOptions(command);
      if (typed.newKey !== undefined) return sayKey(options, typed.newKey);
      const { keys, keep } = readPart(workspaceAt(options.home).settings, backupPart);
      if (!typed.plain && keys.length === 0) throw noKey();
      const stamp = openOffice(options.home).now().replace(/[:.]/g, '-');
      const name = `ledger-${stamp}${typed.plain ? '.db' : SEALED_ENDING}`;
      const target = resolve(typed.out ?? join(options.home, 'backups', name));
      letOutOfHome(command, typed.as, {
        kind: 'DataExported',
        subject: 'backup',
        detail: { file: basename(target), sealed: !typed.plain },
      });
      await (typed.plain ? copyPlain(options, target) : copySealed(options, target, keys, keep));
    });
}

function sayKey(options: GlobalOptions, path: string): void {
  const key = makeOfficeKey(resolve(path));
  printResult(options, { key, path }, [
    `密钥文件：${path}。请存放在这台机器之外的两个地方；丢了它，备份就打不开。`,
    `The key file: ${path}. Keep it in two places outside of this machine; without it no backup opens.`,
    '请在 hedui.yaml 写上 Write into hedui.yaml:',
    `backup: { keys: ["${key}"] }`,
  ]);
}

async function copySealed(
  options: GlobalOptions,
  target: string,
  keys: readonly string[],
  keep: KeepRule,
): Promise<void> {
  if (!target.endsWith(SEALED_ENDING)) throw wrongEnding();
  const workspace = workspaceAt(options.home);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'read');
  clearScratch(options.home);
  using scratch = makeScratch(options.home, 'backup');
  const copy = join(scratch.path, 'ledger.db');
  const { events, head } = await backupLedger(ledger, copy, (made) =>
    refuseUnsound(proveLedger(made), options.home),
  );
  const files = filesToKeep(workspace);
  const sealed = writeSealed(target, keys, { head, made_at: office.now(), ledger: copy, files });
  keepHead(ledger, headFilesOf(options.home));
  const pruned = pruneSealed(dirname(target), keep, office.now());
  printResult(options, { ...sealed, events, head, pruned }, [
    `已备份并核对 ${events} 条记录、${sealed.files} 个文件，已加密：${target}（${sealed.pieces} 块，新写 ${sealed.written} 块）`,
    `Backed up, checked and sealed ${events} records and ${sealed.files} files: ${target} (${sealed.pieces} pieces, ${sealed.written} new)`,
    ...(pruned.backups === 0
      ? []
      : [
          `按 backup.keep 清除了 ${pruned.backups} 份旧备份、${pruned.pieces} 块`,
          `Removed ${pruned.backups} old backups and ${pruned.pieces} pieces, as backup.keep says`,
        ]),
  ]);
}

async function copyPlain(options: GlobalOptions, target: string): Promise<void> {
  using ledger = openOfficeLedger(openOffice(options.home), 'read');
  const copy = await backupLedger(ledger, target, (made) => refuseUnsound(proveLedger(made), options.home));
  keepHead(ledger, headFilesOf(options.home));
  const sets = storedSets(ledger, options.home).map((set) => {
    const folder = join(dirname(target), set.name);
    return { set, folder, copied: copyStored(set.files, set.folder, folder) };
  });
  const [attachments, issued] = sets.map(({ folder, copied }) => ({ folder, ...copied }));
  printResult(options, { ...copy, attachments, issued }, [
    `已备份并核对 ${copy.events} 条记录（未加密）：${copy.path}`,
    `Backed up and checked ${copy.events} records, not sealed: ${copy.path}`,
    ...sets.flatMap(({ set: { title }, folder, copied: { files, copied } }) => [
      `${title.zh} ${files} 份（新备份 ${copied} 份）：${folder}`,
      `${files} ${title.en} (${copied} new): ${folder}`,
    ]),
    ...sets.flatMap(({ set, copied }) => sayLost(set, copied)),
  ]);
  if (!sets.every(({ copied }) => isWhole(copied))) process.exitCode = EXIT.checkFailed;
}

function noKey(): Refusal {
  return new Refusal(
    'backup-key-missing',
    '还没有备份密钥。请先运行 backup --new-key 文件，按提示写入 hedui.yaml；确要不加密请加 --plain。',
    'There is no key for backups yet. Run backup --new-key FILE and write what it says into hedui.yaml; use --plain for a backup that is not sealed.',
  );
}

function wrongEnding(): Refusal {
  return new Refusal(
    'backup-name',
    `加密备份的文件名请以 ${SEALED_ENDING} 结尾。`,
    `The name of a sealed backup ends with ${SEALED_ENDING}.`,
    EXIT.usage,
  );
}
