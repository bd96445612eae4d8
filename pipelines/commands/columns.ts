import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { businessDay } from '../../casework/business-day.ts';
import {
  besideEarlier,
  forgetColumns,
  listOfficeColumns,
  mappingsAt,
  type OfficeColumns,
  standingColumns,
  teachColumns,
} from '../../casework/columns/office-columns.ts';
import { decideAs } from '../../casework/command-line/decide-as.ts';
import { ledgerPath, openOffice, openOfficeLedger } from '../../casework/office.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { commandAt, HEDUI } from '../../core/launcher.ts';
import { findReceived } from '../../reading/receiving/find-received.ts';
import { readableReceived } from '../../reading/receiving/kept-content.ts';
import { loadReceipts } from '../../reading/receiving/receipt.ts';
import { columnNames, columnsNamed, type Layout } from '../../reading/recognition/layout.ts';
import { MAPPING_FILE } from '../../reading/recognition/mapping.ts';
import { checkColumns, layoutKey, type TaughtColumns } from '../../reading/recognition/taught-columns.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import { tryFile } from '../../reading/try-file.ts';
import { readLastSummary } from '../../reports/morning/night-summary.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { tellSaved } from '../trial/tell-effect.ts';
import { tellTyped, tryAsTyped } from '../trial/try-as-typed.ts';

interface Typed {
  source?: string;
  column: string[];
  name?: string;
  sheet?: string;
  as?: string;
  reason?: string;
  save?: boolean;
  nights?: boolean;
}

export function register(program: Command): void {
  const verbs = program
    .command('columns')
    .description('列释义: lists and columns that nobody has explained yet, and what the office says of them');
  verbs
    .command('list', { isDefault: true })
    .description('files that wait, columns that are not read, and what was taught')
    .action((_typed: object, command: Command) => list(command));
  verbs
    .command('teach <file>')
    .description('say what a file and its columns are; shows the effect, and saves it with --save')
    .option('--source <source>', 'what the list is (default: what it was taken for)')
    .option(
      '--column <pair...>',
      'a header and its field: 走的时间=died_on; ignore leaves a column out, 金额#2 is the second of two',
      [],
    )
    .option('--sheet <name>', 'which sheet (default: the one that has these columns)')
    .option('--name <name>', 'the name the file came under, where it lies under another now')
    .option('--nights', 'try it on every night that is kept, too')
    .option('--save', 'keep it for all lists with these headers: it counts from the next night on')
    .option('--as <user>', 'who says so')
    .option('--reason <text>', 'how one knows', '')
    .action((file: string, typed: Typed, command: Command) => teach(file, typed, command));
  verbs
    .command('forget <key>')
    .description('take back what was said of a layout (columns list names its key); --save as above')
    .option('--nights', 'try it on every night that is kept, too')
    .option('--save', 'take it back: from the next night on')
    .option('--as <user>', 'who takes it back')
    .option('--reason <text>', 'why', '')
    .action((key: string, typed: Typed, command: Command) => forget(key, typed, command));
}

function list(command: Command): void {
  const global = globalOptions(command);
  const files = readLastSummary(workspaceAt(global.home).reports)?.files ?? [];
  const waiting = files.flatMap(({ file, asked_columns }) => asked_columns.map((one) => ({ file, ...one })));
  const unread = files.flatMap(({ file, unread_columns }) => unread_columns.map((one) => ({ file, ...one })));
  const taught = standing(global.home);
  const by_hand = mappingsAt(global.home).filter(({ by }) => by === MAPPING_FILE);
  printResult(global, { waiting, unread, taught, by_hand }, [
    `等待说明的表 lists that wait: ${waiting.length}；没有读的列 columns not read: ${unread.length}；已说明 taught: ${taught.length}`,
    ...waiting.flatMap(({ file, sheet, headers }) => [
      `  ${file}${sheet === '' ? '' : ` [${sheet}]`}  ${headers.join('、')}`,
      `      ${commandAt(global.home)} columns teach "${file}" --source <来源> --column <表头=字段> --as <用户> --save`,
    ]),
    ...unread.map(({ file, header }) => `  没有读 not read: ${file} “${header}”`),
    ...taught.map(
      (one) =>
        `  ${one.key} ${one.source} ${pairs(one.columns)}  ${one.taught_by} ${businessDay(one.taught_at)} ${one.reason}`,
    ),
    ...by_hand.map(({ source, columns }) => `  ${MAPPING_FILE} ${source} ${pairs(columns)}`),
  ]);
}

