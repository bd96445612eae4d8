import { atRiskSql, linesOnceSql } from '../../../../core/claim-sql.ts';
import type { PublishedBuild } from '../../../../explanation/published-reader.ts';

export interface NewClaims {
  /** What new findings claim for the fund, by rule, each line once within a rule. */
  fenOf: ReadonlyMap<string, number>;
  owedOf: ReadonlyMap<string, number>;
  /** What merely possible findings would claim or owe: in no total. */
  possibleOf: ReadonlyMap<string, number>;
  atRiskOf: ReadonlyMap<string, number>;
  /** Each line once over all rules. */
  total_fen: number;
  overlap_fen: number;
  people: number;
}

/**
 * The money of tonight's new findings. A line that two rules claim is one payment: the rules' own columns add up to the
 * total and the overlap, as they do for all findings together.
 */
export function newClaims(build: PublishedBuild): Promise<NewClaims> {
  return build.once('new-claims', () => ask(build));
}

async function ask(build: PublishedBuild): Promise<NewClaims> {
  const byRule = { where: IS_NEW, by: 'finding.rule_id' };
  const claimed = await fenByRule(build, linesOnceSql('fund', byRule));
  const total = await build.first<{ fen: number }>(
    `select coalesce(sum(amount_fen), 0)::bigint as fen from (${linesOnceSql('fund', { where: IS_NEW })})`,
  );
  const people = await build.first<{ n: number }>(
    "select count(distinct person_id) as n from result.finding where status = 'new'",
  );
  const total_fen = total?.fen ?? 0;
  return {
    fenOf: claimed,
    owedOf: await fenByRule(build, linesOnceSql('person', byRule)),
    possibleOf: await fenByRule(build, linesOnceSql('fund', byRule), 'possible_fen'),
    atRiskOf: await fenByRule(build, atRiskSql(byRule)),
    total_fen,
    overlap_fen: [...claimed.values()].reduce((sum, fen) => sum + fen, 0) - total_fen,
    people: people?.n ?? 0,
  };
}

async function fenByRule(
  build: PublishedBuild,
  lines: string,
  column: 'amount_fen' | 'possible_fen' = 'amount_fen',
): Promise<ReadonlyMap<string, number>> {
  const rows = await build.rows<{ rule_id: string; fen: number }>(
    `select rule_id, sum(${column})::bigint as fen from (${lines}) group by rule_id having sum(${column}) <> 0`,
  );
  return new Map(rows.map(({ rule_id, fen }) => [rule_id, fen]));
}

const IS_NEW = `exists (
        select 1
        from result.finding as told
        where told.status = 'new' and told.rule_id = finding.rule_id and told.person_id = finding.person_id
            and told.occurrence_key = finding.occurrence_key
    )`;
