import { resolve } from 'node:path';
import type { Command } from 'commander';
import { commandLineDoor } from '../../casework/command-line/person.ts';
import { EXIT } from '../../core/errors.ts';
import { folderSeal, isSealApplied, makeFolderKey, wishedSeal } from '../../storage/at-rest/folder-key.ts';
import { isSealed } from '../../storage/at-rest/marker.ts';
import { holdOffice } from '../../storage/office-lock.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { lyingOpen, resealFolder } from '../at-rest/reseal-folder.ts';
import { type GlobalOptions, globalOptions, printResult } from '../command.ts';

export function register(program: Command): void {
  const verb = program
    .command('at-rest')
    .description('keep what is personal in the folder sealed under a key of the office');
  verb
    .command('key <file>')
    .description('make a key file, for a place outside of the folder, and say what to write into hedui.yaml')
    .action((file: string, _typed: object, command: Command) =>
      sayKey(globalOptions(command), resolve(file)),
    );
  verb
    .command('status')
    .description('whether the folder lies sealed, under which key, and what in it lies open')
    .action((_typed: object, command: Command) => sayStatus(globalOptions(command)));
  verb
    .command('apply')
    .description('seal the folder, or open it, as hedui.yaml says; stop workbench and nights first')
    .action((_typed: object, command: Command) => apply(globalOptions(command)));
}

function sayKey(options: GlobalOptions, path: string): void {
  makeFolderKey(path);
  printResult(options, { path }, [
    `密钥文件：${path}。请另存一份在别处；丢了它，文件夹和它的备份都打不开，谁也帮不了。`,
    `The key file: ${path}. Keep a second copy elsewhere; without it neither the folder nor its backups open, and nobody can help.`,
    '请在 hedui.yaml 写上，再运行 at-rest apply。 Write into hedui.yaml, then run at-rest apply:',
    `at_rest: { key: "${path}" }`,
  ]);
}

function apply(options: GlobalOptions): void {
  const { home } = workspaceAt(options.home);
  using _held = holdOffice(home, 'restore');
  const wished = wishedSeal(home);
  const before = isSealed(home);
  const via = commandLineDoor();
  const done = resealFolder(home, wished, { user: via, via });
  const open = wished === null ? [] : lyingOpen(home);
  printResult(options, { sealed: wished !== null, key: wished?.keyId ?? null, ...done, open }, [
    ...(wished === null
      ? [
          before ? '文件夹已解密，照常存放。' : '文件夹没有加密，无需改动。',
          before ? 'The folder lies open again.' : 'The folder was not sealed; there is nothing to do.',
        ]
      : [
          `文件夹已加密（${wished.cipher}，密钥 ${wished.keyId}）：文件 ${done.files} 个，这次处理 ${done.changed} 个${done.ledger ? '，台账已重写' : ''}。`,
          `The folder is sealed (${wished.cipher}, key ${wished.keyId}): ${done.files} files, ${done.changed} changed now${done.ledger ? ', the ledger written anew' : ''}.`,
        ]),
    ...sayOpen(open),
    ...done.altered.map(
      (place) => `被改动过，解不开，原样留着 / altered, does not open, left as it is: ${place}`,
    ),
  ]);
  if (done.altered.length > 0) process.exitCode = EXIT.checkFailed;
}

function sayStatus(options: GlobalOptions): void {
  const { home } = workspaceAt(options.home);
  const [seal, isApplied] = [folderSeal(home), isSealApplied(home)];
  const open = seal === null ? [] : lyingOpen(home);
  printResult(
    options,
    {
      sealed: seal !== null,
      key: seal?.keyId ?? null,
      cipher: seal?.cipher ?? null,
      applied: isApplied,
      open,
    },
    [
      seal === null ? '文件夹没有加密。' : `文件夹已加密（${seal.cipher}，密钥 ${seal.keyId}）。`,
      seal === null ? 'The folder lies open.' : `The folder is sealed (${seal.cipher}, key ${seal.keyId}).`,
      ...(isApplied
        ? []
        : [
            'hedui.yaml 的 at_rest 还没有生效，请停下工作台后运行 at-rest apply。',
            'What hedui.yaml says in at_rest is not in force yet: stop the workbench and run at-rest apply.',
          ]),
      ...sayOpen(open),
    ],
  );
}

function sayOpen(open: readonly string[]): string[] {
  if (open.length === 0) return [];
  return [
    `仍以明文存放（供人和其他程序打开，或加密之前留下）：${open.join('、')}`,
    `Still as it is, for people and other programs, or left from before: ${open.join(', ')}`,
  ];
}
