import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { businessDay } from '../../casework/business-day.ts';
import { readPeriod } from '../../casework/marts/period.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { describeSummary } from '../../reports/manager/describe-summary.ts';
import { officeSummary } from '../../reports/manager/office-summary.ts';
import { type CsvEncoding, publishSummary } from '../../reports/manager/publish-summary.ts';
import { judgeProposal, tellFigures } from '../../reports/manager/report-check/check-report.ts';
import type { Proposal } from '../../reports/manager/report-check/paragraphs.ts';
import { proposeClaims } from '../../reports/manager/report-check/propose-claims.ts';
import { isReport, readReport } from '../../reports/manager/report-check/read-report.ts';
import { type UnreadFigure, unreadFigures } from '../../reports/manager/report-check/unread-figures.ts';
import type { ClaimDifference } from '../../reports/manager/typed-figures/check-claims.ts';
import { readClaims } from '../../reports/manager/typed-figures/read-claims.ts';
import { brakeSentence } from '../../reports/morning/morning.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../reports/tables/export-table.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutOfHome } from '../let-out.ts';
import { writeMorningPapers } from '../steps/write-morning.ts';

interface SummaryOptions {
  from: string;
  to: string;
  out?: string;
  tables?: string;
  csvEncoding: CsvEncoding;
  as?: string;
}

export function register(program: Command): void {
  const verbs = program.command('report').description('报告: what managers read, sign and hand upwards');
  verbs
    .command('summary')
    .description('what was found, owed and recovered in a period; published only when every figure ties')
    .requiredOption('--from <date>', 'first day of the period')
    .requiredOption('--to <date>', 'last day of the period')
    .option('--out <dir>', 'folder to write into (default: reports/ of the workspace)')
    .option('--tables <formats>', `every table too, as ${EXPORT_FORMATS.join(',')}, or all`)
    .addOption(
      new Option('--csv-encoding <name>', 'encoding of csv').choices(['utf-8', 'gb18030']).default('utf-8'),
    )
    .option('--as <user>', 'who takes it (needed as soon as the office has users)')
    .action((typed: SummaryOptions, command: Command) => summary(typed, command));
  verbs
    .command('morning')
    .description('the page and workbook of the last night: new, gone, changed, held back, refused, due today')
    .option('--as-of <date>', 'the day from which due dates are looked at (default: today)')
    .option('--as <user>', 'who takes it (needed as soon as the office has users)')
    .action((typed: { asOf?: string; as?: string }, command: Command) => morning(typed, command));
  verbs
    .command('check <file>')
    .description(
      'a report (.docx, .pdf, .xlsx, .csv, .txt) or a list of claims (.yaml): find what does not add up (exit 4 where something does not)',
    )
    .option('--without <numbers>', 'claims that were read wrongly, by their numbers, such as 3,7')
    .action((file: string, typed: { without?: string }, command: Command) => check(file, typed, command));
}

async function summary(typed: SummaryOptions, command: Command): Promise<void> {
  const options = globalOptions(command);
  const formats = readFormats(typed.tables);
  const folder = typed.out === undefined ? workspaceAt(options.home).reports : resolve(typed.out);
  await officeSummary(options.home, typed, async (made, marts) => {
    letOutOfHome(command, typed.as, {
      kind: 'DataExported',
      subject: 'summary',
      detail: { from: typed.from, to: typed.to, tables: formats.join(' ') },
    });
    const published = await publishSummary(made, marts, folder, { formats, csv_encoding: typed.csvEncoding });
    const told = describeSummary(made);
    printResult(options, { ...told, ...published }, [
      ...(told.is_complete
        ? []
        : [
            `! 期间到 ${told.to} 才结束，下面不是全期的数字 the period ends on ${told.to}: these are not the figures of all of it`,
          ]),
      ...made.paragraphs.map(({ heading, text }) => `【${heading}】${text}`),
      `勾稽关系 ${made.identities.length} 项全部轧平 / all ${made.identities.length} identities hold`,
      ...published.papers,
      ...(published.exports.length > 0 ? [`数据表 tables: ${published.exports.length}`] : []),
    ]);
  });
}

async function morning(typed: { asOf?: string; as?: string }, command: Command): Promise<void> {
  const options = globalOptions(command);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'read');
  letOutOfHome(command, typed.as, { kind: 'DataExported', subject: 'morning', detail: {} });
  const today = typed.asOf === undefined ? businessDay(office.now()) : readPeriod(typed.asOf, typed.asOf).to;
  const { made, build, papers } = await writeMorningPapers(workspaceAt(options.home), office, ledger, today);
  const held = made.held.map(({ rule_id, findings, most_findings }) => ({
    rule_id,
    findings,
    most_findings,
  }));
  const counts = Object.fromEntries(made.sections.map(({ id, rows }) => [id, rows.length]));
  printResult(options, { run: build, as_of: made.night.as_of, held, counts, papers }, [
    made.sentence,
    ...made.held.map((drift) => `! 暂停处理 held: ${brakeSentence(drift)}`),
    ...papers,
  ]);
}

