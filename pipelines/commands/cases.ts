import type { Command } from 'commander';
import { businessDay } from '../../casework/business-day.ts';
import { actingUser } from '../../casework/command-line/person.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import {
  type CaseFilter,
  type CaseSummary,
  countCases,
  listCases,
} from '../../casework/reads/cases/list-cases.ts';
import { listHeldBack } from '../../casework/reads/findings/held-back.ts';
import { type RecoveryGrouping, summariseRecovery } from '../../casework/reads/money/recovery-summary.ts';
import { isStatus, STATUS_TITLES, statusOn } from '../../casework/states.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { maskName, maskResidentId } from '../../core/mask.ts';
import { formatYuan } from '../../core/money.ts';
import { FLAG_TITLES, type FlagCode, ORIGIN_TITLES, type Origin } from '../../core/words/case.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutBy } from '../let-out.ts';

interface Typed {
  as?: string;
  heldBack?: boolean;
  summary?: string;
  status?: string;
  township?: string;
  assignee?: string;
  rule?: string;
  attention?: boolean;
  open?: boolean;
  text?: string;
  limit: string;
  after: string;
}

const GROUPINGS: readonly RecoveryGrouping[] = ['township', 'status', 'origin', 'assignee', 'opened_on'];

export function register(program: Command): void {
  program
    .command('cases')
    .description('list cases, what is held back, or the recovery table; without --as names are masked')
    .option('--as <user>', 'who looks; the list shows what they may see')
    .option('--held-back', 'findings again found that a person cleared with the same evidence')
    .option('--summary <by>', `the recovery table by ${GROUPINGS.join(', ')}`)
    .option('--status <status>', 'only this state')
    .option('--township <name>', 'only this township')
    .option('--assignee <user>', 'only this investigator')
    .option('--rule <id>', 'only with findings of this rule')
    .option('--attention', 'only with changes nobody has acknowledged')
    .option('--open', 'only unfinished ones')
    .option('--text <text>', 'beginning of a name, or a whole case, notice or resident number')
    .option('--limit <n>', 'at most so many', '50')
    .option('--after <n>', 'the case number after which the page begins', '0')
    .action((typed: Typed, command: Command) => showCases(typed, command));
}

function showCases(typed: Typed, command: Command): void {
  const options = globalOptions(command);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'existing');
  const viewer = typed.as === undefined ? 'program' : actingUser(ledger, office, typed.as);
  const kind = typed.heldBack ? 'held-back' : typed.summary !== undefined ? 'recovery' : 'cases';
  letOutBy(command, { ledger, office }, typed.as ?? 'operator', {
    kind: 'ListRead',
    subject: kind,
    detail: { status: typed.status ?? null, township: typed.township ?? null, rule: typed.rule ?? null },
  });
  const name = (text: string) => (viewer === 'program' ? maskName(text) : text);
  if (typed.heldBack) {
    const held = listHeldBack(ledger, viewer).map((row) => ({ ...row, name: name(row.name) }));
    const lines = held.map(
      (row) => `${row.case_id} ${row.rule_id} ${row.name} ${formatYuan(row.amount_fen ?? 0)}`,
    );
    printResult(options, { held_back: held, count: held.length }, [
      ...lines,
      `共 ${held.length} 条因证据未变而不再提示。/ ${held.length} findings held back.`,
    ]);
    return;
  }
  if (typed.summary !== undefined) {
    const grouping = GROUPINGS.find((one) => one === typed.summary);
    if (grouping === undefined) throw wrongWord('--summary', GROUPINGS);
    const summary = summariseRecovery(ledger, viewer, grouping);
    printResult(
      options,
      summary,
      [...summary.groups, summary.total].map(
        (row) =>
          `${row === summary.total ? '合计 total' : groupWords(grouping, row.group)}: ${row.cases} 案 ${row.people} 人, 核定 ${formatYuan(row.assessed_fen)}, 抵扣 ${formatYuan(row.offset_fen)}, 归还 ${formatYuan(row.repaid_fen)}, 核销 ${formatYuan(row.written_off_fen)}, 退还 ${formatYuan(row.refunded_fen)}, 尚欠 ${formatYuan(row.owed_fen)}${row.over_repaid_fen > 0 ? `, 待退 ${formatYuan(row.over_repaid_fen)}` : ''}${row.owed_to_person_fen > 0 ? `；应补给本人 ${formatYuan(row.owed_to_person_fen)}` : ''}`,
      ),
    );
    return;
  }
  const filter = filterOf(typed);
  const page = { limit: whole('--limit', typed.limit), after: whole('--after', typed.after) };
  const cases = listCases(ledger, viewer, filter, page).map((row) => ({
    ...row,
    name: name(row.name),
    debtor_name: name(row.debtor_name),
    resident_id: row.resident_id === null ? null : maskResidentId(row.resident_id),
  }));
  const count = countCases(ledger, viewer, filter);
  const today = businessDay(office.now());
  printResult(options, { cases, count }, [
    ...cases.map(
      (row) =>
        `${row.case_id} ${statusOn(row.status, row.milestones, today).zh} ${row.name} ${row.township ?? ''} ${moneyOf(row)}${row.flags.length > 0 ? ` ! ${row.flags.map(flagWords).join(' ')}` : ''}`,
    ),
    `显示 ${cases.length} 案，共 ${count} 案。/ ${cases.length} of ${count} cases.`,
  ]);
}

function groupWords(grouping: RecoveryGrouping, group: string | null): string {
  if (group === null) return '—';
  if (grouping === 'status' && isStatus(group)) return STATUS_TITLES[group].zh;
  return grouping === 'origin' ? ORIGIN_TITLES[group as Origin].zh : group;
}

const flagWords = (code: string): string => FLAG_TITLES[code as FlagCode].zh;

/** What is claimed and what is owed to the person, never as one sum. */
function moneyOf(row: CaseSummary): string {
  const owed = row.owed_to_person_fen > 0 ? [`应补给本人 ${formatYuan(row.owed_to_person_fen)}`] : [];
  const isClaimed = row.claimed_fen > 0 || row.assessed_fen > 0 || owed.length === 0;
  return [...(isClaimed ? [`疑点 ${formatYuan(row.claimed_fen)} ${owedOf(row)}`] : []), ...owed].join('；');
}

/** What is owed, once it was signed; what still waits for its signatures is called so. */
function owedOf({ is_signed, assessed_fen, outstanding_fen }: CaseSummary): string {
  if (assessed_fen === 0) return '未核定';
  if (!is_signed) return `待签 ${formatYuan(assessed_fen)}`;
  return outstanding_fen < 0 ? `待退 ${formatYuan(-outstanding_fen)}` : `尚欠 ${formatYuan(outstanding_fen)}`;
}

function filterOf(typed: Typed): CaseFilter {
  if (typed.status !== undefined && !isStatus(typed.status)) {
    throw wrongWord('--status', Object.keys(STATUS_TITLES));
  }
  return {
    status: typed.status === undefined ? undefined : [typed.status],
    township: typed.township,
    assignee: typed.assignee,
    rule_id: typed.rule,
    needs_attention: typed.attention,
    is_open: typed.open,
    text: typed.text,
  };
}

function wrongWord(option: string, words: readonly string[]): Refusal {
  const list = words.join(', ');
  return new Refusal(
    'wrong-word',
    `${option} 须是：${list}`,
    `${option} must be one of: ${list}`,
    EXIT.usage,
  );
}

function whole(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new Refusal('wrong-number', `${option} 须是整数`, `${option} must be a whole number`, EXIT.usage);
}
