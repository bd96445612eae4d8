import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { Milestones } from '../../case-state.ts';
import { rowsOf } from '../rows.ts';

/** A case that money could belong to. */
export interface PayableCase {
  case_id: string;
  notice_number: string | null;
  debtor_name: string;
  name: string;
  resident_id: string | null;
  outstanding_fen: number;
  /** What the next open instalments are over. */
  instalments: readonly number[];
}

/** Every case that money may still come for, by number; one that is finished only where a notice went out. */
export function listPayableCases(ledger: Ledger): PayableCase[] {
  return rowsOf<Omit<PayableCase, 'instalments'> & { milestones: string }>(
    ledger,
    `select case_id, notice_number, debtor_name, name, resident_id, outstanding_fen, milestones
     from case_state where assessed_fen > 0 and (is_finished = 0 or notice_number is not null)
     order by case_number`,
  ).map(({ milestones, ...payable }) => {
    const { plan } = JSON.parse(milestones) as Milestones;
    return { ...payable, instalments: plan.map((instalment) => instalment.amount_fen) };
  });
}
