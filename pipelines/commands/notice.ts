import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { recordAccess } from '../../casework/access-log.ts';
import { businessDay } from '../../casework/business-day.ts';
import { loadCase, loadCaseEvents } from '../../casework/casebook/load-case.ts';
import { actingUser, commandLineDoor } from '../../casework/command-line/person.ts';
import { issueDocument, listDocuments } from '../../casework/documents/register.ts';
import { voidPaper } from '../../casework/documents/void-paper.ts';
import { execute } from '../../casework/execute.ts';
import { contextOfViewer, refuseNow } from '../../casework/moves-now.ts';
import { type Office, openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listCasesIn } from '../../casework/reads/casebook.ts';
import { refuse, throwRefusal } from '../../casework/refusals.ts';
import { refuseSight } from '../../casework/rights.ts';
import type { User } from '../../casework/roles.ts';
import { loadRules } from '../../casework/rule-pack/load.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { makeNotices } from '../../reports/notices/batch.ts';
import { findKind, loadKinds, type NoticeKind } from '../../reports/notices/kinds.ts';
import { loadLetterhead, refuseUnfinished } from '../../reports/notices/letterhead.ts';
import type { NoticeJob } from '../../reports/notices/make-notice.ts';
import { prepareNotice } from '../../reports/notices/prepare-notice.ts';
import { loadTemplate } from '../../reports/notices/template.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { readAsOf } from './nightly.ts';

interface Typed {
  as: string;
  kind: string;
  pdf?: boolean;
  on?: string;
  allApproved?: boolean;
  number?: string;
  reason?: string;
}

interface NoticeDesk {
  ledger: Ledger;
  office: Office;
  user: User;
  typed: Typed;
}

export function register(program: Command): void {
  const verbs = program
    .command('notice')
    .description('文书: notices and other papers of cases, as Word files and PDF');
  verbs
    .command('draft <cases...>')
    .description('a draft, marked 草稿 and without a number; of what is issued, the paper itself once more')
    .requiredOption('--as <user>', 'who asks')
    .option('--kind <kind>', 'which paper', 'recovery-notice')
    .option('--pdf', 'as PDF too')
    .action((cases: string[], typed: Typed, command: Command) =>
      withDesk(typed, command, (desk) => make(desk, cases, command)),
    );
  verbs
    .command('issue [cases...]')
    .description('give approved papers their numbers and make them; run again, it goes on where it stopped')
    .requiredOption('--as <user>', 'who issues')
    .option('--kind <kind>', 'which paper', 'recovery-notice')
    .option('--on <date>', 'the day on the paper (default: today)')
    .option('--all-approved', 'every approved case that has no notice yet')
    .option('--pdf', 'as PDF too')
    .action((cases: string[], typed: Typed, command: Command) =>
      withDesk(typed, command, (desk) => issue(desk, cases, command)),
    );
  verbs
    .command('void <case>')
    .description('make a numbered paper void; the number stays in the series')
    .requiredOption('--as <user>', 'a supervisor')
    .requiredOption('--number <number>', 'number of the paper')
    .requiredOption('--reason <text>', 'why')
    .action((caseId: string, typed: Typed, command: Command) =>
      withDesk(typed, command, (desk) => makeVoid(desk, caseId, command)),
    );
  verbs
    .command('check')
    .description('check every template that would be used, the office’s own and the shipped ones')
    .action((_typed: unknown, command: Command) => check(command));
}

async function withDesk(
  typed: Typed,
  command: Command,
  act: (desk: NoticeDesk) => Promise<void> | void,
): Promise<void> {
  const office = openOffice(globalOptions(command).home);
  using ledger = openOfficeLedger(office, 'existing');
  await act({ ledger, office, user: actingUser(ledger, office, typed.as), typed });
}

async function issue(desk: NoticeDesk, cases: readonly string[], command: Command): Promise<void> {
  const { ledger, office, typed } = desk;
  const kind = findKind(typed.kind);
  const on = readAsOf(typed.on);
  const asked = typed.allApproved ? [...cases, ...listCasesIn(ledger, ['approved', 'notified'])] : cases;
  if (asked.length === 0) {
    throw new Refusal(
      'notice-no-case',
      '请写明案件号，或者用 --all-approved。',
      'Name the cases, or use --all-approved.',
      EXIT.usage,
    );
  }
  // a template that cannot be used must be found out before any number is given
  const letterhead = loadLetterhead(office.home);
  const { tags } = await loadTemplate(kind, letterhead.templates);
  const refuseUnmakeable = () => refuseUnfinished(letterhead, tags);
  for (const caseId of asked) giveNumber(desk, kind, { caseId, on, refuseUnmakeable });
  await make(desk, asked, command);
}

