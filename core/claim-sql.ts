import type { Direction } from './finding.ts';

/** The twin of `claim.ts` for the warehouse: the same answers over `detection.finding` and `detection.finding_line`. */

export interface ClaimScope {
  /** Where the two tables lie. */
  schema?: string;
  /** A condition over `finding`. */
  where?: string;
  /** A further table that findings are put to, as a join. */
  join?: string;
  /** A column by which lines are told apart: of a rule each by itself, a line that two rules name stands under both. */
  by?: string;
}

/** Whose the money is, given the rule's direction and the facts of one line. */
export function settledDirectionSql(ofRule: string, facts: string): string {
  return `case
        when ${ofRule} = 'fund' and json_extract_string(${facts}, '$.is_short') = 'true' then 'person'
        else ${ofRule}
    end`;
}

/** Of `result.finding`: the twin of `isCounted`. */
export const IS_COUNTED = "match_strength <> 'possible'";

/** Of `detection.finding`, where the strength is a rank. */
const HAS_COUNTED_RANK = 'finding.strength_rank > 1';

/** Of `detection.finding`: the twin of `isCertain`. */
const IS_CERTAIN = `finding.strength_rank = 3
            and coalesce(json_extract_string(finding.facts, '$.is_contradicted'), 'false') <> 'true'`;

/** A payment has a number of its own; every other line is a received row, whatever table a rule found it in. */
const ROWS_OF = "case line.line_of when 'benefit_payment' then line.line_of else 'record' end";

/**
 * Grain: one row per person, line and month that findings of this direction name, with the largest of their amounts.
 * `confirmed_fen` is the part of it that is certain, `summed_fen` what the findings add up to. What is merely possible
 * is in none of them: `possible_fen` is by how much it would raise the amount.
 */
export function linesOnceSql(direction: Direction, scope: ClaimScope = {}): string {
  const { schema = 'detection', where = 'true', join = '' } = scope;
  const by = scope.by === undefined ? '' : `${scope.by}, `;
  return `
    select
        ${by}line.person_id,
        ${ROWS_OF} as line_of,
        line.line_id,
        line.month,
        coalesce(max(line.amount_fen) filter (where ${HAS_COUNTED_RANK}), 0) as amount_fen,
        max(line.amount_fen) - coalesce(max(line.amount_fen) filter (where ${HAS_COUNTED_RANK}), 0) as possible_fen,
        coalesce(max(case when ${IS_CERTAIN} then line.amount_fen end), 0) as confirmed_fen,
        cast(coalesce(sum(line.amount_fen) filter (where ${HAS_COUNTED_RANK}), 0) as bigint) as summed_fen,
        count(distinct line.rule_id) filter (where ${HAS_COUNTED_RANK}) as rule_count
    from ${schema}.finding_line as line
    inner join ${schema}.finding as finding on finding.finding_no = line.finding_no
    ${join}
    where finding.direction = '${direction}' and line.amount_fen is not null and ${where}
    group by
        ${by}line.person_id, ${ROWS_OF}, line.line_id, line.month,
        -- without a line to share, the lines of two findings are two
        case when line.line_id is null then line.finding_no end`;
}

/**
 * Grain: one row, or one per rule of the people concerned: how much of what findings of this direction claim or owe rests on
 * nothing but those for which `which`, a condition over `finding`, holds: by so much it would fall without them.
 */
export function restingOnSql(direction: Direction, which: string, byRule = false): string {
  const by = byRule ? { by: 'finding.rule_id' } : {};
  const theirs = `finding.person_id in (select finding.person_id from detection.finding as finding where ${which})`;
  const all = linesOnceSql(direction, { ...by, where: theirs });
  const others = linesOnceSql(direction, { ...by, where: `${theirs} and not (${which})` });
  const rule = byRule ? 'rule_id, ' : '';
  return `
    select ${rule}coalesce(sum(amount_fen), 0)::bigint as fen
    from (
        select ${rule}amount_fen from (${all})
        union all
        select ${rule}-amount_fen from (${others})
    )
    ${byRule ? 'group by rule_id' : ''}`;
}

/** Grain: one row per person whose payments may turn out unpayable and whom nobody claims them of, with the largest. */
export function atRiskSql(scope: ClaimScope = {}): string {
  const { schema = 'detection', where = 'true', join = '' } = scope;
  const by = scope.by === undefined ? '' : `${scope.by}, `;
  return `
    select
        ${by}finding.person_id,
        greatest(0, max(coalesce(
            try_cast(json_extract_string(finding.facts, '$.at_risk_fen') as bigint), finding.amount_fen, 0
        ))) as amount_fen
    from ${schema}.finding as finding
    ${join}
    where finding.direction = 'none' and ${HAS_COUNTED_RANK} and ${where}
    group by ${by}finding.person_id`;
}
