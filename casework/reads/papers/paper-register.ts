import type { NoticeKindName } from '../../../core/words/documents.ts';
import { journalTip, readEvents, type StoredEvent } from '../../../storage/ledger/journal.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { ServiceAttempt } from '../../case-events.ts';
import type { Notice } from '../../case-state.ts';
import { toCaseEvent } from '../../casebook/load-case.ts';
import { type DocumentService, foldDocuments, type IssuedDocument } from '../../documents/issued-document.ts';
import { foldNotices, type NoticeEvent } from '../../fold/notices.ts';
import { literals } from '../conditions.ts';

/** A paper that once got a number. */
export interface NumberedPaper {
  case_id: string;
  /** Empty for the recovery notice: which of its two letters it is follows from the decision. */
  kind: string | null;
  /** Which of the two letters a recovery notice went out as, where that was written. */
  letter: NoticeKindName | null;
  document_number: string;
  issued_on: string;
  version: number | null;
  /** The cases that the paper is about together; empty where it is about this one alone. */
  joint: readonly string[];
  /** The entry it is about, where there is one for each. */
  about: string | null;
  /** How it reached its reader; only a notice names a day to pay by. */
  served: (DocumentService & { pay_by_on: null }) | Notice['served'];
  is_void: boolean;
  history: { act: 'issued' | 'failed' | 'served' | 'void'; at: string; by: string; detail: string | null }[];
}

/** Every numbered paper of an office, folded from the journal; only what is new in it is read again. */
class PaperRegister {
  readonly #ledger: Ledger;
  readonly #papers = new Map<string, NumberedPaper>();
  readonly #notices = new Map<string, readonly Notice[]>();
  readonly #documents = new Map<string, readonly IssuedDocument[]>();
  #read = 0;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  papers(): NumberedPaper[] {
    const { seq: tip } = journalTip(this.#ledger);
    const events = readEvents(
      this.#ledger,
      `seq > ${this.#read} and seq <= ${tip} and type in (${literals(Object.keys(ACTS))})`,
    );
    for (const event of events) this.#fold(event);
    this.#read = tip;
    return [...this.#papers.values()];
  }

  #fold(event: StoredEvent): void {
    const { subject_id: case_id } = event;
    if (event.stream === 'document') {
      const documents = foldDocuments(this.#documents.get(case_id) ?? [], event);
      this.#documents.set(case_id, documents);
      const { document_number } = event.payload as { document_number: string };
      const document = documents.find((one) => one.document_number === document_number);
      if (document !== undefined) this.#keep(event, paperOfDocument(case_id, document));
      return;
    }
    const of = toCaseEvent(event) as NoticeEvent;
    const notices = foldNotices(this.#notices.get(case_id) ?? [], of);
    this.#notices.set(case_id, notices);
    const notice = notices.find((one) => one.notice_number === of.payload.notice_number);
    if (notice !== undefined) this.#keep(event, paperOfNotice(case_id, notice));
  }

  #keep({ type, payload, at, actor: by }: StoredEvent, paper: Omit<NumberedPaper, 'history'>): void {
    const act = ACTS[type as keyof typeof ACTS];
    const { on, reason } = told(payload);
    // a paper that several cases share stands under each of them
    const key = `${paper.case_id} ${paper.document_number}`;
    const earlier = this.#papers.get(key)?.history ?? [];
    const history = [...earlier, { act, at, by, detail: on ?? reason ?? null }];
    this.#papers.set(key, { ...paper, history });
  }
}

/** What a history says of an event: its day, or why. */
function told(payload: unknown): { on?: string; reason?: string } {
  const { attempt, ...said } = payload as { attempt?: ServiceAttempt; on?: string; reason?: string };
  return attempt === undefined ? said : { reason: `${attempt.on} ${attempt.reason}` };
}

/** What each event does to a paper. */
const ACTS = {
  NoticeIssued: 'issued',
  ServiceFailed: 'failed',
  NoticeServed: 'served',
  NoticeVoided: 'void',
  DocumentIssued: 'issued',
  DocumentServed: 'served',
  DocumentVoided: 'void',
} as const;

function paperOfNotice(
  case_id: string,
  { notice_number, kind: letter, issued_on, version, served, is_void, joint = [] }: Notice,
): Omit<NumberedPaper, 'history'> {
  return {
    case_id,
    kind: null,
    letter: letter ?? null,
    document_number: notice_number,
    issued_on,
    version,
    joint,
    about: null,
    served,
    is_void,
  };
}

function paperOfDocument(
  case_id: string,
  {
    kind,
    document_number,
    on: issued_on,
    is_void,
    served: reached,
    about = null,
    joint = [],
  }: IssuedDocument,
): Omit<NumberedPaper, 'history'> {
  const served = reached === null ? null : { ...reached, pay_by_on: null };
  return {
    case_id,
    kind,
    letter: null,
    document_number,
    issued_on,
    version: null,
    joint,
    about,
    served,
    is_void,
  };
}

const registers = new WeakMap<Ledger, PaperRegister>();

export function numberedPapers(ledger: Ledger): NumberedPaper[] {
  const register = registers.get(ledger) ?? new PaperRegister(ledger);
  registers.set(ledger, register);
  return register.papers();
}
