import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { businessDay } from '../../casework/business-day.ts';
import type { Debtor } from '../../casework/case-events.ts';
import type { CaseState } from '../../casework/case-state.ts';
import { loadCase, loadCaseEvents } from '../../casework/casebook/load-case.ts';
import { showTo } from '../../casework/casebook/open-case.ts';
import { printableCase } from '../../casework/casebook/printable-case.ts';
import { CASE_ACTIONS, optionsOf } from '../../casework/command-line/case-actions.ts';
import { actingUser, commandLineDoor } from '../../casework/command-line/person.ts';
import { DECISIONS, decisionOf } from '../../casework/command-line/typed-decision.ts';
import { type Typed, typedInput } from '../../casework/command-line/typed-fields.ts';
import { decideCase } from '../../casework/decide.ts';
import { cite, explanationState, lookedAtIn } from '../../casework/decision-guard.ts';
import { type CaseOutcome, execute } from '../../casework/execute.ts';
import { foldCase } from '../../casework/fold.ts';
import { contextOfViewer, movesNow } from '../../casework/moves-now.ts';
import { type Office, openOffice, openOfficeLedger } from '../../casework/office.ts';
import { isOwedAlone, partsOwed } from '../../casework/owed.ts';
import { isAddresseeDead } from '../../casework/parties.ts';
import { throwRefusal } from '../../casework/refusals.ts';
import { statusOn } from '../../casework/states.ts';
import { formatYuan } from '../../core/money.ts';
import { EXPLANATION_TITLES, FLAG_TITLES } from '../../core/words/case.ts';
import type { Language } from '../../core/words/language.ts';
import { fieldsOf, type Option } from '../../core/words/move-fields.ts';
import { OWED_STEP_TITLES } from '../../core/words/owed-steps.ts';
import type { CaseExplanation } from '../../explanation/case-explanation.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutBy } from '../let-out.ts';
import { doubtsAmong } from '../rules/grounds.ts';

export function register(program: Command): void {
  const verbs = program.command('case').description('work one case: look at it, decide, approve, recover');
  verbs
    .command('show <case>')
    .description('both sides of a case, its money and what may be done next')
    .requiredOption('--as <user>', 'who looks')
    .option('--unmask <reason>', 'show numbers of people in full; the reason is recorded')
    .action((caseId: string, typed: Typed, command: Command) => showCase(caseId, typed, command));
  for (const { outcome, ...verb } of DECISIONS)
    addVerb(verbs, verb, (context, typed) =>
      decideTyped(context, outcome === undefined ? typed : { ...typed, outcome }),
    );
  for (const { move, ...verb } of CASE_ACTIONS) {
    addVerb(verbs, { ...verb, options: optionsOf(move) }, ({ ledger, office, asker }, typed) =>
      execute(ledger, office, { ...asker, move, input: typedInput(fieldsOf(move), typed) }),
    );
  }
}

interface Context {
  ledger: Ledger;
  office: Office;
  asker: { key: string; user: string; delegate_for: string | null; via: string; case_id: string };
}

type Act = (context: Context, typed: Typed) => CaseOutcome | Promise<CaseOutcome>;

/** Who owes. The beneficiary stands in every case until somebody is named: the dead are not the ones. */
function debtorText(state: CaseState): string {
  const { debtor } = state;
  if (isAddresseeDead(state)) return '未确定 not determined';
  return `${debtor.name}(${debtor.relation})${sourcesOf(debtor)}`;
}

/** Where the parts of a debtor come from, as far as somebody said. */
function sourcesOf({ sources = {} }: Debtor): string {
  const told = Object.values(sources);
  return told.length === 0 ? '' : ` 来源 from: ${[...new Set(told)].join('；')}`;
}

function addVerb(
  verbs: Command,
  { verb, describes, options }: { verb: string; describes: string; options: readonly Option[] },
  act: Act,
): void {
  const added = verbs
    .command(`${verb} <case>`)
    .description(describes)
    .requiredOption('--as <user>', 'who acts')
    .option('--for <user>', 'in whose name, as their delegate')
    .option('--key <key>', 'the same key on a retry does nothing twice (default: a new one)');
  for (const [flags, description] of options) added.option(flags, description);
  added.action((caseId: string, typed: Typed, command: Command) => carryOut(act, caseId, typed, command));
}

/** Nobody is found to owe anything without what speaks for them. */
async function decideTyped({ ledger, office, asker }: Context, typed: Typed): Promise<CaseOutcome> {
  const decision = decisionOf(typed);
  const state = loadCase(ledger, asker.case_id);
  const evidence = decision.outcome === 'substantiated' ? await evidenceOf(office.home, state) : null;
  return decideCase(ledger, office, { ...asker, evidence, decision, expected_last_seq: null });
}

async function carryOut(act: Act, caseId: string, typed: Typed, command: Command): Promise<void> {
  const options = globalOptions(command);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'existing');
  const user = actingUser(ledger, office, typed.as ?? '');
  const key = typed.key ?? randomUUID();
  const asker = {
    ...{ key, user: user.user_id, delegate_for: typed.for ?? null },
    ...{ via: commandLineDoor(), case_id: caseId },
  };
  const outcome = await act({ ledger, office, asker }, typed);
  if (!outcome.ok) throwRefusal(outcome.refusal);
  const { state, events, is_repeated } = outcome;
  for (const event of events) {
    if (event.type === 'NoticeVoided') await markVoid(ledger, office, caseId, event.payload.notice_number);
  }
  const title = statusOn(state.status, state.milestones, businessDay(office.now()));
  const result = {
    case_id: caseId,
    key,
    repeated: is_repeated,
    status: state.status,
    money: state.money,
    owed: partsOwed(state),
    notice_number: state.notices.at(-1)?.notice_number ?? null,
    pending_document:
      state.documents.findLast((document) => document.status === 'pending')?.document_id ?? null,
    events: events.map(({ seq, type }) => ({ seq, type })),
  };
  printResult(options, result, [
    `${caseId} ${title.zh}${is_repeated ? '（此操作先前已办理，没有重复记入）' : ''}`,
    ...(isOwedAlone(state)
      ? []
      : [
          `核定 ${formatYuan(state.money.assessed_fen)} 元，尚欠 ${formatYuan(state.money.outstanding_fen)} 元`,
        ]),
    ...owedLines(state),
    `${caseId} is ${title.en}${isOwedAlone(state) ? '' : `; outstanding ${formatYuan(state.money.outstanding_fen)} yuan`}`,
  ]);
}

