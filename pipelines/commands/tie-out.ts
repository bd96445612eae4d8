import type { Command } from 'commander';
import { actingUser, commandLineDoor } from '../../casework/command-line/person.ts';
import { type Office, openOffice, openOfficeLedger } from '../../casework/office.ts';
import type { User } from '../../casework/roles.ts';
import { explainDifference, revokeExplanation } from '../../casework/tie-out/explain-difference.ts';
import {
  readDifference,
  readStatedMonth,
  readTieOut,
  type TieOut,
  type TieOutDifference,
} from '../../casework/tie-out/read-tie-out.ts';
import { prepareSheet, readSheet, type SheetState } from '../../casework/tie-out/sheet.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { formatYuan } from '../../core/money.ts';
import { isMonth } from '../../core/month.ts';
import {
  DIFFERENCE_REASON_TITLES,
  DIFFERENCE_REASONS,
  FLOW_TITLES,
  PARTIES,
  PARTY_STATE_TITLES,
  PARTY_TITLES,
} from '../../core/words/tie-out.ts';
import { signAndFreeze } from '../../reports/tie-out/sign-sheet.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { publishedPath } from '../../storage/warehouse/builds.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';

interface Typed {
  month?: string;
  as?: string;
  reason?: string;
  words?: string;
}

export function register(program: Command): void {
  const verbs = program
    .command('tie-out')
    .description('四方对账: office, tax office, treasury account and bank, by day and in sum')
    .option('--month <YYYYMM>', 'the month (default: the latest with a statement)');
  const month = (command: Command): Command => command.option('--month <YYYYMM>', 'the month');
  month(verbs.command('show', { isDefault: true }))
    .description('what each of the four states, where they differ, and what earlier months left open')
    .option('--as <user>', 'who looks')
    .action((_typed: Typed, command: Command) => show(command));
  verbs
    .command('lines <difference>')
    .description('the lines of the statements that one difference is made of')
    .option('--as <user>', 'who looks')
    .action((key: string, _typed: Typed, command: Command) => lines(key, command));
  verbs
    .command('explain <difference>')
    .description('say why they differ: it is carried on no more while they state the same')
    .requiredOption('--reason <reason>', DIFFERENCE_REASONS.join(', '))
    .requiredOption('--words <text>', 'how one knows')
    .requiredOption('--as <user>', 'who says so')
    .action((key: string, typed: Typed, command: Command) => explain(key, typed, command));
  verbs
    .command('revoke <difference>')
    .description('take an explanation back: the difference is open again')
    .requiredOption('--words <text>', 'why')
    .requiredOption('--as <user>', 'who takes it back')
    .action((key: string, typed: Typed, command: Command) => revoke(key, typed, command));
  month(verbs.command('prepare'))
    .description('make the sheet of a month that is over; somebody else signs it')
    .requiredOption('--as <user>', 'who makes it')
    .action((typed: Typed, command: Command) => prepare(typed, command));
  month(verbs.command('sign'))
    .description('sign the sheet that somebody else has made, and freeze its paper')
    .requiredOption('--as <user>', 'who signs')
    .action((typed: Typed, command: Command) => sign(typed, command));
}

async function show(command: Command): Promise<void> {
  await atOffice(command, 'read', async ({ ledger, build, month, print }) => {
    const { months, tieOut } = await readTieOut(ledger, build, month);
    if (tieOut === null) {
      print({ months, tie_out: null, sheet: null }, [
        '还没有收到任何一方的对账资料。 No statement of any of the four has arrived.',
      ]);
      return;
    }
    const sheet = readSheet(ledger, tieOut.month);
    print({ months, tie_out: tieOut, sheet }, [...tell(tieOut), ...tellSheet(sheet)]);
  });
}

async function lines(key: string, command: Command): Promise<void> {
  await atOffice(command, 'read', async ({ ledger, build, print }) => {
    const found = await readDifference(ledger, build, key);
    print(found, [
      tellDifference(found.difference),
      ...found.lines.map(
        ({ party, amount_fen, file, row, is_matched }) =>
          `  ${is_matched ? '  ' : '≠ '}${PARTY_TITLES[party].zh} ${formatYuan(amount_fen)}  ${file === null ? '按月汇总 by month alone' : `${file} 第 ${row} 行`}`,
      ),
    ]);
  });
}

async function explain(key: string, typed: Typed, command: Command): Promise<void> {
  const reason = DIFFERENCE_REASONS.find((one) => one === typed.reason);
  if (reason === undefined) throw wrongWord(typed.reason ?? '', DIFFERENCE_REASONS);
  await atOffice(command, 'existing', async ({ ledger, office, build, userOf, print }) => {
    const by = { user: userOf(typed.as ?? ''), via: commandLineDoor() };
    const said = { difference_key: key, reason, words: typed.words ?? '' };
    const { seq } = await explainDifference(ledger, office, build, by, said);
    print({ explained: key, sequence: seq }, ['已说明，不再结转。 Explained; it is carried on no more.']);
  });
}

async function revoke(key: string, typed: Typed, command: Command): Promise<void> {
  await atOffice(command, 'existing', ({ ledger, office, userOf, print }) => {
    const by = { user: userOf(typed.as ?? ''), via: commandLineDoor() };
    const said = { difference_key: key, words: typed.words ?? '' };
    const { seq } = revokeExplanation(ledger, office, by, said);
    print({ revoked: key, sequence: seq }, ['已撤回，继续结转。 Taken back; it is carried on again.']);
  });
}

