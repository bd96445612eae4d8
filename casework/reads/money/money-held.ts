import type { Direction } from '../../../core/finding.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { firstOf, rowsOf } from '../rows.ts';

export interface FindingMoney {
  finding_key: string;
  direction: Direction;
  amount_fen: number | null;
}

/** What the casebook says of the money of each finding that was not withdrawn. */
export function moneyOfFindings(ledger: Ledger): FindingMoney[] {
  return rowsOf<FindingMoney>(
    ledger,
    'select finding_key, direction, amount_fen from finding_state where is_withdrawn = 0',
  );
}

export interface CasesMoney {
  claimed_fen: number;
  claimable_fen: number;
  owed_to_person_fen: number;
}

/** What all cases together claim and owe, in fen, as the casebook and its queue have it. */
export function moneyOfCases(ledger: Ledger): CasesMoney {
  const sql = `
    select
      (select coalesce(sum(claimed_fen), 0) from case_state) as claimed_fen,
      coalesce(sum(claimable_fen), 0) as claimable_fen,
      coalesce(sum(owed_to_person_fen), 0) as owed_to_person_fen
    from case_queue`;
  return firstOf<CasesMoney>(ledger, sql) ?? { claimed_fen: 0, claimable_fen: 0, owed_to_person_fen: 0 };
}

/** Cases in which money was fixed or moved and a finding that claimed for the fund was withdrawn. */
export function casesWithWithdrawnClaims(ledger: Ledger): string[] {
  const sql = `
    select distinct case_state.case_id
    from finding_state
    inner join case_state on case_state.case_id = finding_state.case_id
    where finding_state.is_withdrawn = 1 and finding_state.direction = 'fund'
      and (case_state.assessed_fen <> 0 or case_state.repaid_fen <> 0 or case_state.offset_fen <> 0)
    order by case_state.case_id`;
  return rowsOf<{ case_id: string }>(ledger, sql).map(({ case_id }) => case_id);
}