/** What lies in the folder of papers must not look as if it were in force. */
async function markVoid(ledger: Ledger, office: Office, caseId: string, number: string): Promise<void> {
  const { markVoidFiles } = await import('../../reports/notices/marked-copy.ts');
  const { loadLetterhead } = await import('../../reports/notices/letterhead.ts');
  await markVoidFiles({ ledger, office, fonts: loadLetterhead(office.home).fonts }, caseId, number);
}

/** What the last night says of a case, masked; null where it says nothing. */
async function evidenceOf(home: string, state: CaseState | null): Promise<CaseExplanation | null> {
  if (state === null) return null;
  const { openPublishedReader } = await import('../../explanation/published-reader.ts');
  const { readEvidence } = await import('../../explanation/read-evidence.ts');
  const reader = openPublishedReader(home);
  try {
    return await readEvidence(reader, state, { language: 'zh', isUnmasked: false, isNameShown: false });
  } finally {
    await reader.close();
  }
}

async function showCase(caseId: string, typed: Typed, command: Command): Promise<void> {
  const options = globalOptions(command);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'existing');
  const viewer = actingUser(ledger, office, typed.as ?? '');
  const events = loadCaseEvents(ledger, caseId);
  const state = showTo(viewer, foldCase(events), caseId);
  letOutBy(command, { ledger, office }, viewer.user_id, {
    kind: typed.unmask === undefined ? 'CaseRead' : 'NumberUnmasked',
    subject: caseId,
    detail: { reason: typed.unmask ?? null },
  });
  const shown = printableCase(state, events, office.clocks, {
    unmask: typed.unmask !== undefined,
    moves: movesNow(contextOfViewer(ledger, office, viewer), state),
    today: businessDay(office.now()),
  });
  const { money } = state;
  const evidence = await evidenceOf(options.home, state);
  const weighed = evidence && {
    explanations: evidence.explanations,
    is_contrary: evidence.is_contrary,
    basis: evidence.basis.map(cite),
  };
  const looked = lookedAtIn(state.decided?.explanations ?? []);
  printResult(options, { ...shown, owed: partsOwed(state), evidence: weighed }, [
    `${caseId} ${shown.status_title.zh} ${shown.status_title.en}  ${state.person.name} ${shown.person.resident_id ?? ''} ${state.person.township ?? ''}`,
    `${isOwedAlone(state) ? '' : `退款义务人 debtor: ${debtorText(state)}  `}经办 assignee: ${state.assignee ?? '—'}`,
    ...shown.findings.flatMap(({ finding, is_withdrawn }) => [
      `- ${finding.rule_id}: ${finding.reason}${is_withdrawn ? '(已撤回 withdrawn)' : ''} ${formatYuan(finding.amount_fen ?? 0)}`,
      ...doubtsAmong(finding.grounds).map(({ zh, en }) => `  ! ${zh} ${en}`),
    ]),
    ...(isOwedAlone(state)
      ? []
      : [
          `疑点金额 ${formatYuan(money.claimed_fen)}  核定 ${formatYuan(money.assessed_fen)} − 抵扣 ${formatYuan(money.offset_fen)} − 归还 ${formatYuan(money.repaid_fen)} − 核销 ${formatYuan(money.written_off_fen)} + 退还 ${formatYuan(money.refunded_fen)} = 尚欠 ${formatYuan(money.outstanding_fen)}`,
        ]),
    ...owedLines(state),
    ...(weighed?.explanations ?? []).map(
      ({ key, verdict, text, looked_at }) =>
        `${stateWords(explanationState({ verdict, text }, looked))} ${key} ${text}：${looked_at}`,
    ),
    ...(weighed?.is_contrary ? ['! 有相反证据 / there is contrary evidence'] : []),
    ...state.flags.map(
      (flag) => `! ${FLAG_TITLES[flag.code].zh} ${flag.detail} / ${FLAG_TITLES[flag.code].en}`,
    ),
    ...shown.due.map(
      (due) => `${due.due_on} ${due.zh} ${due.en}${due.is_certain ? '' : ` (${due.note?.zh ?? ''})`}`,
    ),
    `可办 legal: ${shown.legal_moves.map((move) => move.zh).join('、')}`,
  ]);
}

/** What is owed to the person and how far it has come: a line of its own, beside whatever is claimed. */
function owedLines(state: CaseState): string[] {
  const parts = partsOwed(state);
  if (parts.length === 0) return [];
  const said = (language: Language): string =>
    parts
      .map(
        ({ step, on, amount_fen }) =>
          `${OWED_STEP_TITLES[step][language]} ${formatYuan(amount_fen)}${on === null ? '' : ` (${on})`}`,
      )
      .join(language === 'zh' ? '，' : ', ');
  return [`应补给本人 ${said('zh')}`, `owed to the person: ${said('en')}`];
}

const stateWords = (state: keyof typeof EXPLANATION_TITLES): string =>
  `${EXPLANATION_TITLES[state].zh} ${EXPLANATION_TITLES[state].en}`;
