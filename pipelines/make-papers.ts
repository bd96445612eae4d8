import type { Command } from 'commander';
import { businessDay } from '../casework/business-day.ts';
import { openCaseFor } from '../casework/casebook/open-case.ts';
import { commandLineDoor } from '../casework/command-line/person.ts';
import { paperSources } from '../casework/documents/issued-paper.ts';
import { refuseShared } from '../casework/documents/joint-notice.ts';
import { noticeKindOf } from '../casework/documents/notice-kind.ts';
import type { Leaving } from '../casework/exits/let-out.ts';
import type { Office } from '../casework/office.ts';
import { throwRefusal } from '../casework/refusals.ts';
import type { User } from '../casework/roles.ts';
import { loadRules } from '../casework/rule-pack/load.ts';
import { EXIT } from '../core/errors.ts';
import { handOut } from '../reports/notices/hand-out.ts';
import { findKind } from '../reports/notices/kinds.ts';
import { loadLetterhead, titleFor } from '../reports/notices/letterhead.ts';
import type { NoticeJob } from '../reports/notices/make-notice.ts';
import { prepareNotice } from '../reports/notices/prepare-notice.ts';
import { casesToPublish, PUBLIC_NOTICE, publishPaper } from '../reports/notices/publish.ts';
import { servedPaper } from '../reports/notices/served-paper.ts';
import { loadTemplate } from '../reports/notices/template.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import { workspaceAt } from '../storage/workspace.ts';
import { globalOptions, printResult } from './command.ts';
import { letOutBy } from './let-out.ts';

/** What the verbs of papers are told, beside the cases. */
export interface PapersTyped {
  as: string;
  kind?: string;
  pdf?: boolean;
  on?: string;
  allApproved?: boolean;
  together?: boolean;
  allFailed?: boolean;
  servers?: string;
  place?: string;
  number?: string;
  entry?: string;
  reason?: string;
}

export interface NoticeDesk {
  ledger: Ledger;
  office: Office;
  user: User;
  typed: PapersTyped;
}

/** A case of a batch whose paper got no number, and why. */
export interface RefusedCase {
  case_id: string;
  code: string;
  zh: string;
  en: string;
}

/** Makes papers of cases and tells where they are, and which cases of the batch were refused. */
export async function makePapers(
  desk: NoticeDesk,
  cases: readonly string[],
  command: Command,
  aside: readonly RefusedCase[] = [],
): Promise<void> {
  const { ledger, office, user, typed } = desk;
  const letterhead = loadLetterhead(office.home);
  const rules = loadRules();
  const today = businessDay(office.now());
  const jobs: NoticeJob[] = [];
  const leaving: Leaving[] = [];
  const all = [...new Set(cases)];
  const leads = typed.together === true ? all.slice(0, 1) : all;
  for (const caseId of leads) {
    const state = openCaseFor(ledger, caseId, user);
    const others =
      typed.together === true ? all.slice(1).map((other) => openCaseFor(ledger, other, user)) : [];
    const kind = findKind(typed.kind ?? noticeKindOf(state));
    for (const other of others) {
      const apart = refuseShared(state, other);
      if (apart !== null) throwRefusal(apart);
    }
    for (const subject of [caseId, ...others.map(({ case_id }) => case_id)])
      leaving.push({ kind: 'DataExported', subject, detail: { document: kind.kind } });
    jobs.push(
      prepareNotice({
        template: await loadTemplate(kind, letterhead.templates),
        ...paperSources(ledger, state, kind, today, typed.number ?? typed.entry ?? null, others),
        letterhead,
        clocks: office.clocks,
        rules,
        today,
        folder: workspaceAt(office.home).documents,
        withPdf: typed.pdf === true,
        serving: typed.number === undefined ? undefined : servedPaper(ledger, caseId, typed.number),
      }),
    );
  }
  letOutBy(command, desk, user.user_id, ...leaving);
  const by = { user: user.user_id, via: commandLineDoor() };
  const { made, kept, refused } = await handOut({ ledger, office, letterhead, by }, jobs);
  const documents = jobs.map(({ kind, case_id, data, path }) => ({
    case_id,
    kind,
    title: titleFor(letterhead, findKind(kind)),
    number: data.document_number,
    is_draft: data.is_draft,
    path: `${path}.docx`,
  }));
  printResult(globalOptions(command), { made, kept, refused, aside, documents }, [
    ...documents.map(
      ({ number, title, is_draft, path }) => `${is_draft ? '草稿 draft' : number || title} ${path}`,
    ),
    ...refused.map(({ path, zh, en }) => `! ${path}\n  ${zh}\n  ${en}`),
    ...aside.map(({ case_id, zh, en }) => `! ${case_id}\n  ${zh}\n  ${en}`),
    `新做 ${made} 份，原件 ${kept} 份。/ made ${made}, as issued before ${kept}.`,
  ]);
  if (refused.length + aside.length > 0) process.exitCode = EXIT.refused;
}

/** Serves notices by one public notice, and makes it. */
export async function publishPapers(
  desk: NoticeDesk,
  asked: readonly string[],
  on: string,
  command: Command,
): Promise<void> {
  const { ledger, office, user, typed } = desk;
  const wanted = typed.allFailed === true ? [...asked, ...casesToPublish(ledger, on)] : asked;
  const by = { user: user.user_id, via: commandLineDoor() };
  const servers = (typed.servers ?? '').split(/[,，、]/).map((name) => name.trim());
  const publication = { cases: [...new Set(wanted)], on, servers, place: typed.place ?? '' };
  const key = `publish ${on} ${publication.cases.join(' ')}`;
  const letterhead = loadLetterhead(office.home);
  const { cases } = await publishPaper({ ledger, office, by }, letterhead, { key, ...publication });
  const detail = { document: PUBLIC_NOTICE };
  const leaving = cases.slice(1).map((subject) => ({ kind: 'DataExported' as const, subject, detail }));
  if (leaving.length > 0) letOutBy(command, desk, user.user_id, ...leaving);
  await makePapers({ ...desk, typed: { ...typed, kind: PUBLIC_NOTICE } }, cases.slice(0, 1), command);
}
