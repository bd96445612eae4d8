import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Milestones } from '../case-state.ts';
import type { Status } from '../states.ts';
import { rowsOf } from './rows.ts';
import { type Viewer, within } from './scope.ts';

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

/** Every case within a viewer's townships that has a numbered paper, or is about to get one. */
export function listPaperCases(ledger: Ledger, viewer: Viewer): Map<string, PaperCase> {
  const { where, values } = within(viewer);
  const rows = rowsOf<
    Omit<PaperCase, 'milestones' | 'is_drafted' | 'owes_person'> & {
      milestones: string;
      is_drafted: number;
      owes_person: number;
    }
  >(
    ledger,
    `select case_id, status, township, debtor_name, notice_number, assessed_fen, outstanding_fen, milestones,
         pending_document is 'decision' as is_drafted,
         status in ('substantiated', 'made_good') and case_id in (select case_id from case_queue where owed_to_person_fen > 0)
             as owes_person
     from case_state
     where (pending_document = 'decision' or status = 'approved' or owes_person
         or notice_number is not null or case_id in (select case_id from notice_number)) and ${where}`,
    ...values,
  );
  return new Map(
    rows.map((row) => [
      row.case_id,
      {
        ...row,
        milestones: JSON.parse(row.milestones) as Milestones,
        is_drafted: row.is_drafted === 1,
        owes_person: row.owes_person === 1,
      },
    ]),
  );
}
