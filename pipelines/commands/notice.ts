import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { type CaseState, currentNotice } from '../../casework/case-state.ts';
import { openCase, openCaseFor } from '../../casework/casebook/open-case.ts';
import { optionsOfFields } from '../../casework/command-line/case-actions.ts';
import { actingUser, commandLineDoor } from '../../casework/command-line/person.ts';
import { typedInput } from '../../casework/command-line/typed-fields.ts';
import type { PaperFormat } from '../../casework/documents/kept-paper.ts';
import { noticeKindOf } from '../../casework/documents/notice-kind.ts';
import { issueDocument } from '../../casework/documents/register.ts';
import { serveDocument } from '../../casework/documents/serve-document.ts';
import { voidPaper } from '../../casework/documents/void-paper.ts';
import { type CaseRequest, execute, executeTogether } from '../../casework/execute.ts';
import { contextOfViewer, refuseNow } from '../../casework/moves-now.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listCasesIn } from '../../casework/reads/cases/casebook.ts';
import { REFUSAL_CODES, throwRefusal } from '../../casework/refusals.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { SERVICE_FIELDS } from '../../core/words/service-fields.ts';
import { findKind, loadKinds } from '../../reports/notices/kinds.ts';
import { type Letterhead, loadLetterhead, seriesOf } from '../../reports/notices/letterhead.ts';
import { markVoidFiles, writeCopy } from '../../reports/notices/marked-copy.ts';
import { refuseUnmakeablePaper } from '../../reports/notices/refuse-unmakeable.ts';
import { loadTemplate } from '../../reports/notices/template.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutBy } from '../let-out.ts';
import {
  makePapers,
  type NoticeDesk,
  type PapersTyped,
  publishPapers,
  type RefusedCase,
} from '../make-papers.ts';
import { readAsOf } from './nightly.ts';

type ServiceTyped = Readonly<Record<string, string | undefined>>;

export function register(program: Command): void {
  const verbs = program
    .command('notice')
    .description('文书: notices and other papers of cases, as Word files and PDF');
  verbs
    .command('draft <cases...>')
    .description('a draft, marked 草稿 and without a number; of what is issued, the paper itself once more')
    .requiredOption('--as <user>', 'who asks')
    .option('--kind <kind>', 'which paper (default: the notice that the decision leads to)')
    .option('--number <number>', 'of a receipt of service: the paper it is about (default: the notice)')
    .option('--entry <id>', 'of a receipt for money: the entry it is about (default: the only one)')
    .option('--together', 'one notice about these cases of one person')
    .option('--pdf', 'as PDF too')
    .action((cases: string[], typed: PapersTyped, command: Command) =>
      withDesk(typed, command, (desk) => makePapers(desk, cases, command)),
    );
  verbs
    .command('issue [cases...]')
    .description('give approved papers their numbers and make them; run again, it goes on where it stopped')
    .requiredOption('--as <user>', 'who issues')
    .option('--kind <kind>', 'which paper (default: the notice that the decision leads to)')
    .option('--on <date>', 'the day on the paper (default: today)')
    .option('--entry <id>', 'of a receipt for money: the entry it is about (default: the only one)')
    .option('--all-approved', 'every approved case that has no notice yet')
    .option('--together', 'one notice, one number, about these cases of one person')
    .option('--pdf', 'as PDF too')
    .action((cases: string[], typed: PapersTyped, command: Command) =>
      withDesk(typed, command, (desk) => issue(desk, cases, command)),
    );
  verbs
    .command('publish [cases...]')
    .description('serve notices by one public notice, where other ways failed (case fail-to-serve)')
    .requiredOption('--as <user>', 'who publishes')
    .requiredOption('--servers <names>', 'the two who hang it out, with a comma between')
    .requiredOption('--place <text>', 'where it hangs or is printed')
    .option('--on <date>', 'the day it is published (default: today)')
    .option('--all-failed', 'every notice that could be served in no other way')
    .option('--pdf', 'as PDF too')
    .action((cases: string[], typed: PapersTyped, command: Command) =>
      withDesk(typed, command, (desk) => publishPapers(desk, cases, readAsOf(desk.typed.on), command)),
    );
  verbs
    .command('void <case>')
    .description('make a numbered paper void; the number stays in the series')
    .requiredOption('--as <user>', 'a supervisor')
    .requiredOption('--number <number>', 'number of the paper')
    .requiredOption('--reason <text>', 'why')
    .action((caseId: string, typed: PapersTyped, command: Command) =>
      withDesk(typed, command, (desk) => makeVoid(desk, caseId, command)),
    );
  const served = verbs
    .command('serve <case>')
    .description('record how a paper beside the notice reached its reader, such as a reminder')
    .requiredOption('--as <user>', 'who records it')
    .requiredOption('--number <number>', 'number of the paper');
  for (const [flags, description] of optionsOfFields(SERVICE_FIELDS)) served.option(flags, description);
  served.action((caseId: string, typed: PapersTyped & ServiceTyped, command: Command) =>
    withDesk(typed, command, ({ ledger, office, user }) => {
      const document_number = typed.number ?? '';
      const refusal = serveDocument(ledger, office, {
        ...{ user: user.user_id, via: commandLineDoor(), case_id: caseId, document_number },
        input: typedInput(SERVICE_FIELDS, typed),
      });
      if (refusal !== null) throwRefusal(refusal);
      printResult(globalOptions(command), { case_id: caseId, document_number }, [
        `${document_number} 已登记送达。/ the service of ${document_number} is recorded.`,
      ]);
    }),
  );
  verbs
    .command('copy <case>')
    .description(
      'a copy of an issued paper, marked 副本, or 作废 where it is void; the original stays as it is',
    )
    .requiredOption('--as <user>', 'who asks')
    .requiredOption('--number <number>', 'number of the paper')
    .option('--pdf', 'as PDF too')
    .action((caseId: string, typed: PapersTyped, command: Command) =>
      withDesk(typed, command, (desk) => copy(desk, caseId, command)),
    );
  verbs
    .command('check')
    .description('check every template that would be used, the office’s own and the shipped ones')
    .action((_typed: unknown, command: Command) => check(command));
}

