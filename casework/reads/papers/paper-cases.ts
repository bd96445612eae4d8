import { journalTip } from '../../../storage/ledger/journal.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { Milestones } from '../../case-state.ts';
import type { Status } from '../../states.ts';
import { EVERYTHING, oneOf, type QueryCondition } from '../conditions.ts';
import { rowsOf } from '../rows.ts';
import { maySee, type Viewer } from '../scope.ts';

/** What a list of papers needs to know of the case. */
export interface PaperCase {
  case_id: string;
  status: Status;
  township: string | null;
  debtor_name: string;
  notice_number: string | null;
  assessed_fen: number;
  outstanding_fen: number;
  milestones: Milestones;
  /** Its decision waits for a signature, so that its notice can only be looked at. */
  is_drafted: boolean;
  /** Money is owed to its person, which may be signed and wait for its notice. */
  owes_person: boolean;
}

type Row = Omit<PaperCase, 'milestones' | 'is_drafted' | 'owes_person'> &
  Record<'milestones', string> &
  Record<'is_drafted' | 'owes_person', number>;

const CASES = `select case_id, status, township, debtor_name, notice_number, assessed_fen, outstanding_fen, milestones,
    pending_document is 'decision' as is_drafted,
    status in ('substantiated', 'made_good') and case_id in (select case_id from case_queue where owed_to_person_fen > 0)
        as owes_person
  from case_state
  where (pending_document = 'decision' or status = 'approved' or owes_person
      or notice_number is not null or case_id in (select case_id from notice_number))`;

/** After so many changed cases all are read anew. */
const MANY = 500;

/** Cases with papers; only those of which something was recorded since are read again. */
class PaperCases {
  readonly #ledger: Ledger;
  readonly #cases = new Map<string, PaperCase>();
  #read = 0;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  cases(): ReadonlyMap<string, PaperCase> {
    const { seq: tip } = journalTip(this.#ledger);
    const changed = this.#read === 0 ? null : this.#changedSince();
    if (changed === null) this.#cases.clear();
    for (const caseId of changed ?? []) this.#cases.delete(caseId);
    if (changed === null || changed.length > 0)
      this.#take(oneOf('case_id', changed ?? undefined) ?? EVERYTHING);
    this.#read = tip;
    return this.#cases;
  }

  #take({ where, values }: QueryCondition): void {
    for (const row of rowsOf<Row>(this.#ledger, `${CASES} and ${where}`, ...values))
      this.#cases.set(row.case_id, paperCase(row));
  }

  /** The cases of which something was recorded; null where they are many. */
  #changedSince(): string[] | null {
    const rows = rowsOf<{ case_id: string }>(
      this.#ledger,
      `select distinct subject_id as case_id from event
       where seq > ? and stream in ('case', 'document') limit ${MANY}`,
      this.#read,
    );
    return rows.length === MANY ? null : rows.map(({ case_id }) => case_id);
  }
}

function paperCase(row: Row): PaperCase {
  return {
    ...row,
    milestones: JSON.parse(row.milestones) as Milestones,
    is_drafted: row.is_drafted === 1,
    owes_person: row.owes_person === 1,
  };
}

const registers = new WeakMap<Ledger, PaperCases>();

/** Every case within a viewer's townships that has a numbered paper, or is about to get one. */
export function listPaperCases(ledger: Ledger, viewer: Viewer): Map<string, PaperCase> {
  const register = registers.get(ledger) ?? new PaperCases(ledger);
  registers.set(ledger, register);
  return new Map([...register.cases()].filter(([, { township }]) => maySee(viewer, township)));
}