async function prepare(typed: Typed, command: Command): Promise<void> {
  await atOffice(command, 'existing', async ({ ledger, office, build, month, userOf, print }) => {
    const user = userOf(typed.as ?? '');
    const tieOut = await readStatedMonth(ledger, build, month);
    prepareSheet(ledger, office, { user, via: commandLineDoor() }, tieOut);
    print({ month: tieOut.month, sheet: readSheet(ledger, tieOut.month) }, [
      `${tieOut.month} 的对账表已制作，请由另一人签字。 Made; somebody else signs it.`,
    ]);
  });
}

async function sign(typed: Typed, command: Command): Promise<void> {
  await atOffice(command, 'existing', async ({ ledger, office, build, month, userOf, print }) => {
    const user = userOf(typed.as ?? '');
    const tieOut = await readStatedMonth(ledger, build, month);
    const signed = await signAndFreeze(ledger, office, { user, via: commandLineDoor() }, tieOut);
    print({ month: tieOut.month, ...signed }, [
      `${signed.document_number} 已签，原件存入 documents/issued/。 Signed; its paper is frozen.`,
    ]);
  });
}

interface AtOffice {
  ledger: Ledger;
  office: Office;
  /** Path of the published build. */
  build: string;
  month: number | null;
  userOf: (userId: string) => User;
  print: (result: object, lines: readonly string[]) => void;
}

async function atOffice(
  command: Command,
  access: 'read' | 'existing',
  act: (at: AtOffice) => void | Promise<void>,
): Promise<void> {
  const options = globalOptions(command);
  const typed = command.optsWithGlobals<Typed>().month;
  const month = typed === undefined ? null : Number(typed.replace('-', ''));
  if (month !== null && !isMonth(month)) throw wrongMonth(typed ?? '');
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, access);
  await act({
    ...{ ledger, office, month },
    build: publishedPath(workspaceAt(options.home).builds),
    userOf: (userId) => actingUser(ledger, office, userId),
    print: (result, told) => printResult(options, result, told),
  });
}

function wrongMonth(typed: string): Refusal {
  return new Refusal(
    'month-invalid',
    `--month 的“${typed}”不是月份，请写成 202212 的样子。`,
    `--month "${typed}" is not a month; write it like 202212.`,
    EXIT.usage,
  );
}

function wrongWord(word: string, known: readonly string[]): Refusal {
  return new Refusal(
    'wrong-word',
    `“${word}”不能用，应为 ${known.join('、')}。`,
    `"${word}" is not known; it is one of ${known.join(', ')}.`,
    EXIT.usage,
  );
}

function tell({ month, flows, carried }: TieOut): string[] {
  return [
    `${month} 四方对账 tie-out`,
    ...flows.flatMap(({ flow, parties, differences, carried_in, carried_on, unexplained_fen }) => [
      `${FLOW_TITLES[flow].zh} ${FLOW_TITLES[flow].en}`,
      ...parties.map(
        ({ party, state, amount_fen, held_lines }) =>
          `  ${PARTY_TITLES[party].zh}  ${amount_fen === null ? PARTY_STATE_TITLES[state].zh : formatYuan(amount_fen)}${held_lines > 0 ? `（${held_lines} 行待释义）` : ''}`,
      ),
      ...differences.map((difference) => `  ${tellDifference(difference)}`),
      ...tellMissing(parties),
      `  期初结转 ${carried_in}，本月差异 ${parties.some(({ state }) => state === 'stated') ? differences.length : '没有核对 not compared'}，结转下月 ${carried_on}（${formatYuan(unexplained_fen)} 元）`,
    ]),
    ...(carried.length > 0
      ? ['以前月份未说明 carried in', ...carried.map((one) => `  ${tellDifference(one)}`)]
      : []),
  ];
}

/** Who is silent agrees with nobody. */
function tellMissing(parties: TieOut['flows'][number]['parties']): string[] {
  const silent = parties.filter(({ state }) => state === 'not-arrived');
  if (silent.length === 0) return [];
  const who = silent.map(({ party }) => PARTY_TITLES[party].zh).join('、');
  return [`  未到：${who}。没有到的不参加核对，不能视为一致 not arrived, so not compared`];
}

function tellDifference(difference: TieOutDifference): string {
  const { difference_key: key, amounts, difference_fen, explanation } = difference;
  const said = PARTIES.flatMap((party) =>
    amounts[party] === null ? [] : [`${PARTY_TITLES[party].zh} ${formatYuan(amounts[party])}`],
  );
  const why =
    explanation === null
      ? '未说明'
      : `${DIFFERENCE_REASON_TITLES[explanation.reason as keyof typeof DIFFERENCE_REASON_TITLES].zh}：${explanation.words}`;
  return `${key}  ${said.join('，')}；相差 ${formatYuan(difference_fen)}  ${why}`;
}

function tellSheet({ prepared, signed }: SheetState): string[] {
  return [
    ...(signed === null ? [] : [`对账表 ${signed.document_number}：${signed.by} 签（${signed.on}）`]),
    ...(prepared === null ? [] : [`对账表已制作，待签：${prepared.by}（${prepared.on}）`]),
  ];
}
