import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { missingNeeds } from '../../casework/rule-pack/needs.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';

/** The sources of which rows have come. */
export async function arrivedSources(warehouse: Warehouse): Promise<Set<string>> {
  const rows = await warehouse.rows<{ source: string }>('select source from canonical.source_coverage');
  return new Set(rows.map(({ source }) => source));
}

/** By rule, the lists without which it asks nobody, as it says them itself; empty where it was asked. */
export async function lacksByRule(
  warehouse: Warehouse,
  rules: readonly RuleDefinition[],
): Promise<Map<string, { zh: string; en: string }[]>> {
  const arrived = await arrivedSources(warehouse);
  const lacksOf = (rule: RuleDefinition) =>
    missingNeeds(rule, arrived).map(({ without: [zh, en] }) => ({ zh, en }));
  return new Map(rules.map((rule) => [rule.rule_id, lacksOf(rule)]));
}
