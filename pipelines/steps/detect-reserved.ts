import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { missingNeeds } from '../../casework/rule-pack/needs.ts';
import { ColumnWriter, VARCHAR, type Warehouse } from '../../storage/warehouse/database.ts';
import { gatherFindings } from '../rules/gather.ts';
import { prepareDetection, runRule } from '../rules/run.ts';
import { type Locator, withEvidence } from './with-evidence.ts';

/**
 * Consumes `canonical.*`; leaves `supervision.finding`, what the rules for supervision alone have found. It is found before
 * everything else and apart from it: no case, export, page, total or paper is made of this table, and nothing of it is
 * left in `detection.*`.
 */
export async function detectReserved(
  warehouse: Warehouse,
  rules: readonly RuleDefinition[],
  arrived: ReadonlySet<string>,
  locate: Locator,
): Promise<void> {
  const { connection } = warehouse;
  await warehouse.run(`
    create schema if not exists supervision;
    create or replace table supervision.finding (
        rule_id varchar, title varchar, person_id varchar, name varchar, resident_id varchar, township varchar,
        first_month varchar, last_month varchar, match_strength varchar, reason varchar, facts varchar, evidence varchar)`);
  const asked = rules.filter((rule) => missingNeeds(rule, arrived).length === 0);
  if (asked.length === 0) return;
  await prepareDetection(connection);
  for (const rule of asked) await runRule(connection, rule);
  const writer = new ColumnWriter(Array.from({ length: 12 }, () => VARCHAR));
  for (const gathered of await gatherFindings(connection, asked)) {
    const finding = withEvidence(gathered, locate, 'none');
    writer.add(
      finding.rule_id,
      finding.title,
      finding.person_id,
      finding.name,
      finding.resident_id,
      finding.township,
      textOf(finding.first_month),
      textOf(finding.last_month),
      finding.match_strength,
      finding.reason,
      JSON.stringify(finding.facts),
      JSON.stringify(finding.evidence),
    );
  }
  await warehouse.appendColumns('supervision', 'finding', writer);
  await warehouse.run(
    'drop table detection.rule_line; drop table detection.finding; drop table detection.finding_line',
  );
}

const textOf = (month: number | null): string | null => (month === null ? null : String(month));
