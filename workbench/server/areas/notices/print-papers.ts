import { basename } from 'node:path';
import { Zip } from 'easy-template-x';
import { businessDay } from '../../../../casework/business-day.ts';
import { refuseWithoutAmount } from '../../../../casework/documents/without-amount.ts';
import { bytesOf, handOut } from '../../../../reports/notices/hand-out.ts';
import { loadLetterhead } from '../../../../reports/notices/letterhead.ts';
import type { Asking } from '../../desk.ts';
import type { FileAnswer } from '../../implement.ts';
import { preparePaper } from '../../notice-preview/prepare-paper.ts';
import { Refused } from '../../refused.ts';
import { openAskedCase } from '../case/open-case.ts';

type Format = 'pdf' | 'docx';

/** An archive with nothing in it: the end of its directory, and no directory. */
const EMPTY_ZIP = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');

/**
 * Makes papers to be printed, with names in full, and gives them out: one as it is, several in one archive. Of what
 * was issued these are the bytes that went out; drafts and receipts of service are made anew each time.
 */
export async function printPapers(
  asking: Asking,
  papers: readonly { case_id: string; kind: string; about?: string | undefined }[],
  format: Format,
): Promise<FileAnswer> {
  const { desk } = asking;
  const prepared = [];
  for (const { case_id, kind, about } of papers)
    prepared.push(await prepare(asking, case_id, kind, about ?? null));
  const jobs = [...new Map(prepared.map(({ job }) => [job.path, job])).values()];
  const { ledger, office } = desk;
  const by = { user: asking.user.user_id, via: asking.via };
  const handing = { ledger, office, letterhead: loadLetterhead(office.home), by };
  const { refused } = await handOut(handing, jobs);
  const [first] = refused;
  if (first !== undefined) throw new Refused(first.code, first.zh, first.en);
  for (const { case_id, kind } of papers) record(asking, case_id, kind, format);
  const files = jobs.map((job) => ({
    name: basename(`${job.path}.${format}`),
    content: bytesOf(handing, job, format),
  }));
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

async function prepare(asking: Asking, caseId: string, kind: string, about: string | null) {
  const state = openAskedCase(asking, caseId);
  refuseWithoutAmount(state);
  return preparePaper(asking.desk, state, kind, { isPreview: false, about });
}

function record(asking: Asking, caseId: string, kind: string, format: Format): void {
  asking.letOut({
    kind: 'DataExported',
    subject: caseId,
    detail: { document: kind, format, reason: '制作文书' },
  });
}
