import type { PublishedBuild } from '../../../../explanation/published-reader.ts';

export interface NewClaims {
  /** What new findings claim for the fund, by rule, each line once within a rule. */
  fenOf: ReadonlyMap<string, number>;
  owedOf: ReadonlyMap<string, number>;
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
  const lines = await build.rows<{ rule_id: string; fen: number }>(`
    ${CLAIMED}
    select rule_id, sum(fen)::bigint as fen from claimed group by rule_id`);
  const total = await build.first<{ fen: number }>(`
    ${CLAIMED},
    once as (
        select max(fen) as fen
        from claimed
        group by person_id, line_of, line_id, month, case when line_id is null then finding_no end
    )
    select coalesce(sum(fen), 0)::bigint as fen from once`);
  const others = await build.rows<{ rule_id: string; owed: number | null; at_risk: number | null }>(`
    select
        rule_id,
        sum(amount_fen) filter (where direction = 'person' or json_extract_string(facts, '$.is_short') = 'true')::bigint as owed,
        sum(try_cast(json_extract_string(facts, '$.at_risk_fen') as bigint))::bigint as at_risk
    from result.finding
    where status = 'new'
    group by rule_id`);
  const people = await build.first<{ n: number }>(
    "select count(distinct person_id) as n from result.finding where status = 'new'",
  );
  const present = (pick: (row: (typeof others)[number]) => number | null) =>
    new Map(
      others.flatMap((row) => {
        const fen = pick(row);
        return fen === null ? [] : [[row.rule_id, fen] as const];
      }),
    );
  const summed = lines.reduce((sum, { fen }) => sum + fen, 0);
  const total_fen = total?.fen ?? 0;
  return {
    fenOf: new Map(lines.map(({ rule_id, fen }) => [rule_id, fen])),
    owedOf: present(({ owed }) => owed),
    atRiskOf: present(({ at_risk }) => at_risk),
    total_fen,
    overlap_fen: summed - total_fen,
    people: people?.n ?? 0,
  };
}

const CLAIMED = `
    with claimed as (
        select
            line.rule_id, line.person_id, line.line_of, line.line_id, line.month, line.finding_no,
            max(line.amount_fen) as fen
        from detection.finding_line as line
        inner join detection.finding as detected using (finding_no)
        inner join result.finding as finding
            on finding.rule_id = detected.rule_id and finding.person_id = detected.person_id
            and finding.occurrence_key = detected.occurrence_key
        where finding.status = 'new' and detected.direction = 'fund' and not detected.is_short
            and line.amount_fen is not null
        group by all
    )`;
