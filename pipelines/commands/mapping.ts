import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { actingUser, commandLineDoor } from '../../casework/command-line/person.ts';
import { saveMapping } from '../../casework/inputs/notice-settings.ts';
import { ledgerPath, openOffice, openOfficeLedger } from '../../casework/office.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { addMapping } from '../../reading/recognition/add-mapping.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';

interface Typed {
  source: string;
  header: string[];
  column: string[];
  as?: string;
}

export function register(program: Command): void {
  program
    .command('mapping')
    .description('列对应: what the columns of a sender’s files mean, where they are not recognised')
    .command('save')
    .description('write one layout into mapping.yaml; the next night reads such files by it')
    .requiredOption('--source <source>', 'what the file is (hedui sources lists the names)')
    .requiredOption('--header <text...>', 'the headers by which such a file is known')
    .requiredOption(
      '--column <pair...>',
      'a header and its field: 走的时间=died_on; ignore leaves a column out',
    )
    .option('--as <user>', 'who says so (default: the account of the machine)')
    .action((typed: Typed, command: Command) => save(typed, command));
}

function save(typed: Typed, command: Command): void {
  const options = globalOptions(command);
  const { mapping } = workspaceAt(options.home);
  const entry = {
    source: typed.source,
    match: { headers: typed.header },
    columns: Object.fromEntries(typed.column.map(readPair)),
  };
  const place = put(options.home, typed.as, mapping, entry);
  printResult(options, { mapping, replaced: place === 'replaced', ...entry }, [
    `已写入 ${mapping}，下次核对起使用。Written; used from the next night on.`,
  ]);
}

/** Before its first night an office has no ledger to enter it into; that night says what it found. */
function put(
  home: string,
  as: string | undefined,
  path: string,
  entry: Parameters<typeof saveMapping>[4],
): 'added' | 'replaced' {
  if (!existsSync(ledgerPath(home))) return addMapping(path, entry, loadSources());
  const office = openOffice(home);
  using ledger = openOfficeLedger(office, 'existing');
  const via = commandLineDoor();
  const user = as === undefined ? via : actingUser(ledger, office, as).user_id;
  return saveMapping(ledger, office, { user, via }, path, entry);
}

/** A header may hold an equals sign; a field's name never does. */
function readPair(text: string): [string, string] {
  const at = text.lastIndexOf('=');
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
  throw new Refusal(
    'wrong-word',
    `--column 的“${text}”应写成“表头=字段”，例如 走的时间=died_on。`,
    `--column "${text}" must be written as header=field, with a field that hedui sources lists.`,
    EXIT.usage,
  );
}
