import type { ShadowCount } from '../../casework/rule-life/record-night.ts';
import {
  isOwn,
  type RulesOfNight,
  type StoppedRule,
  tellWhy,
} from '../../casework/rule-life/rules-of-night.ts';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { RULES_DIR } from '../../casework/rule-pack/load.ts';
import { missingNeeds } from '../../casework/rule-pack/needs.ts';
import { fingerprintOf } from '../../casework/rule-pack/office-rules.ts';
import { isCounted } from '../../core/claim.ts';
import type { Finding } from '../../core/finding.ts';
import { BIGINT, ColumnWriter, INTEGER, VARCHAR, type Warehouse } from '../../storage/warehouse/database.ts';
import { loadLimits, runBounded } from '../rules/bounded.ts';
import { declaredParameters } from '../rules/dialect.ts';
import { gatherFindings } from '../rules/gather.ts';
import { packWith } from '../rules/pack-with.ts';
import { createParameterTables, loadParameters } from '../rules/parameters.ts';
import { prepareDetection } from '../rules/run.ts';
import { type Locator, withEvidence } from './detect.ts';

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
  { shadow, live }: Pick<RulesOfNight, 'shadow' | 'live'>,
  settings: unknown,
  asOf: string,
  arrived: ReadonlySet<string>,
  locate: Locator,
): Promise<ShadowResult> {
  const own = live.filter(isOwn);
  const result: ShadowResult = { found: [], stopped: [] };
  await warehouse.run(`
    create schema if not exists shadow;
    create or replace table shadow.finding (
        finding_key varchar, rule_id varchar, rule_version varchar, title varchar, direction varchar, person_id varchar,
        name varchar, resident_id varchar, township varchar, village varchar, amount_fen bigint, months integer,
        first_month integer, last_month integer, match_strength varchar, reason varchar, facts varchar, lines varchar,
        evidence varchar, evidence_hash varchar)`);
  for (const rule of own) {
    const tried = await attempt(warehouse, rule, settings, asOf, arrived, locate);
    if (!Array.isArray(tried)) result.stopped.push({ ...tried, was_live: true });
  }
  for (const rule of shadow) {
    const tried = await attempt(warehouse, rule, settings, asOf, arrived, locate);
    if (!Array.isArray(tried)) {
      result.stopped.push({ ...tried, was_live: false });
      continue;
    }
    await keep(warehouse, tried);
    result.found.push(countOf(rule, tried));
  }
  if (own.length + shadow.length > 0) {
    await warehouse.run('drop schema if exists detection cascade; drop schema if exists parameter cascade');
  }
  return result;
}

type Stopped = Omit<StoppedRule, 'was_live'>;

async function attempt(
  warehouse: Warehouse,
  rule: RuleDefinition,
  settings: unknown,
  asOf: string,
  arrived: ReadonlySet<string>,
  locate: Locator,
): Promise<Finding[] | Stopped> {
  try {
    if (missingNeeds(rule, arrived).length > 0) return [];
    return (await findAlone(warehouse, rule, settings, asOf)).map((gathered) =>
      withEvidence(gathered, locate, rule.direction),
    );
  } catch (error) {
    return { rule_id: rule.rule_id, version: rule.version, ...tellWhy(error) };
  }
}

/** What one rule finds by itself, within its limits, with the values that the office has for its parameters. */
export async function findAlone(
  { connection }: Pick<Warehouse, 'connection'>,
  rule: RuleDefinition,
  settings: unknown,
  asOf: string,
) {
  const all = loadParameters(RULES_DIR, packWith(rule), settings);
  const wanted = new Set(declaredParameters(rule));
  await createParameterTables(connection, new Map([...all].filter(([name]) => wanted.has(name))), { asOf });
  await prepareDetection(connection);
  await runBounded(connection, rule, loadLimits());
  return gatherFindings(connection, [rule]);
}

async function keep(warehouse: Warehouse, findings: readonly Finding[]): Promise<void> {
  const types = [...Array.from({ length: 10 }, () => VARCHAR), BIGINT, INTEGER, INTEGER, INTEGER];
  const writer = new ColumnWriter([...types, ...Array.from({ length: 6 }, () => VARCHAR)]);
  for (const one of findings) {
    writer.add(
      ...[one.finding_key, one.rule_id, one.rule_version, one.title, one.direction, one.person_id],
      ...[one.name, one.resident_id, one.township, one.village],
      ...[
        one.amount_fen === null ? null : BigInt(one.amount_fen),
        one.months,
        one.first_month,
        one.last_month,
      ],
      ...[one.match_strength, one.reason, JSON.stringify(one.facts), JSON.stringify(one.lines)],
      ...[JSON.stringify(one.evidence), one.evidence_hash],
    );
  }
  await warehouse.appendColumns('shadow', 'finding', writer);
}

/** The money is what the rule would claim or owe, weak guesses left out, as a night counts it. */
function countOf(rule: RuleDefinition, findings: readonly Finding[]): ShadowCount {
  const owed = rule.direction === 'person';
  const own = findings.filter((one) => isCounted(one) && (one.direction === 'person') === owed);
  const money = own.reduce((sum, { amount_fen }) => sum + (amount_fen ?? 0), 0);
  return {
    rule_id: rule.rule_id,
    version: rule.version,
    fingerprint: fingerprintOf(rule.folder),
    findings: findings.length,
    people: new Set(findings.map(({ person_id }) => person_id)).size,
    amount_fen: money,
  };
}
