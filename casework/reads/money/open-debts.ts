import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { Milestones } from '../../case-state.ts';
import { OWED } from '../../states.ts';
import { literals } from '../conditions.ts';
import { rowsOf } from '../rows.ts';

/** Money that a person was told to pay back and has not: the decision has reached them, and no plan of instalments is kept. */
export interface OpenDebt {
  case_id: string;
  person_id: string;
  /** The day the decision was served, YYYY-MM-DD. */
  since_on: string;
  debt_fen: number;
}

/** Debts of the beneficiaries themselves, by case; who drew the money of somebody dead owes it out of no estate. */
export function listOpenDebts(ledger: Ledger): OpenDebt[] {
  const rows = rowsOf<{ case_id: string; person_id: string; milestones: string; debt_fen: number }>(
    ledger,
    `select case_id, person_id, milestones, outstanding_fen as debt_fen
     from case_state
     where status in (${literals(OWED)}) and status <> 'instalments'
       and outstanding_fen > 0 and debtor_name = name
     order by case_id`,
  );
  return rows.flatMap(({ milestones, ...debt }) => {
    const { served_on } = JSON.parse(milestones) as Milestones;
    return served_on === null ? [] : [{ ...debt, since_on: served_on }];
  });
}
