import type { Direction } from '../../core/finding.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';

/** What the casebook says of a finding's money, by the finding's key; withdrawn findings are left out. */
export function moneyOfFindings(
  ledger: Ledger,
): Map<string, { direction: Direction; amount_fen: number | null }> {
  const rows = ledger.db
    .prepare('select finding_key, direction, amount_fen from finding_state where is_withdrawn = 0')
    .all();
  return new Map(
    rows.map(({ finding_key, direction, amount_fen }) => [
      String(finding_key),
      { direction: direction as Direction, amount_fen: amount_fen as number | null },
    ]),
  );
}

/** What all cases together claim and owe, in fen, as the casebook and its queue have it. */
export function moneyOfCases(ledger: Ledger): {
  claimed_fen: number;
  claimable_fen: number;
  owed_to_person_fen: number;
} {
  const row = ledger.db
    .prepare(
      `select
         (select coalesce(sum(claimed_fen), 0) from case_state) as claimed_fen,
         coalesce(sum(claimable_fen), 0) as claimable_fen,
         coalesce(sum(owed_to_person_fen), 0) as owed_to_person_fen
       from case_queue`,
    )
    .get();
  return {
    claimed_fen: Number(row?.claimed_fen),
    claimable_fen: Number(row?.claimable_fen),
    owed_to_person_fen: Number(row?.owed_to_person_fen),
  };
}

/** Cases in which money was fixed or moved and a finding that claimed for the fund was withdrawn. */
export function casesWithWithdrawnClaims(ledger: Ledger): string[] {
  return ledger.db
    .prepare(
      `select distinct case_state.case_id
       from finding_state
       inner join case_state on case_state.case_id = finding_state.case_id
       where finding_state.is_withdrawn = 1 and finding_state.direction = 'fund'
         and (case_state.assessed_fen <> 0 or case_state.repaid_fen <> 0 or case_state.offset_fen <> 0)
       order by case_state.case_id`,
    )
    .all()
    .map(({ case_id }) => String(case_id));
}