function readFormats(typed: string | undefined): ExportFormat[] {
  if (typed === undefined) return [];
  if (typed === 'all') return [...EXPORT_FORMATS];
  return typed.split(',').map((word) => {
    const format = EXPORT_FORMATS.find((one) => one === word.trim());
    if (format !== undefined) return format;
    throw new Refusal(
      'wrong-word',
      `没有这种格式：${word}。可用：${EXPORT_FORMATS.join('、')} 或 all。`,
      `There is no such format: ${word}. Use ${EXPORT_FORMATS.join(', ')} or all.`,
      EXIT.usage,
    );
  });
}

async function check(file: string, typed: { without?: string }, command: Command): Promise<void> {
  const report = isReport(file) ? await readReport(file) : null;
  const found: Proposal[] = report
    ? proposeClaims(report)
    : readClaims(readText(file), file).map((claim) => ({ claim, sentence: claim.says }));
  const struck = readNumbers(typed.without, found.length);
  // whoever reads the sentences confirms what was read out of them, by striking out what is none
  const numbered = found.map((proposal, index) => ({ ...proposal, no: index + 1 }));
  const proposals = numbered.filter(({ no }) => !struck.has(no));
  const judged = proposals.map((proposal) => ({ sentence: proposal.sentence, ...judgeProposal(proposal) }));
  const differences = judged.flatMap((one) =>
    one.differences.map((found) => ({ ...found, sentence: one.sentence })),
  );
  const not_checked = judged.flatMap((one) => one.not_checked);
  const within_rounding = judged.flatMap((one) => one.within_rounding);
  const proposed = proposals.map(({ claim: { says, form }, sentence, doubt, no }, index) => ({
    ...{ no, says, form, sentence },
    // what is only asked about neither adds up nor does not
    adds_up:
      doubt !== undefined && judged[index]?.not_checked.length
        ? null
        : judged[index]?.differences.length === 0,
  }));
  const unread = report === null ? [] : unreadFigures(report, proposals);
  const result = { claims: proposals.length, differences, not_checked, within_rounding, proposed, unread };
  printResult(globalOptions(command), result, [
    ...(report === null
      ? []
      : proposed.map(
          ({ no, says, sentence, adds_up }) =>
            `${no}. ${adds_up === null ? '?' : adds_up ? '✓' : '×'} ${says}\n    “${sentence}”`,
        )),
    ...differences.flatMap(differenceLines),
    ...not_checked.map(({ says, zh, en }) => `? ${says}: ${zh} / ${en}`),
    ...within_rounding.map(({ says, zh, en }) => `· ${says}: ${zh} / ${en}`),
    concluded(proposals.length, differences.length),
    ...unreadLines(unread),
    ...(proposals.length > 0 && report !== null
      ? [
          '以上各条是从文字里读出来的，请对照原句确认；读错的用 --without 编号 去掉。/ Read out of the text: confirm each in its sentence, and leave out with --without what was read wrongly.',
        ]
      : []),
  ]);
  if (differences.length > 0) process.exitCode = EXIT.checkFailed;
}

/** Where nothing was read, nothing was checked: that is no all-clear. */
function concluded(claims: number, differences: number): string {
  if (claims === 0)
    return '没有读出可以核对的数字关系，什么都没有核对。/ No relation between figures could be read: nothing was checked.';
  return differences === 0
    ? `核对 ${claims} 条，没有发现对不上的数字。/ ${claims} claims, nothing that does not add up.`
    : `核对 ${claims} 条，${differences} 处对不上。/ ${claims} claims, ${differences} differences.`;
}

const MOST_UNREAD = 5;

function unreadLines(unread: readonly UnreadFigure[]): string[] {
  if (unread.length === 0) return [];
  return [
    `另有 ${unread.length} 个带单位的数字不在以上任何一条的原句里，没有核对，请自己看。/ ${unread.length} figures stand in no sentence above and were not checked; look at them yourself.`,
    ...unread.slice(0, MOST_UNREAD).map(({ text, sentence }) => `    ${text}  “${sentence}”`),
    ...(unread.length > MOST_UNREAD ? ['    …'] : []),
  ];
}

function readNumbers(typed: string | undefined, most: number): ReadonlySet<number> {
  const numbers = (typed ?? '').split(/[,，、\s]+/).filter((word) => word !== '');
  const wrong = numbers.find((word) => !/^\d+$/.test(word) || Number(word) < 1 || Number(word) > most);
  if (wrong === undefined) return new Set(numbers.map(Number));
  throw new Refusal(
    'wrong-word',
    `没有第 ${wrong} 条：这份报告读出 ${most} 条，编号 1 到 ${most}。`,
    `There is no claim ${wrong}: ${most} were read out of this report, numbered from 1.`,
    EXIT.usage,
  );
}

function differenceLines(difference: ClaimDifference): string[] {
  const [figures, ...explanations] = tellFigures(difference);
  return [
    `× ${difference.says}: ${figures?.zh} / ${figures?.en}`,
    ...explanations.flatMap(({ zh, en }) => [`    ${zh}`, `    ${en}`]),
  ];
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Refusal(
      'claims-file-missing',
      `读不到文件“${file}”。请检查文件名和权限。`,
      `"${file}" cannot be read. Check its name and rights.`,
    );
  }
}
