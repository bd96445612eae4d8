import { hash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { type FactValue, fillSentence } from '../../casework/rule-pack/sentence.ts';
import { settledDirectionSql } from '../../core/claim-sql.ts';
import {
  type Direction,
  type Finding,
  type FindingLine,
  MATCH_STRENGTHS,
  type MatchStrength,
} from '../../core/finding.ts';
import { rowOfLine } from '../../core/row-number.ts';
import { COMPONENTS } from './run.ts';

/** A finding before the rows of the received files are put to it. */
export interface GatheredFinding extends Omit<Finding, 'evidence' | 'evidence_hash' | 'grounds'> {
  /** Table that the line ids belong to; for `record` they are ids of received rows. */
  line_of: RuleDefinition['line_of'];
  line_ids: string[];
  counter_ids: string[];
}

const STRENGTHS: MatchStrength[] = MATCH_STRENGTHS.toReversed();
const SETTLED = settledDirectionSql('direction', 'facts');
const PARTS = [...COMPONENTS, 'other'] as const;

/**
 * Gathers the lines in `detection.rule_line` into findings: tables `detection.finding` and `detection.finding_line`,
 * returned in the order of rule, person and occurrence. Here it is settled, once, whose the money of a finding is.
 */
export async function gatherFindings(
  connection: DuckDBConnection,
  rules: readonly RuleDefinition[],
): Promise<GatheredFinding[]> {
  await buildTables(connection);
  await refuseMixedFindings(connection);
  const byId = new Map(rules.map((rule) => [rule.rule_id, rule]));
  const table = await connection.runAndReadAll(`
    select
        finding.finding_no, finding.rule_id, finding.person_id, finding.occurrence_key,
        cast(finding.amount_fen as double), finding.months, finding.first_month, finding.last_month,
        finding.strength_rank, finding.facts, finding.counter_ids,
        coalesce(person.resident_id_raw, registered.resident_id), coalesce(person.name, registered.name, ''),
        coalesce(person.township, registered.township), coalesce(person.village, registered.village), line.lines,
        finding.direction
    from detection.finding as finding
    inner join (${LINES_AS_JSON}) as line on line.finding_no = finding.finding_no
    left join canonical.person as person on person.person_id = finding.person_id
    -- whom the household register alone tells of
    left join canonical.registered_person as registered
        on registered.person_id = case when person.person_id is null then finding.person_id end
    order by finding.finding_no`);
  return table.getRowsJS().map((row) => {
    const rule = byId.get(String(row[1]));
    if (!rule) throw new Error(`lines of a rule that is not loaded: ${row[1]}`);
    const personId = String(row[2]);
    const occurrence = String(row[3]);
    const lines = readLines(String(row[15]));
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
      direction: row[16] as Direction,
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

/** The received rows that the lines of a finding stand in. */
export function receivedRows({
  line_of,
  line_ids,
}: Pick<GatheredFinding, 'line_of' | 'line_ids'>): Set<number> {
  return new Set(line_ids.map((id) => (line_of === 'benefit_payment' ? rowOfLine(Number(id)) : Number(id))));
}

/** The same from night to night, whatever the rule's version; hashed, because occurrences may name an account or a number. */
export function findingKey(ruleId: string, personId: string, occurrenceKey: string): string {
  return hash('sha256', `${ruleId}\n${personId}\n${occurrenceKey}`, 'hex').slice(0, 32);
}

/** A month whose money was taken back whole, by a line of its own, lies within the finding and is not counted. */
const IS_LEFT = 'month_fen is distinct from 0';

/** Rule, person and occurrence make a finding; a line stands in it once, however many records contradict it. */
async function buildTables(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    create or replace temp table line_once as
    select *, sum(amount_fen) over (partition by rule_id, person_id, occurrence_key, month) as month_fen
    from (
    select * from detection.rule_line
    qualify line_id is null or row_number() over (
        partition by rule_id, person_id, occurrence_key, line_id, month
        order by strength_rank desc, amount_fen desc nulls last, counter_id, facts
    ) = 1);

    create or replace table detection.finding as
    with counter as (
        select
            rule_id, person_id, occurrence_key,
            array_to_string(list_sort(list_distinct(list(counter_id))), ',') as counter_ids
        from detection.rule_line
        group by rule_id, person_id, occurrence_key
    ),
    gathered as (
        select
            rule_id,
            min(${SETTLED}) as direction,
            count(distinct ${SETTLED}) as direction_count,
            person_id,
            occurrence_key,
            cast(sum(amount_fen) as bigint) as amount_fen,
            cast(count(distinct month) filter (where ${IS_LEFT}) as integer) as months,
            min(month) as first_month,
            max(month) as last_month,
            min(strength_rank) as strength_rank,
            first(facts order by month nulls last, line_id, counter_id, facts) as facts
        from line_once
        group by rule_id, person_id, occurrence_key
        -- money that was taken back by a line of its own leaves nothing to claim
        having sum(amount_fen) is null or sum(amount_fen) > 0
    )
    select
        cast(row_number() over (order by gathered.rule_id, gathered.person_id, gathered.occurrence_key) as integer) as finding_no,
        gathered.*,
        coalesce(counter.counter_ids, '') as counter_ids
    from gathered
    left join counter using (rule_id, person_id, occurrence_key);

    create or replace table detection.finding_line as
    -- the rule's own direction ends here: what counts is the finding's
    select finding.finding_no, line.* exclude (direction, month_fen)
    from line_once as line
    inner join detection.finding as finding using (rule_id, person_id, occurrence_key);

    drop table line_once`);
}

/** A rule whose lines go both ways gives them occurrences of their own; one that does not is a fault and throws. */
async function refuseMixedFindings(connection: DuckDBConnection): Promise<void> {
  const mixed = await connection.runAndReadAll(
    'select distinct rule_id from detection.finding where direction_count > 1 order by rule_id',
  );
  const [rule] = mixed.getRowsJS();
  if (rule) throw new Error(`rule ${rule[0]}: one finding holds money owed to the fund and to the person`);
}

/** The lines of a finding as one text: a value at a time, the driver takes longer to hand them over than to find them. */
const LINES_AS_JSON = `
    select
        finding_no,
        cast(to_json(list(
            {line: line_id, month: month, fen: amount_fen, parts: [${PARTS.map((name) => `${name}_fen`).join(', ')}]}
            order by month nulls last, line_id nulls last, amount_fen
        )) as varchar) as lines
    from detection.finding_line
    group by finding_no`;

function readLines(text: string): FindingLine[] {
  const rows = JSON.parse(text) as {
    line: number | null;
    month: number | null;
    fen: number | null;
    parts: (number | null)[];
  }[];
  return rows.map(({ line, month, fen: amount, parts }) => {
    const components: Record<string, number> = {};
    for (const [index, name] of PARTS.entries()) {
      const fen = parts[index];
      if (fen) components[name] = fen;
    }
    return { line_id: line === null ? '' : String(line), month, amount_fen: amount, components };
  });
}
