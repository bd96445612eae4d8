import { hash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Finding, FindingLine, MatchStrength } from '../../core/finding.ts';
import type { RuleDefinition } from './definition.ts';
import { COMPONENTS } from './run.ts';
import { type FactValue, fillSentence } from './sentence.ts';

/** A finding before the rows of the received files are put to it. */
export interface GatheredFinding extends Omit<Finding, 'evidence' | 'evidence_hash'> {
  /** Table that the line ids belong to; for `record` they are ids of received rows. */
  line_of: RuleDefinition['line_of'];
  line_ids: string[];
  counter_ids: string[];
}

const STRENGTHS: MatchStrength[] = ['possible', 'probable', 'confirmed'];
const PARTS = [...COMPONENTS, 'other'] as const;

/**
 * Gathers the lines in `detection.rule_line` into findings: tables `detection.finding` and `detection.finding_line`,
 * returned in the order of rule, person and occurrence.
 */
export async function gatherFindings(
  connection: DuckDBConnection,
  rules: readonly RuleDefinition[],
): Promise<GatheredFinding[]> {
  await buildTables(connection);
  const linesOf = await readLines(connection);
  const byId = new Map(rules.map((rule) => [rule.rule_id, rule]));
  const table = await connection.runAndReadAll(`
    select
        finding.finding_no, finding.rule_id, finding.person_id, finding.occurrence_key,
        cast(finding.amount_fen as double), finding.months, finding.first_month, finding.last_month,
        finding.strength_rank, finding.facts, finding.counter_ids,
        person.resident_id_raw, coalesce(person.name, ''), person.township, person.village
    from detection.finding as finding
    left join canonical.person as person on person.person_id = finding.person_id
    order by finding.finding_no`);
  return table.getRowsJS().map((row) => {
    const rule = byId.get(String(row[1]));
    if (!rule) throw new Error(`lines of a rule that is not loaded: ${row[1]}`);
    const personId = String(row[2]);
    const occurrence = String(row[3]);
    const lines = linesOf.get(Number(row[0])) ?? [];
    const counters = String(row[10]);
    const measured = {
      name: String(row[12]),
      amount_fen: row[4] as number | null,
      months: Number(row[5]),
      first_month: row[6] as number | null,
      last_month: row[7] as number | null,
      facts: JSON.parse(String(row[9])) as Record<string, FactValue>,
    };
    return {
      finding_key: findingKey(rule.rule_id, personId, occurrence),
      rule_id: rule.rule_id,
      rule_version: rule.version,
      title: rule.title,
      direction: rule.direction,
      person_id: personId,
      occurrence_key: occurrence,
      resident_id: row[11] as string | null,
      township: row[13] as string | null,
      village: row[14] as string | null,
      ...measured,
      match_strength: STRENGTHS[Number(row[8]) - 1]!,
      reason: fillSentence(rule.sentence, measured, 'zh', rule.words),
      lines,
      line_of: rule.line_of,
      line_ids: [...new Set(lines.map((line) => line.line_id))].filter((id) => id !== ''),
      counter_ids: counters === '' ? [] : counters.split(','),
    };
  });
}

/** The same from night to night, whatever the rule's version; hashed, because occurrences may name an account or a number. */
export function findingKey(ruleId: string, personId: string, occurrenceKey: string): string {
  return hash('sha256', `${ruleId}\n${personId}\n${occurrenceKey}`, 'hex').slice(0, 32);
}

/** Rule, person and occurrence make a finding; a line stands in it once, however many records contradict it. */
async function buildTables(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    create or replace table detection.finding as
    with once as (
        select * from detection.rule_line
        qualify line_id is null or row_number() over (
            partition by rule_id, person_id, occurrence_key, line_id, month
            order by strength_rank desc, amount_fen desc nulls last, counter_id, facts
        ) = 1
    ),
    counter as (
        select
            rule_id, person_id, occurrence_key,
            array_to_string(list_sort(list_distinct(list(counter_id))), ',') as counter_ids
        from detection.rule_line
        group by rule_id, person_id, occurrence_key
    ),
    gathered as (
        select
            rule_id,
            direction,
            person_id,
            occurrence_key,
            cast(sum(amount_fen) as bigint) as amount_fen,
            cast(count(distinct month) as integer) as months,
            min(month) as first_month,
            max(month) as last_month,
            min(strength_rank) as strength_rank,
            first(facts order by month nulls last, line_id, counter_id, facts) as facts
        from once
        group by rule_id, direction, person_id, occurrence_key
        -- money that was taken back by a line of its own leaves nothing to claim
        having sum(amount_fen) is null or sum(amount_fen) > 0
    )
    select
        cast(row_number() over (order by gathered.rule_id, gathered.person_id, gathered.occurrence_key) as integer) as finding_no,
        gathered.*,
        coalesce(json_extract_string(gathered.facts, '$.is_short') = 'true', false) as is_short,
        coalesce(counter.counter_ids, '') as counter_ids
    from gathered
    left join counter using (rule_id, person_id, occurrence_key);

    create or replace table detection.finding_line as
    select finding.finding_no, line.*
    from detection.rule_line as line
    inner join detection.finding as finding using (rule_id, person_id, occurrence_key)
    qualify line.line_id is null or row_number() over (
        partition by finding.finding_no, line.line_id, line.month
        order by line.strength_rank desc, line.amount_fen desc nulls last, line.counter_id, line.facts
    ) = 1`);
}

async function readLines(connection: DuckDBConnection): Promise<Map<number, FindingLine[]>> {
  const parts = PARTS.map((name) => `cast(${name}_fen as double)`).join(', ');
  const table = await connection.runAndReadAll(`
    select finding_no, coalesce(cast(line_id as varchar), ''), month, cast(amount_fen as double), ${parts}
    from detection.finding_line
    order by finding_no, month nulls last, line_id nulls last, amount_fen`);
  const linesOf = new Map<number, FindingLine[]>();
  for (const row of table.getRowsJS()) {
    const components: Record<string, number> = {};
    for (const [index, name] of PARTS.entries()) {
      const fen = row[4 + index] as number | null;
      if (fen !== null && fen !== 0) components[name] = fen;
    }
    const line: FindingLine = {
      line_id: String(row[1]),
      month: row[2] as number | null,
      amount_fen: row[3] as number | null,
      components,
    };
    const lines = linesOf.get(Number(row[0]));
    if (lines) lines.push(line);
    else linesOf.set(Number(row[0]), [line]);
  }
  return linesOf;
}
