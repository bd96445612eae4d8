import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { STATUS_TITLES, type Status } from '../../casework/states.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import type { ReadValue } from '../../core/finding.ts';
import { maskName } from '../../core/mask.ts';
import { formatYuan } from '../../core/money.ts';
import { formatMonth } from '../../core/month.ts';
import { maskNameIn } from '../../explanation/masker.ts';
import { writeTouched } from '../../reports/nights/touched-workbook.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutOfHome } from '../let-out.ts';
import { openProgress } from '../progress.ts';
import { type CaseOnDay, caseOnDay, type FindingOnDay } from '../recompute/case-on-day.ts';
import { type TouchedCase, type TouchedCases, touchedCases } from '../recompute/touched-cases.ts';

interface Typed {
  day?: string;
  rule?: string;
  set?: string[];
  out?: string;
  as?: string;
}

export function register(program: Command): void {
  const verbs = program
    .command('recompute')
    .description(
      '重算: a case as everything stood on a day; the decided cases that a change touches, and by how much',
    );
  verbs
    .command('case <case>')
    .description('what was to be found in a case with the files, words, values and rules of a day')
    .requiredOption('--day <day>', 'the day, YYYY-MM-DD')
    .option('--as <user>', 'who looks (needed as soon as the office has users)')
    .action(async (caseId: string, typed: Typed, command: Command) => {
      const global = globalOptions(command);
      const day = readDay(typed.day ?? '');
      letOutOfHome(command, typed.as, { kind: 'CaseRead', subject: caseId, detail: { recomputed: day } });
      const found = await caseOnDay(global.home, caseId, day);
      const shown = { ...found, findings: found.findings.map(masked) };
      printResult(global, shown, describeCase(shown));
    });
  verbs
    .command('touched')
    .description(
      'decided cases that come out otherwise by the rules and values that count now, as a worklist',
    )
    .option('--rule <rule>', 'with --set: the rule whose values are changed')
    .option('--set <change...>', 'as if a value were another: name=value, or name@2023-01=value')
    .option(
      '--out <file>',
      'a workbook of it, with every month and the values read, names and numbers in full',
    )
    .option('--as <user>', 'who takes the workbook (needed as soon as the office has users)')
    .action(async (typed: Typed, command: Command) => {
      const global = globalOptions(command);
      const progress = openProgress({ isQuiet: global.json });
      const { out, rule = '', set = [] } = typed;
      if (set.length > 0 !== (rule !== '')) throw withoutItsOther();
      const found = await touchedCases(workspaceAt(global.home), {
        changes: set.map((change) => ({ rule, change })),
        tell: (text) => progress.note(text),
      });
      letOutOfHome(command, typed.as, {
        kind: out === undefined ? 'ListRead' : 'DataExported',
        subject: 'recomputed-cases',
        detail: { rows: found.cases.length },
        of: found.cases.map(({ case_id }) => case_id),
      });
      if (out !== undefined) {
        mkdirSync(dirname(resolve(out)), { recursive: true });
        await writeTouched(
          resolve(out),
          found.cases.map((one) => ({ ...one, status_title: titleOf(one.status) })),
        );
      }
      const shown = { ...found, cases: found.cases.map(withoutNumber) };
      printResult(global, { ...shown, out: out ?? null }, describeTouched(shown));
    });
}

function masked(one: FindingOnDay): FindingOnDay {
  return { ...one, name: maskName(one.name), reason: maskNameIn(one.reason, one.name) };
}

function withoutNumber({ resident_id: _number, name, ...one }: TouchedCase) {
  return { ...one, name: maskName(name) };
}

const titleOf = (status: string): string => STATUS_TITLES[status as Status]?.zh ?? status;
const money = (fen: number | null): string => (fen === null ? '—' : formatYuan(fen));

function describeCase({
  case_id,
  day,
  status,
  assessed_fen,
  files,
  findings,
  later,
  notes,
}: CaseOnDay): string[] {
  return [
    `${case_id}  ${day}  ${status === null ? '尚未立案 not opened yet' : titleOf(status)}  核定 assessed ${money(assessed_fen)} 元  (${files} 个文件 files)`,
    ...notes.flatMap(({ zh, en }) => [`  注意：${zh}`, `  ${en}`]),
    ...findings.flatMap((one) => [
      `  ${one.title} ${one.rule_id} ${one.rule_version}  ${money(one.amount_fen)} 元；现在 now ${money(one.now_fen)} 元${one.is_same ? '（证据相同 same evidence）' : ''}`,
      `    ${one.reason}`,
      ...one.months.map(
        ({ month, amount_fen }) => `    ${month === null ? '—' : formatMonth(month)}  ${money(amount_fen)}`,
      ),
      ...one.values.map((value) => `    参数 value ${describeValue(value)}`),
      ...(one.basis.length === 0 ? [] : [`    当日有效 in force: ${one.basis.join('；')}`]),
    ]),
    ...later.map(({ title, amount_fen }) => `  当日还没有 not yet then: ${title} ${money(amount_fen)} 元`),
  ];
}

function describeValue({ title, from, values }: ReadValue & { title: string }): string {
  return `${title} (${formatMonth(from)} 起): ${values.join('、')}`;
}

const HOW: Record<TouchedCase['how'], string> = {
  more: '可追增加 more to claim',
  less: '可追减少 less to claim',
  owed: '应补有变 owed otherwise',
  none: '金额不变 same money',
};

function describeTouched({
  as_of,
  decided,
  untouched,
  asked_again,
  cases,
}: Omit<TouchedCases, 'cases'> & { cases: readonly ReturnType<typeof withoutNumber>[] }): string[] {
  return [
    `${as_of}: 已认定 decided ${decided}，不受影响 untouched ${untouched}，受影响 touched ${cases.length}`,
    ...(asked_again.length > 0 ? [`  重新查询的规则 asked again: ${asked_again.join(', ')}`] : []),
    ...cases.flatMap((one) => [
      `${one.case_id} ${one.name} ${one.township ?? ''} ${titleOf(one.status)} ${one.decided_on}  ${HOW[one.how]}: ${money(one.was_fen)} → ${money(one.is_fen)} 元${one.owed_was_fen === one.owed_is_fen ? '' : `；应补 owed ${money(one.owed_was_fen)} → ${money(one.owed_is_fen)} 元`}${one.assessed_fen === null ? '' : `；核定 assessed ${money(one.assessed_fen)} 元`}`,
      ...one.causes.map(({ zh, en }) => `    因为 because: ${zh} / ${en}`),
      ...one.findings.flatMap(({ months }) =>
        months.map(
          ({ month, was_fen, is_fen, values }) =>
            `    ${formatMonth(month)}  ${money(was_fen)} → ${money(is_fen)}  ${values.map(({ title, was, is }) => `${title} ${was.join('、')} → ${is.join('、')}`).join('；')}`,
        ),
      ),
    ]),
  ];
}

function withoutItsOther(): Refusal {
  return new Refusal(
    'rule-and-set',
    '--rule 和 --set 要一起写：--rule 写规则，--set 写它的哪个参数改成多少。',
    '--rule and --set go together: --rule names the rule, --set which of its values is another.',
    EXIT.usage,
  );
}

function readDay(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new Refusal(
    'day-wrong',
    `日期写成 2022-12-31，不是“${text}”。`,
    `A day is written 2022-12-31, not "${text}".`,
    EXIT.usage,
  );
}
