import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Zip } from 'easy-template-x';
import { findKept, type PaperFormat, readKept } from '../../casework/documents/kept-paper.ts';
import { listIssued } from '../../casework/documents/list-issued.ts';
import type { Office } from '../../casework/office.ts';
import { refuse, throwRefusal } from '../../casework/refusals.ts';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { loadFonts } from '../fonts/fonts.ts';
import { readFilled } from './fill.ts';
import type { PrintPage } from './pdf/page.ts';
import { Typesetter } from './pdf/typesetter.ts';

/** What a copy of an issued paper says of itself on every page. */
export const MARKS = { copy: '副本　与归档原件一致', void: '作废　本文书已作废，不再执行' } as const;

export interface MarkedCopy {
  docx: Buffer;
  page: PrintPage;
}

/** A copy of a paper as it went out, with a mark above every page; the frozen bytes are not touched. */
export async function markedCopy(original: Buffer, mark: string): Promise<MarkedCopy> {
  const zip = await Zip.load(original);
  const headers = zip.listFiles().filter((name) => /^word\/header\d*\.xml$/.test(name));
  for (const name of headers.length > 0 ? headers : ['word/document.xml']) {
    const file = zip.getFile(name);
    zip.setFile(name, withMark(await file.getContentText(), mark));
  }
  const docx = await zip.export(Buffer);
  return { docx, page: await readFilled(docx) };
}

/** Behind the opening of the header, or of the text where the office's template has no header. */
function withMark(part: string, mark: string): string {
  const opening = /<w:(?:hdr|body)(?:\s[^>]*)?>/.exec(part);
  if (opening === null) throw new Error('a part of a Word file has neither header nor body');
  const end = opening.index + opening[0].length;
  return part.slice(0, end) + paragraph(mark) + part.slice(end);
}

function paragraph(mark: string): string {
  const look =
    '<w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:color w:val="C00000"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr>';
  return `<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r>${look}<w:t xml:space="preserve">${mark}</w:t></w:r></w:p>`;
}

/**
 * Writes a marked copy of an issued paper, 副本 or, of a void one, 作废, and answers with its files. A paper that was
 * never made has nothing to be copied.
 */
export async function writeCopy(
  { ledger, office, fonts }: { ledger: Ledger; office: Office; fonts: string | undefined },
  wanted: { case_id: string; document_number: string; formats: readonly PaperFormat[] },
): Promise<{ is_void: boolean; paths: string[] }> {
  const { case_id, document_number: number, formats } = wanted;
  const paper = listIssued(ledger, case_id).find((one) => one.document_number === number);
  const word = findKept(ledger, case_id, number).find(({ format }) => format === 'docx');
  if (paper === undefined || word === undefined) throwRefusal(refuse('unknown-document', { number }));
  const mark = paper.is_void ? 'void' : 'copy';
  const { docx, page } = await markedCopy(readKept(office.home, case_id, number, word), MARKS[mark]);
  const folder = join(workspaceAt(office.home).documents, 'copies');
  const path = join(folder, `${paper.is_void ? '作废' : '副本'}-${number}-${case_id}`);
  mkdirSync(folder, { recursive: true });
  const paths = formats.map((format) => `${path}.${format}`);
  for (const format of formats) {
    const bytes = format === 'docx' ? docx : new Typesetter(loadFonts(fonts ?? null)).pdf(page);
    writeFileAtomically(`${path}.${format}`, bytes);
  }
  return { is_void: paper.is_void, paths };
}

/** After a paper was made void: what lies of it in the folder of its year is marked, name and page. */
export async function markVoidFiles(
  desk: { ledger: Ledger; office: Office; fonts: string | undefined },
  caseId: string,
  documentNumber: string,
): Promise<void> {
  const paper = listIssued(desk.ledger, caseId).find((one) => one.document_number === documentNumber);
  if (paper === undefined || !paper.is_void) return;
  const folder = join(workspaceAt(desk.office.home).documents, paper.on.slice(0, 4));
  const files = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.startsWith(`${documentNumber}-${caseId}-`))
    : [];
  const word = findKept(desk.ledger, caseId, documentNumber).find(({ format }) => format === 'docx');
  if (files.length === 0 || word === undefined) return;
  const { docx, page } = await markedCopy(
    readKept(desk.office.home, caseId, documentNumber, word),
    MARKS.void,
  );
  for (const name of files) {
    const bytes = name.endsWith('.pdf') ? new Typesetter(loadFonts(desk.fonts ?? null)).pdf(page) : docx;
    const plain = join(folder, name);
    writeFileAtomically(join(dirname(plain), `作废-${basename(plain)}`), bytes);
    rmSync(plain);
  }
}
