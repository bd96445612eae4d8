import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  findKept,
  issuedFolder,
  type KeepRequest,
  type KeptFile,
  keepPapers,
  PAPER_FORMATS,
  type PaperFormat,
  readKept,
} from '../../casework/documents/kept-paper.ts';
import type { Office } from '../../casework/office.ts';
import { explainDiskFull, papersOnFullDisk } from '../../storage/disk-full.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { type BatchOutcome, makeNotices } from './batch.ts';
import type { Letterhead } from './letterhead.ts';
import type { NoticeJob } from './make-notice.ts';

export interface HandingOut {
  ledger: Ledger;
  office: Office;
  letterhead: Pick<Letterhead, 'templates' | 'fonts'>;
  by: { user: string; via: string };
}

/** So many finished papers are entered in the journal with one commit. */
const TOGETHER = 10;

/**
 * Makes papers and gives them out. One that goes out is made once: its bytes are frozen under their hash, and whoever
 * asks again gets these bytes, hashed again, whatever has become of the case. Drafts are made anew each time.
 */
export async function handOut(desk: HandingOut, jobs: readonly NoticeJob[]): Promise<BatchOutcome> {
  try {
    return await makeAndLayOut(desk, jobs);
  } catch (error) {
    throw explainDiskFull(error, () => papersOnFullDisk(desk.office.home));
  }
}

async function makeAndLayOut(desk: HandingOut, jobs: readonly NoticeJob[]): Promise<BatchOutcome> {
  const { ledger, office, letterhead, by } = desk;
  const finished: { job: NoticeJob; keep: KeepRequest }[] = [];
  const enter = (): void => {
    const group = finished.splice(0);
    const requests = group.map(({ keep }) => keep);
    keepPapers(ledger, office, by, requests);
    for (const { job } of group) layOutCopies(desk, job);
  };
  const waiting = jobs.map((job) => stillToMake(desk, job));
  const folders = {
    templates: letterhead.templates,
    fonts: letterhead.fonts,
    issued: issuedFolder(office.home),
  };
  let outcome: BatchOutcome;
  try {
    outcome = await makeNotices(
      waiting.filter((job) => job !== null),
      folders,
      (job, files) => {
        const { case_id, facts } = job;
        if (facts !== null) finished.push({ job, keep: { case_id, facts, files } });
        if (finished.length >= TOGETHER) enter();
      },
    );
  } finally {
    enter();
  }
  jobs.forEach((job, index) => {
    if (waiting[index] === null) layOutCopies(desk, job);
  });
  return { ...outcome, kept: waiting.filter((job) => job === null).length };
}

/** The bytes of a paper in one format, once it was handed out. */
export function bytesOf(
  { ledger, office }: HandingOut,
  job: NoticeJob,
  format: PaperFormat,
): Buffer<ArrayBuffer> {
  const { case_id, facts, path } = job;
  if (facts === null) return Buffer.from(readFileSync(`${path}.${format}`));
  const file = findKept(ledger, case_id, facts.document_number).find((one) => one.format === format);
  if (file === undefined) throw new Error(`${facts.document_number} was not made as ${format}`);
  return readKept(office.home, case_id, facts.document_number, file);
}

/** What is missing of a paper: of one that was frozen as Word, the PDF is set from those very bytes. */
function stillToMake({ ledger, office }: HandingOut, job: NoticeJob): NoticeJob | null {
  if (job.facts === null) return job;
  const number = job.facts.document_number;
  const kept = findKept(ledger, job.case_id, number);
  const word = kept.find(({ format }) => format === 'docx');
  if (word === undefined) return job;
  if (!job.withPdf || kept.some(({ format }) => format === 'pdf')) return null;
  return { ...job, issued: readKept(office.home, job.case_id, number, word) };
}

/** Lays copies into the folder of the year, under names that people read; whatever somebody does to them, the frozen bytes stay. */
function layOutCopies(desk: HandingOut, job: NoticeJob): void {
  if (job.facts === null) return;
  const kept: KeptFile[] = findKept(desk.ledger, job.case_id, job.facts.document_number);
  for (const format of PAPER_FORMATS) {
    if (!kept.some((file) => file.format === format)) continue;
    const content = bytesOf(desk, job, format);
    const path = `${job.path}.${format}`;
    if (existsSync(path) && content.equals(readFileSync(path))) continue;
    mkdirSync(dirname(path), { recursive: true });
    layOut(path, content);
  }
}

/** Not forced to the disk, as the frozen bytes are; but half a paper lies nowhere. */
function layOut(path: string, content: Uint8Array): void {
  try {
    writeFileSync(path, content);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}