async function teach(file: string, typed: Typed, command: Command): Promise<void> {
  const global = globalOptions(command);
  const found = locate(global.home, file, typed.name);
  const said = await layoutOf(global.home, found, typed);
  const taught = besideEarlier(standing(global.home), said);
  checkColumns(loadSources(), taught);
  const effect = await tryAsTyped(
    command,
    typed,
    'columns',
    (answers) => ({ ...answers, columns: [...others(answers.columns, taught), taught] }),
    found,
  );
  const saved = typed.save
    ? decideAs(global.home, typed.as, (ledger, office, by) =>
        teachColumns(ledger, office, by, { ...taught, reason: typed.reason ?? '' }),
      )
    : null;
  printResult(global, { columns: taught, effect, saved }, [...tellTyped(effect), tellSaved(saved)]);
}

async function forget(key: string, typed: Typed, command: Command): Promise<void> {
  const global = globalOptions(command);
  const taught = standingColumns(standing(global.home), key);
  const effect = await tryAsTyped(command, typed, 'columns', (answers) => ({
    ...answers,
    columns: others(answers.columns, taught),
  }));
  const saved = typed.save
    ? decideAs(global.home, typed.as, (ledger, office, by) =>
        forgetColumns(ledger, office, by, { headers: taught.headers, reason: typed.reason ?? '' }),
      )
    : null;
  printResult(global, { effect, saved }, [...tellTyped(effect), tellSaved(saved)]);
}

const others = (columns: readonly TaughtColumns[], one: TaughtColumns): TaughtColumns[] =>
  columns.filter((other) => layoutKey(other) !== layoutKey(one));

const pairs = (columns: Readonly<Record<string, string>>): string =>
  Object.entries(columns)
    .map(([header, field]) => `${header}=${field}`)
    .join(' ');

/** Before its first night an office has no ledger, and has taught nothing. */
function standing(home: string): OfficeColumns[] {
  if (!existsSync(ledgerPath(home))) return [];
  using ledger = openOfficeLedger(openOffice(home), 'read');
  return listOfficeColumns(ledger);
}

/** A received file by its name or hash, or one that lies anywhere and was not received yet. */
function locate(home: string, file: string, name: string | undefined): { path: string; name: string } {
  if (existsSync(file) && statSync(file).isFile()) return { path: file, name: name ?? basename(file) };
  const { received } = workspaceAt(home);
  const receipt = findReceived(loadReceipts(received), file);
  return { path: readableReceived(received, receipt), name: receipt.name };
}

/** What is said, of the sheet that has the columns that are named. */
async function layoutOf(
  home: string,
  found: { path: string; name: string },
  { source, sheet, column }: Typed,
): Promise<TaughtColumns> {
  const { layouts, refusal } = await tryFile(found.path, { name: found.name, mappings: mappingsAt(home) });
  const columns = Object.fromEntries(column.map(readPair));
  const has = ({ sheet: name, headers }: Layout): boolean =>
    (sheet === undefined || sheet === name) &&
    Object.keys(columns).every((header) => columnsNamed(headers, header).length > 0);
  const layout =
    layouts.find((one) => one.asks !== null && has(one)) ??
    layouts.find(has) ??
    layouts.find(({ sheet: name }) => sheet === undefined || sheet === name);
  if (layout === undefined) throw refusal ?? new Error('a file without layouts is refused');
  return {
    // of a list that nobody knows its nearest source is no answer
    source: source ?? (layout.asks?.startsWith('source-') ? '' : (layout.near[0] ?? '')),
    headers: columnNames(layout.headers).filter((header) => header !== ''),
    columns,
    ...(layout.doubted === null ? {} : { despite: [layout.doubted] }),
  };
}

/** A header may hold an equals sign; a field's name never does. */
function readPair(text: string): [string, string] {
  const at = text.lastIndexOf('=');
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
  throw new Refusal(
    'wrong-word',
    `--column 的“${text}”应写成“表头=字段”，例如 走的时间=died_on。`,
    `--column "${text}" must be written as header=field, with a field that ${HEDUI} sources lists.`,
    EXIT.usage,
  );
}
