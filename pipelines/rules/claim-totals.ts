import type { DuckDBConnection } from '@duckdb/node-api';

export interface ClaimTotals {
  /** People of whom the fund claims anything. */
  people: number;
  /** Per line the largest amount that any rule claims, never their sum. */
  amount_fen: number;
  /** The part of it that findings with a confirmed link carry. */
  confirmed_fen: number;
  /** What the rules' own tables add up to. */
  summed_fen: number;
  /** By how much those tables overlap: summed − amount. */
  overlap_fen: number;
  /** Lines that more than one rule claims. */
  overlap_lines: number;
}

/**
 * Builds `detection.claim_line` from the gathered findings and totals it. Only money owed to the fund counts: what is
 * owed to a person, or was paid short, is another direction and would cancel against it.
 */
export async function claimTotals(connection: DuckDBConnection): Promise<ClaimTotals> {
  await connection.run(`
    create or replace table detection.claim_line as
    select
        line.person_id,
        line.line_of,
        line.line_id,
        line.month,
        max(line.amount_fen) as amount_fen,
        coalesce(max(case when finding.strength_rank = 3 then line.amount_fen end), 0) as confirmed_fen,
        cast(sum(line.amount_fen) as bigint) as summed_fen,
        count(distinct line.rule_id) as rule_count
    from detection.finding_line as line
    inner join detection.finding as finding on finding.finding_no = line.finding_no
    where finding.direction = 'fund' and not finding.is_short and line.amount_fen is not null
    group by
        line.person_id, line.line_of, line.line_id, line.month,
        -- without a line to share, claims of two findings are two claims
        case when line.line_id is null then line.finding_no end`);
  const table = await connection.runAndReadAll(`
    select
        count(distinct person_id) as people,
        coalesce(sum(amount_fen), 0) as amount_fen,
        coalesce(sum(confirmed_fen), 0) as confirmed_fen,
        coalesce(sum(summed_fen), 0) as summed_fen,
        count(*) filter (where rule_count > 1) as overlap_lines
    from detection.claim_line`);
  const [people, amount, confirmed, summed, overlapLines] = table.getRowsJS()[0]!.map(Number);
  return {
    people: people!,
    amount_fen: amount!,
    confirmed_fen: confirmed!,
    summed_fen: summed!,
    overlap_fen: summed! - amount!,
    overlap_lines: overlapLines!,
  };
}