async function withDesk(
  typed: PapersTyped,
  command: Command,
  act: (desk: NoticeDesk) => Promise<void> | void,
): Promise<void> {
  const office = openOffice(globalOptions(command).home);
  using ledger = openOfficeLedger(office, 'existing');
  await act({ ledger, office, user: actingUser(ledger, office, typed.as), typed });
}

async function issue(desk: NoticeDesk, cases: readonly string[], command: Command): Promise<void> {
  const { ledger, office, typed } = desk;
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
  const letterhead = loadLetterhead(office.home);
  // a mistyped kind is told before any case is looked at
  if (typed.kind !== undefined) findKind(typed.kind);
  const [lead = '', ...others] = new Set(asked);
  if (typed.together === true) {
    const request = await giveNumber(desk, letterhead, lead, on, others);
    const outcome = request === null ? null : execute(ledger, office, request);
    if (outcome?.ok === false) throwRefusal(outcome.refusal);
    return makePapers(desk, asked, command);
  }
  const aside = await giveNumbers(desk, letterhead, asked, on);
  const refused = new Set(aside.map(({ case_id }) => case_id));
  const going = asked.filter((caseId) => !refused.has(caseId));
  await makePapers(desk, going, command, aside);
}

/** So many notices get their numbers with one commit. */
const AT_ONCE = 25;

/**
 * A batch that dies leaves each case with its number or without, and none with two. Of all approved cases, those that are refused
 * hold up no other; they are answered with why. Cases that were named are refused at the first.
 */
