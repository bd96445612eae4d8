import { atRiskSql, linesOnceSql, restingOnSql } from '../../../../core/claim-sql.ts';
import type { PublishedBuild } from '../../../../explanation/published-reader.ts';
import { quoteText } from '../../../../storage/warehouse/database.ts';

export interface NewClaims {
  /** By how much each rule's own claim for the fund rose with its new findings. */
  fenOf: ReadonlyMap<string, number>;
  owedOf: ReadonlyMap<string, number>;
  /** What merely possible findings would claim or owe: in no total. */
  possibleOf: ReadonlyMap<string, number>;
  atRiskOf: ReadonlyMap<string, number>;
  /** By how much the claim of the fund rose with them: what another finding claimed before is no new money. */
  total_fen: number;
  /** What the rules' own columns count more than once: of two new findings, or of a new one and one of an earlier night. */
  overlap_fen: number;
  /** The part of the total that rests on held rules alone. */
  held_fen: number;
  people: number;
}

/**
 * The money of tonight's new findings. A line that two rules claim is one payment: the rules' own columns add up to the
 * total and the overlap, as they do for all findings together.
 */
export function newClaims(build: PublishedBuild, held: readonly string[]): Promise<NewClaims> {
  return build.once('new-claims', () => ask(build, held));
}

async function ask(build: PublishedBuild, held: readonly string[]): Promise<NewClaims> {
  const byRule = { where: IS_NEW, by: 'finding.rule_id' };
  const fen = async (sql: string): Promise<number> => (await build.first<{ fen: number }>(sql))?.fen ?? 0;
  const claimed = await fenByRule(build, restingOnSql('fund', IS_NEW, true));
  const total_fen = await fen(restingOnSql('fund', IS_NEW));
  const ofHeld = `${IS_NEW} and finding.rule_id in (${held.map(quoteText).join(', ')})`;
  const people = await build.first<{ n: number }>(
    "select count(distinct person_id) as n from result.finding where status = 'new'",
  );
  return {
    fenOf: claimed,
    owedOf: await fenByRule(build, restingOnSql('person', IS_NEW, true)),
    possibleOf: await fenByRule(build, summed(linesOnceSql('fund', byRule), 'possible_fen')),
    atRiskOf: await fenByRule(build, summed(atRiskSql(byRule), 'amount_fen')),
    total_fen,
    overlap_fen: [...claimed.values()].reduce((sum, one) => sum + one, 0) - total_fen,
    held_fen: held.length === 0 ? 0 : await fen(restingOnSql('fund', ofHeld)),
    people: people?.n ?? 0,
  };
}

const summed = (lines: string, column: 'amount_fen' | 'possible_fen'): string =>
  `select rule_id, sum(${column})::bigint as fen from (${lines}) group by rule_id`;

async function fenByRule(build: PublishedBuild, sums: string): Promise<ReadonlyMap<string, number>> {
  const rows = await build.rows<{ rule_id: string; fen: number }>(`from (${sums}) where fen <> 0`);
  return new Map(rows.map(({ rule_id, fen }) => [rule_id, fen]));
}

const IS_NEW = `exists (
        select 1
        from result.finding as told
        where told.status = 'new' and told.rule_id = finding.rule_id and told.person_id = finding.person_id
            and told.occurrence_key = finding.occurrence_key
    )`;
