import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Zip } from 'easy-template-x';
import { recordAccess } from '../../../../casework/access-log.ts';
import { businessDay } from '../../../../casework/business-day.ts';
import { loadCase } from '../../../../casework/casebook/load-case.ts';
import { refuseSight } from '../../../../casework/rights.ts';
import { makeNotices } from '../../../../reports/notices/batch.ts';
import type { NoticeJob } from '../../../../reports/notices/make-notice.ts';
import type { Asking } from '../../desk.ts';
import type { FileAnswer } from '../../implement.ts';
import { preparePaper } from '../../notice-preview/prepare-paper.ts';
import { Refused, refuseWith, throwRefused } from '../../refused.ts';

type Format = 'pdf' | 'docx';

/** An archive with nothing in it: the end of its directory, and no directory. */
const EMPTY_ZIP = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');

/**
 * Makes papers to be printed, with names in full, and gives them out: one as it is, several in one archive. What was
 * issued is made once and kept; drafts and receipts of service are made anew each time.
 */
export async function printPapers(
  asking: Asking,
  papers: readonly { case_id: string; kind: string }[],
  format: Format,
): Promise<FileAnswer> {
  const { desk } = asking;
  const prepared = [];
  for (const { case_id, kind } of papers) prepared.push(await prepare(asking, case_id, kind));
  const jobs = [...new Map(prepared.map((one) => [one.job.path, one])).values()];
  const folders = { templates: prepared[0]?.letterhead.templates, fonts: prepared[0]?.letterhead.fonts };
  const fleeting = jobs.filter(({ isKept }) => !isKept).map(({ job }) => job);
  const kept = jobs.filter(({ isKept }) => isKept).map(({ job }) => job);
  const outcomes = [await makeNotices(fleeting, folders, { anew: true }), await makeNotices(kept, folders)];
  const refused = outcomes.flatMap((outcome) => outcome.refused)[0];
  if (refused !== undefined) throw new Refused(refused.code, refused.zh, refused.en);
  for (const { case_id, kind } of papers) record(asking, case_id, kind, format);
  const files = jobs.map(({ job }) => fileOf(job, format));
  const [only] = files;
  if (files.length === 1 && only !== undefined) return only;
  const zip = await Zip.load(EMPTY_ZIP);
  for (const { name, content } of files) zip.setFile(name, Buffer.from(content));
  const content = new Uint8Array(await zip.export(Buffer));
  return {
    name: `文书-${businessDay(desk.office.now())}-${files.length}份.zip`,
    content,
  };
}

async function prepare(asking: Asking, caseId: string, kind: string) {
  const { desk, user } = asking;
  const state = loadCase(desk.ledger, caseId);
  if (state === null) refuseWith('unknown-case', { case: caseId });
  const blind = refuseSight(state, user);
  if (blind !== null) throwRefused(blind);
  if (state.amounts.length === 0) refuseWith('no-amount');
  const { template, letterhead, job } = await preparePaper(desk, state, kind, { isPreview: false });
  return { letterhead, job, isKept: !job.data.is_draft && template.kind.series !== null };
}

function record({ desk, user, via }: Asking, caseId: string, kind: string, format: Format): void {
  recordAccess(desk.ledger, desk.office, {
    user: user.user_id,
    via,
    kind: 'DataExported',
    subject: caseId,
    detail: { document: kind, format, reason: '制作文书' },
  });
}

function fileOf(job: NoticeJob, format: Format): { name: string; content: Uint8Array<ArrayBuffer> } {
  const path = `${job.path}.${format}`;
  return { name: basename(path), content: new Uint8Array(readFileSync(path)) };
}
