import type { ShadowCount } from '../../casework/rule-life/record-night.ts';
import { isOwn, type StoppedRule, tellWhy } from '../../casework/rule-life/rules-of-night.ts';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { RULES_DIR } from '../../casework/rule-pack/load.ts';
import { missingNeeds } from '../../casework/rule-pack/needs.ts';
import { fingerprintOf } from '../../casework/rule-pack/office-rules.ts';
import type { Finding } from '../../core/finding.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { countFindings } from '../rules/count-findings.ts';
import { declaredParameters } from '../rules/dialect.ts';
import { findAlone } from '../rules/find-alone.ts';
import { packWith } from '../rules/pack-with.ts';
import { loadParameters, type Parameter } from '../rules/parameters.ts';
import { appendFindings, createFindingTable } from './finding-table.ts';
import { type Locator, withEvidence } from './with-evidence.ts';

/** What came of the rules that are the office's own, or not released yet. */
export interface ShadowResult {
  found: ShadowCount[];
  stopped: StoppedRule[];
}

/**
 * Consumes `canonical.*`; leaves `shadow.finding`, what rules in shadow would have found: no case, export, list or total is made
 * of this table, and nothing of it is left in `detection.*`. Rules of the office that count are run here once before they
 * are asked with the others, each within its limits: one that fails stops itself, and the night goes on without it.
 */
export async function detectShadow(
  warehouse: Warehouse,
  { shadow, live }: { shadow: readonly RuleDefinition[]; live: readonly RuleDefinition[] },
  settings: unknown,
  asOf: string,
  arrived: ReadonlySet<string>,
  locate: Locator,
): Promise<ShadowResult> {
  const asked = [
    ...live.filter(isOwn).map((rule) => ({ rule, was_live: true })),
    ...shadow.map((rule) => ({ rule, was_live: false })),
  ];
  const find = async (rule: RuleDefinition): Promise<Finding[]> => {
    if (missingNeeds(rule, arrived).length > 0) return [];
    const found = await findAlone(warehouse.connection, rule, parametersOf(rule, settings), asOf);
    return found.map((gathered) => withEvidence(gathered, locate, rule.direction));
  };
  const result: ShadowResult = { found: [], stopped: [] };
  await warehouse.run(`create schema if not exists shadow; ${createFindingTable('shadow.finding')}`);
  for (const { rule, was_live } of asked) {
    const { rule_id, version, folder } = rule;
    let found: Finding[];
    try {
      found = await find(rule);
    } catch (error) {
      result.stopped.push({ rule_id, version, was_live, ...tellWhy(error) });
      continue;
    }
    if (was_live) continue;
    await appendFindings(warehouse, 'shadow', 'finding', found);
    const figures = countFindings(rule, found);
    result.found.push({ rule_id, version, fingerprint: fingerprintOf(folder), ...figures });
  }
  if (asked.length > 0) {
    await warehouse.run('drop schema if exists detection cascade; drop schema if exists parameter cascade');
  }
  return result;
}

/** The values that the office has for the parameters that the rule says it reads; others it does not see. */
function parametersOf(rule: RuleDefinition, settings: unknown): Map<string, Parameter> {
  const wanted = new Set(declaredParameters(rule));
  const all = loadParameters(RULES_DIR, packWith(rule), settings);
  return new Map([...all].filter(([name]) => wanted.has(name)));
}