async function giveNumbers(
  desk: NoticeDesk,
  letterhead: Letterhead,
  cases: readonly string[],
  on: string,
): Promise<RefusedCase[]> {
  const aside: RefusedCase[] = [];
  const isForAll = desk.typed.allApproved === true;
  const setAside = (case_id: string, { code, zh, en }: Omit<RefusedCase, 'case_id'>): void => {
    aside.push({ case_id, code, zh, en });
  };
  const waiting = [...new Set(cases)];
  while (waiting.length > 0) {
    const requests: CaseRequest[] = [];
    for (const caseId of waiting.splice(0, AT_ONCE)) {
      try {
        const request = await giveNumber(desk, letterhead, caseId, on);
        if (request !== null) requests.push(request);
      } catch (error) {
        if (!isForAll || !isOfCase(error)) throw error;
        setAside(caseId, error);
      }
    }
    executeTogether(desk.ledger, desk.office, requests).forEach((outcome, index) => {
      const { case_id = '' } = requests[index] ?? {};
      // somebody else who issues at the same time was faster: theirs is the paper
      if (outcome.ok || isIssued(openCase(desk.ledger, case_id))) return;
      if (!isForAll) throwRefusal(outcome.refusal);
      setAside(case_id, outcome.refusal);
    });
  }
  return aside;
}

/** Whether a case by itself was refused; a template or a disk is refused once, for all of them. */
function isOfCase(error: unknown): error is Refusal {
  return error instanceof Refusal && REFUSAL_CODES.some((code) => code === error.code);
}

/** Numbers a paper beside the notice; of a notice, answers with what is to be carried out, null where it has its number. */
async function giveNumber(
  { ledger, office, user, typed }: NoticeDesk,
  letterhead: Letterhead,
  caseId: string,
  on: string,
  others: readonly string[] = [],
): Promise<CaseRequest | null> {
  const state = openCase(ledger, caseId);
  const kind = findKind(typed.kind ?? noticeKindOf(state));
  if (kind.series === null) return null;
  const by = { user: user.user_id, via: commandLineDoor(), case_id: caseId };
  const refuseUnmakeable = () =>
    refuseUnmakeablePaper({
      ...{ ledger, kind, state, letterhead, about: typed.entry, withPdf: typed.pdf === true },
      others: others.map((other) => openCase(ledger, other)),
    });
  if (kind.series === 'notice') {
    if (isIssued(state) && others.every((other) => currentNotice(state)?.joint?.includes(other))) return null;
    if (refuseNow(contextOfViewer(ledger, office, user), state, 'notify') === null) await refuseUnmakeable();
    const version = state.amounts.findLast(({ status }) => status === 'approved')?.version ?? 0;
    const key = `notice ${caseId} ${version} ${state.notices.length}`;
    const input = { on, with: others, ...(typed.kind === undefined ? {} : { kind: kind.kind }) };
    return { ...by, key, move: 'notify', input };
  }
  // what cannot be made gets no number
  await refuseUnmakeable();
  const result = issueDocument(ledger, office, {
    ...by,
    key: randomUUID(),
    kind: { ...kind, series: seriesOf(letterhead, kind) },
    on,
    about: typed.entry,
  });
  if (!result.ok) throwRefusal(result.refusal);
  return null;
}

/** Whether the notice of a case has its number. */
function isIssued({ status, notices }: CaseState): boolean {
  return status !== 'approved' && notices.some(({ is_void }) => !is_void);
}

async function copy({ ledger, office, user, typed }: NoticeDesk, case_id: string, command: Command) {
  const document_number = typed.number ?? '';
  openCaseFor(ledger, case_id, user);
  letOutBy(command, { ledger, office }, user.user_id, {
    kind: 'DataExported',
    subject: case_id,
    detail: { copy: document_number },
  });
  const formats: PaperFormat[] = typed.pdf === true ? ['docx', 'pdf'] : ['docx'];
  const desk = { ledger, office, fonts: loadLetterhead(office.home).fonts };
  const { is_void, paths } = await writeCopy(desk, { case_id, document_number, formats });
  printResult(globalOptions(command), { document_number, is_void, paths }, [
    `${document_number} ${is_void ? '作废件' : '副本'} / a copy${is_void ? ' of the void paper' : ''}：`,
    ...paths,
  ]);
}

async function makeVoid(
  { ledger, office, user, typed }: NoticeDesk,
  caseId: string,
  command: Command,
): Promise<void> {
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
  const { fonts } = loadLetterhead(office.home);
  await markVoidFiles({ ledger, office, fonts }, caseId, document_number);
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
