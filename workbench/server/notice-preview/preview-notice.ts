import { businessDay } from '../../../casework/business-day.ts';
import { type CaseState, pendingDocument } from '../../../casework/case-state.ts';
import { openCaseFor } from '../../../casework/casebook/open-case.ts';
import { findKept, readKept } from '../../../casework/documents/kept-paper.ts';
import { listDocuments } from '../../../casework/documents/register.ts';
import { asProposed } from '../../../casework/money.ts';
import type { User } from '../../../casework/roles.ts';
import { loadFonts } from '../../../reports/fonts/fonts.ts';
import { fillTemplate, readFilled } from '../../../reports/notices/fill.ts';
import type { Letterhead } from '../../../reports/notices/letterhead.ts';
import type { NoticeJob } from '../../../reports/notices/make-notice.ts';
import type { PrintPage } from '../../../reports/notices/pdf/page.ts';
import { Typesetter } from '../../../reports/notices/pdf/typesetter.ts';
import type { Desk } from '../desk.ts';
import { maskPage, maskPaper } from './mask-paper.ts';
import { preparePaper } from './prepare-paper.ts';
import { stampPage } from './stamp-page.ts';

export interface NoticePreview {
  pages: number;
  /** Without a number so far. */
  is_draft: boolean;
  document_number: string;
  /** The drawing of a page, counted from 1; masked, and stamped while it is a draft. */
  svg: (page: number) => string;
}

export interface PreviewRequest {
  /** Whether a draft bears its stamp. */
  stamp?: boolean;
  /** The paper as it was issued, although a new version of its amount is being signed; by itself that version is shown. */
  isIssued?: boolean;
  /** The entry it is about, or the number of the paper whose service it records. */
  about?: string | null;
}

/**
 * A paper of a case as a picture, for the screen: the very lines that the Word file and the PDF get, with names and
 * numbers masked. Who looks is recorded by the endpoint that shows it.
 */
export async function previewNotice(
  desk: Desk,
  user: User,
  caseId: string,
  kind: string,
  { stamp = true, isIssued = false, about = null }: PreviewRequest = {},
): Promise<NoticePreview> {
  const found = openCaseFor(desk.ledger, caseId, user);
  const isProposed = !isIssued && pendingDocument(found)?.kind === 'decision';
  const state = isProposed ? asProposed(found) : found;
  const drawn = drawnPapers(desk);
  const papers = listDocuments(desk.ledger, caseId).map(
    ({ document_number, served }) => `${document_number}${served?.on}`,
  );
  const key = `${caseId} ${kind} ${about} ${isIssued} ${state.last_seq} ${papers} ${businessDay(desk.office.now())}`;
  let paper = drawn.papers.get(key);
  if (paper === undefined) {
    const { template, letterhead, job } = await preparePaper(desk, state, kind, { isPreview: true, about });
    const page =
      (await issuedPage(desk, job, state, letterhead)) ??
      (await fillTemplate(template, maskPaper(job.data, state))).page;
    drawn.typesetter ??= new Typesetter(loadFonts(letterhead.fonts ?? null));
    const { is_draft, document_number } = job.data;
    const { series, tells_proposed } = template.kind;
    const tellsDecision = series === 'notice' || tells_proposed;
    paper = { pages: drawn.typesetter.svg(page), is_draft, document_number, tellsDecision };
    drawn.keep(key, paper);
  }
  const isApproved =
    pendingDocument(found)?.kind !== 'decision' && found.amounts.some(({ status }) => status === 'approved');
  const { pages, is_draft, document_number, tellsDecision } = paper;
  return {
    pages: pages.length,
    is_draft,
    document_number,
    svg: (page) => {
      const drawing = pages[page - 1];
      if (drawing === undefined) throw new RangeError(`the paper has no page ${page}`);
      if (!stamp || !is_draft) return drawing;
      return stampPage(drawing, tellsDecision && !isApproved ? '草稿 未审批' : '草稿 未签发');
    },
  };
}

/** The page of a paper that went out, from the very bytes of it, masked for the screen; null where none was made yet. */
async function issuedPage(
  { ledger, office }: Desk,
  job: NoticeJob,
  state: CaseState,
  { payee_account: account }: Letterhead,
): Promise<PrintPage | null> {
  if (job.facts === null) return null;
  const { document_number, addressee } = job.facts;
  const word = findKept(ledger, job.case_id, document_number).find(({ format }) => format === 'docx');
  if (word === undefined) return null;
  const page = await readFilled(readKept(office.home, job.case_id, document_number, word));
  return maskPage(page, state, { addressee: addressee.name, account });
}

interface DrawnPaper {
  pages: string[];
  is_draft: boolean;
  document_number: string;
  /** Of the decision's own papers it is said whether that is signed; every other tells what is signed already, or needs no signature. */
  tellsDecision: boolean;
}

/** A page is asked for right after its paper was counted; a few drawings are kept for that. */
const KEPT = 8;

class DrawnPapers {
  typesetter: Typesetter | null = null;
  readonly papers = new Map<string, DrawnPaper>();

  keep(key: string, paper: DrawnPaper): void {
    this.papers.set(key, paper);
    const oldest = this.papers.keys().next().value;
    if (this.papers.size > KEPT && oldest !== undefined) this.papers.delete(oldest);
  }
}

const desks = new WeakMap<Desk, DrawnPapers>();

function drawnPapers(desk: Desk): DrawnPapers {
  const known = desks.get(desk) ?? new DrawnPapers();
  desks.set(desk, known);
  return known;
}