/** One transaction a case: a batch that dies leaves each case with its number or without, and none with two. */
function giveNumber(
  { ledger, office, user }: NoticeDesk,
  kind: NoticeKind,
  { caseId, on, refuseUnmakeable }: { caseId: string; on: string; refuseUnmakeable: () => void },
): void {
  const via = commandLineDoor();
  const state = loadCase(ledger, caseId);
  if (state === null) throwRefusal(refuse('unknown-case', { case: caseId }));
  if (kind.series === null) return;
  if (kind.series === 'notice') {
    if (state.status !== 'approved' && state.notices.some(({ is_void }) => !is_void)) return;
    if (refuseNow(contextOfViewer(ledger, office, user), state, 'notify') === null) refuseUnmakeable();
    const version = state.amounts.findLast(({ status }) => status === 'approved')?.version ?? 0;
    const key = `notice ${caseId} ${version} ${state.notices.length}`;
    const outcome = execute(ledger, office, {
      key,
      user: user.user_id,
      via,
      case_id: caseId,
      move: 'notify',
      input: { on },
    });
    if (!outcome.ok) throwRefusal(outcome.refusal);
    return;
  }
  const earlier = listDocuments(ledger, caseId).filter((one) => one.kind === kind.kind);
  if (earlier.some(({ is_void }) => !is_void)) return;
  refuseUnmakeable();
  const result = issueDocument(ledger, office, {
    key: `document ${caseId} ${kind.kind} ${earlier.length}`,
    user: user.user_id,
    via,
    case_id: caseId,
    kind: { ...kind, series: kind.series },
    on,
  });
  if (!result.ok) throwRefusal(result.refusal);
}

async function make(desk: NoticeDesk, cases: readonly string[], command: Command): Promise<void> {
  const { ledger, office, user, typed } = desk;
  const kind = findKind(typed.kind);
  const letterhead = loadLetterhead(office.home);
  const template = await loadTemplate(kind, letterhead.templates);
  const rules = loadRules();
  const jobs: NoticeJob[] = [];
  for (const caseId of new Set(cases)) {
    const state = loadCase(ledger, caseId);
    if (state === null) throwRefusal(refuse('unknown-case', { case: caseId }));
    const blind = refuseSight(state, user);
    if (blind !== null) throwRefusal(blind);
    recordAccess(ledger, office, {
      user: user.user_id,
      via: commandLineDoor(),
      kind: 'DataExported',
      subject: caseId,
      detail: { document: kind.kind },
    });
    const referred = loadCaseEvents(ledger, caseId).findLast((event) => event.type === 'CaseReferred');
    jobs.push(
      prepareNotice({
        template,
        state,
        documents: listDocuments(ledger, caseId),
        letterhead,
        clocks: office.clocks,
        rules,
        today: businessDay(office.now()),
        folder: workspaceAt(office.home).documents,
        withPdf: typed.pdf === true,
        ...(referred === undefined
          ? {}
          : { referral: { office: referred.payload.office, ground: referred.payload.ground } }),
      }),
    );
  }
  const fresh = jobs.filter(({ data }) => data.is_draft);
  const settled = jobs.filter(({ data }) => !data.is_draft);
  const folders = { templates: letterhead.templates, fonts: letterhead.fonts };
  const drafts = await makeNotices(fresh, folders, { anew: true });
  const issued = await makeNotices(settled, folders);
  const refused = [...drafts.refused, ...issued.refused];
  const documents = jobs.map(({ data, path }) => ({
    case_id: data.case_id,
    number: data.document_number,
    is_draft: data.is_draft,
    path: `${path}.docx`,
  }));
  printResult(
    globalOptions(command),
    { kind: kind.kind, made: drafts.made + issued.made, kept: issued.kept, refused, documents },
    [
      ...documents.map(
        ({ number, is_draft, path }) => `${is_draft ? '草稿 draft' : number || kind.title} ${path}`,
      ),
      ...refused.map(({ path, zh, en }) => `! ${path}\n  ${zh}\n  ${en}`),
      `新做 ${drafts.made + issued.made} 份，已有 ${issued.kept} 份。/ made ${drafts.made + issued.made}, there already ${issued.kept}.`,
    ],
  );
  if (refused.length > 0) process.exitCode = EXIT.refused;
}

function makeVoid({ ledger, office, user, typed }: NoticeDesk, caseId: string, command: Command): void {
  const document_number = typed.number ?? '';
  const refusal = voidPaper(ledger, office, {
    key: randomUUID(),
    user: user.user_id,
    via: commandLineDoor(),
    case_id: caseId,
    document_number,
    reason: typed.reason ?? '',
  });
  if (refusal !== null) throwRefusal(refusal);
  printResult(globalOptions(command), { document_number, is_void: true }, [
    `${document_number} 已作废，文号保留。/ is void; its number stays.`,
  ]);
}

async function check(command: Command): Promise<void> {
  const options = globalOptions(command);
  const { templates } = loadLetterhead(options.home);
  const checked: { kind: string; title: string; path: string }[] = [];
  for (const kind of loadKinds()) {
    const { path } = await loadTemplate(kind, templates);
    checked.push({ kind: kind.kind, title: kind.title, path });
  }
  printResult(
    options,
    { templates: checked },
    checked.map(({ kind, title, path }) => `${kind} ${title} ✓ ${path}`),
  );
}
