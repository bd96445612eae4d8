import type { DuckDBConnection } from '@duckdb/node-api';
import { linesOnceSql } from '../../core/claim-sql.ts';

export interface ClaimTotals {
  /** People of whom the fund claims anything. */
  people: number;
  /** Per line the largest amount that any rule claims, never their sum. */
  amount_fen: number;
  /** The part of it that findings with a confirmed link carry, and nothing speaks against. */
  confirmed_fen: number;
  /** What the rules' own tables add up to. */
  summed_fen: number;
  /** By how much those tables overlap: summed − amount. */
  overlap_fen: number;
  /** Lines that more than one rule claims. */
  overlap_lines: number;
  /** What the fund owes to people, each line once; no part of any claim. */
  owed_to_people_fen: number;
  /** What merely possible links would claim beside it: in no total. */
  possible_fen: number;
}

/**
 * Builds `detection.claim_line` from the gathered findings and totals it. Only money owed to the fund counts: what is
 * owed to a person is another direction and would cancel against it; it has a total of its own.
 */
export async function claimTotals(connection: DuckDBConnection): Promise<ClaimTotals> {
  await connection.run(`create or replace table detection.claim_line as ${linesOnceSql('fund')}`);
  const table = await connection.runAndReadAll(`
    select
        count(distinct person_id) filter (where rule_count > 0) as people,
        coalesce(sum(amount_fen), 0) as amount_fen,
        coalesce(sum(confirmed_fen), 0) as confirmed_fen,
        coalesce(sum(summed_fen), 0) as summed_fen,
        count(*) filter (where rule_count > 1) as overlap_lines,
        (select coalesce(sum(amount_fen), 0) from (${linesOnceSql('person')})) as owed_fen,
        coalesce(sum(possible_fen), 0) as possible_fen
    from detection.claim_line`);
  const [people, amount, confirmed, summed, overlapLines, owed, possible] = table.getRowsJS()[0]!.map(Number);
  return {
    people: people!,
    amount_fen: amount!,
    confirmed_fen: confirmed!,
    summed_fen: summed!,
    overlap_fen: summed! - amount!,
    overlap_lines: overlapLines!,
    owed_to_people_fen: owed!,
    possible_fen: possible!,
  };
}
