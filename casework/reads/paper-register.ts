import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { CasePayloads, ServiceRecord } from '../case-events.ts';
import type { NoticeKindName } from '../documents/notice-kind.ts';

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
  served: {
    on: string;
    effective_on: string;
    pay_by_on: string;
    method: string;
    receiver: string;
    record: ServiceRecord | null;
  } | null;
  is_void: boolean;
  history: { act: 'issued' | 'served' | 'void'; at: string; by: string; detail: string | null }[];
}

/** Every numbered paper of an office, folded from the journal; only what is new in it is read again. */
class PaperRegister {
  readonly #ledger: Ledger;
  readonly #papers = new Map<string, NumberedPaper>();
  #read = 0;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  papers(): NumberedPaper[] {
    const rows = this.#ledger
      .statement(
        `select seq, at, actor, subject_id, type, payload from event
         where seq > ? and type in ('NoticeIssued', 'NoticeVoided', 'NoticeServed', 'DocumentIssued', 'DocumentVoided')
         order by seq`,
      )
      .all(this.#read);
    for (const row of rows) {
      const written = { case_id: String(row.subject_id), at: String(row.at), by: String(row.actor) };
      this.#fold(String(row.type), JSON.parse(String(row.payload)) as never, written);
    }
    const last = this.#ledger.statement('select max(seq) as seq from event').get();
    this.#read = Number(last?.seq ?? 0);
    return [...this.#papers.values()];
  }

  #fold(
    type: string,
    payload: never,
    { case_id, at, by }: { case_id: string; at: string; by: string },
  ): void {
    const noted = (detail: string | null) => ({ at, by, detail });
    const fresh = { case_id, served: null, is_void: false };
    if (type === 'NoticeIssued') {
      const { notice_number, version, on, kind: letter = null } = payload as CasePayloads['NoticeIssued'];
      const paper = { ...fresh, kind: null, letter, document_number: notice_number, issued_on: on, version };
      this.#papers.set(notice_number, { ...paper, history: [{ act: 'issued', ...noted(on) }] });
    }
    if (type === 'DocumentIssued') {
      const { kind, document_number, on } = payload as { kind: string; document_number: string; on: string };
      const paper = { ...fresh, kind, letter: null, document_number, issued_on: on, version: null };
      this.#papers.set(document_number, { ...paper, history: [{ act: 'issued', ...noted(on) }] });
    }
    if (type === 'NoticeVoided' || type === 'DocumentVoided') {
      const { reason, ...named } = payload as {
        reason: string;
        notice_number?: string;
        document_number?: string;
      };
      this.#change(named.notice_number ?? named.document_number ?? '', (paper) => ({
        ...paper,
        is_void: true,
        history: [...paper.history, { act: 'void', ...noted(reason) }],
      }));
    }
    if (type === 'NoticeServed') {
      const {
        notice_number,
        on,
        effective_on,
        pay_by_on,
        method,
        receiver,
        record = null,
      } = payload as CasePayloads['NoticeServed'];
      this.#change(notice_number, (paper) => ({
        ...paper,
        served: { on, effective_on, pay_by_on, method, receiver, record },
        history: [...paper.history, { act: 'served', ...noted(on) }],
      }));
    }
  }

  #change(number: string, change: (paper: NumberedPaper) => NumberedPaper): void {
    const paper = this.#papers.get(number);
    if (paper !== undefined) this.#papers.set(number, change(paper));
  }
}

const registers = new WeakMap<Ledger, PaperRegister>();

export function numberedPapers(ledger: Ledger): NumberedPaper[] {
  const register = registers.get(ledger) ?? new PaperRegister(ledger);
  registers.set(ledger, register);
  return register.papers();
}
