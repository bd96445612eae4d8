import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, Refusal } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hash.ts';
import { appendEvents, readSubject } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { keepStored, placeOf, readStored, type StoredFile } from '../attachments/stored-file.ts';
import { authorOf } from '../author.ts';
import type { Office } from '../office.ts';
import { listKeptFiles } from '../reads/papers/kept-papers.ts';

export const PAPER_FORMATS = ['docx', 'pdf'] as const;

/** A paper goes out as Word, as PDF, or as both. */
export type PaperFormat = (typeof PAPER_FORMATS)[number];

/** One file of an issued paper: its bytes lie under their hash, and only these bytes are that paper. */
export interface KeptFile {
  format: PaperFormat;
  bytes: number;
  sha256: string;
}

/** What the journal says of a paper that went out: which, to whom, telling which version, in place of which. */
export interface PaperFacts {
  kind: string;
  document_number: string;
  on: string;
  version: number | null;
  addressee: { name: string; resident_id: string | null };
  /** The number of the paper that this one takes the place of. */
  replaces: string | null;
  /** The cases that share it, the one that keeps its bytes first; absent of one case alone. */
  joint?: readonly string[];
}

/** The event of the stream `document` by which files of a paper are frozen. */
export type PaperKept = PaperFacts & { files: readonly KeptFile[] };

/** Below the office's papers; nothing in there is ever written over. */
export function issuedFolder(home: string): string {
  return join(workspaceAt(home).documents, 'issued');
}

/** Lays the bytes of a paper down under their hash; they count once the journal names them. */
export function storePaper(
  folder: string,
  caseId: string,
  format: PaperFormat,
  content: Uint8Array,
): KeptFile {
  const file = { format, bytes: content.byteLength, sha256: sha256Hex(content) };
  keepStored(join(folder, placeOf(storedFile(caseId, file))), file.sha256, content);
  return file;
}

export interface KeepRequest {
  case_id: string;
  facts: PaperFacts;
  /** As they were stored. */
  files: readonly KeptFile[];
}

/**
 * Freezes issued papers whose bytes are on the disk. Of a file that somebody else has frozen meanwhile, theirs is the
 * paper, and this one is nothing.
 */
export function keepPapers(
  ledger: Ledger,
  office: Office,
  by: { user: string; via: string },
  requests: readonly KeepRequest[],
): void {
  const author = authorOf(office, by);
  inTransaction(ledger, () => {
    for (const { case_id, facts, files } of requests) {
      for (const subject_id of facts.joint ?? [case_id]) {
        const known = findKept(ledger, subject_id, facts.document_number);
        const fresh = files.filter(({ format }) => !known.some((one) => one.format === format));
        if (fresh.length === 0) continue;
        const payload: PaperKept = { ...facts, files: fresh };
        appendEvents(ledger, author, [{ stream: 'document', subject_id, type: 'PaperKept', payload }]);
      }
    }
  });
}

/** The frozen files of one paper; none where it has a number and was not made yet. */
export function findKept(ledger: Ledger, caseId: string, documentNumber: string): KeptFile[] {
  return readSubject(ledger, 'document', caseId)
    .filter(({ type }) => type === 'PaperKept')
    .map(({ payload }) => payload as PaperKept)
    .filter(({ document_number }) => document_number === documentNumber)
    .flatMap(({ files }) => files);
}

/** The frozen files of every paper, as the backup and the check of the workspace take them. */
export function keptFiles(ledger: Ledger): StoredFile[] {
  return listKeptFiles(ledger).map(({ case_id, format, sha256 }) => storedFile(case_id, { format, sha256 }));
}

/** The bytes of an issued paper, hashed again: what is missing or altered is never shown. */
export function readKept(home: string, caseId: string, number: string, file: KeptFile): Buffer<ArrayBuffer> {
  const place = placeOf(storedFile(caseId, file));
  const path = join(issuedFolder(home), place);
  if (!existsSync(path)) throw lost(number, place, { zh: '不在了', en: 'is missing' }, 'paper-missing');
  const stored = readStored(path, file.sha256);
  if (stored.state === 'sound') return Buffer.from(stored.content.buffer);
  throw lost(number, place, { zh: '被改动过', en: 'was altered' }, 'paper-altered');
}

function storedFile(case_id: string, { format, sha256 }: Pick<KeptFile, 'format' | 'sha256'>): StoredFile {
  return { case_id, attachment_id: sha256, name: `paper.${format}` };
}

function lost(number: string, place: string, how: { zh: string; en: string }, code: string): Refusal {
  return new Refusal(
    code,
    `${number} 发出时的原件（documents/issued/${place}）${how.zh}，不能再显示或打印。请从备份恢复（restore），或者把备份里的这个文件放回原处。`,
    `The file of ${number} as it was issued (documents/issued/${place}) ${how.en} and cannot be shown or printed. Bring it back from a backup (restore), or put the file of the backup in its place.`,
    EXIT.checkFailed,
  );
}
