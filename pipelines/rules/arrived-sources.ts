import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { loadRules } from '../../casework/rule-pack/load.ts';
import { missingNeeds } from '../../casework/rule-pack/needs.ts';
import { SOURCES_FOLDER } from '../../reading/sources/load-sources.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { canonicalTablesIn } from './case-warehouse.ts';

/**
 * The sources of which rows have come. One that no shipped rule names, such as an office's own, stands for those that fill the
 * same tables as rules ask: a list is added as one folder, and no rule need learn its name.
 */
export async function arrivedSources(warehouse: Warehouse): Promise<Set<string>> {
  const rows = await warehouse.rows<{ source: string }>('select source from canonical.source_coverage');
  const arrived = new Set(rows.map(({ source }) => source));
  const rules = loadRules();
  const named = new Set(
    rules.flatMap(({ needs, helped_by }) => [...needs, ...helped_by].flatMap(({ any }) => any)),
  );
  const asked = new Set(rules.flatMap(({ sql }) => canonicalTablesIn(sql)));
  const filled = new Set(
    [...arrived]
      .filter((source) => !named.has(source))
      .flatMap(tablesFilledBy)
      .filter((table) => asked.has(table)),
  );
  if (filled.size === 0) return arrived;
  const alike = [...named].filter((source) => tablesFilledBy(source).some((table) => filled.has(table)));
  return new Set([...arrived, ...alike]);
}

/** The canonical tables that a source fills: its folder has a query for each. */
function tablesFilledBy(source: string): string[] {
  const folder = join(SOURCES_FOLDER, source);
  return existsSync(folder)
    ? readdirSync(folder).flatMap((name) => (name.endsWith('.sql') ? [name.slice(0, -4)] : []))
    : [];
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
