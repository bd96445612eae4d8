import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { missingNeeds } from '../../casework/rule-pack/needs.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import type { Manifest } from '../publication/manifest.ts';
import { claimTotals } from '../rules/claim-totals.ts';
import { gatherFindings } from '../rules/gather.ts';
import { type FindOffending, prepareDetection, runRule } from '../rules/run.ts';
import type { PublishedCounty } from './read-counties.ts';

type Found = Pick<Manifest['rules'][number], 'findings' | 'people' | 'amount_fen'>;

/** What a rule finds in a county's publication, beside what the county's own night found. */
export interface RuleOfCounty {
  rule_id: string;
  found: Found;
  /** Null where the county did not ask it, or asked another version of it: then there is nothing to compare. */
  stated: Found | null;
  agrees: boolean;
}

export interface CountyResult {
  code: string;
  name: string;
  as_of: string;
  run: number;
  rules: RuleOfCounty[];
  findings: number;
  claimed_fen: number;
  /** What the county's own night claimed; rules of its own stand in it, too. */
  stated_claimed_fen: number;
}

/** The rules of which everything has come to the county that they need. */
export function askedOf({ manifest }: PublishedCounty, rules: readonly RuleDefinition[]): RuleDefinition[] {
  const arrived = new Set(manifest.sources.map(({ source }) => source));
  return rules.filter((rule) => missingNeeds(rule, arrived).length === 0);
}

/**
 * Asks every rule of the county that stands in `canonical.*`, here or where `find` has them found; leaves `detection.*`.
 */
export async function askCountyRules(
  warehouse: Warehouse,
  county: PublishedCounty,
  rules: readonly RuleDefinition[],
  find?: FindOffending,
): Promise<CountyResult> {
  const { connection } = warehouse;
  await prepareDetection(connection);
  for (const rule of askedOf(county, rules)) await runRule(connection, rule, null, find);
  const findings = await gatherFindings(connection, rules);
  const totals = await claimTotals(connection);
  const found = new Map(
    (
      await warehouse.rows<Found & { rule_id: string }>(`
        select rule_id, count(*) as findings, count(distinct person_id) as people,
            coalesce(sum(amount_fen), 0)::bigint as amount_fen
        from detection.finding group by rule_id`)
    ).map(({ rule_id, ...one }) => [rule_id, one]),
  );
  const { code, name, manifest } = county;
  return {
    ...{ code, name, as_of: manifest.as_of, run: manifest.run },
    rules: rules.map((rule) => compared(rule, manifest, found.get(rule.rule_id))),
    findings: findings.length,
    claimed_fen: totals.amount_fen,
    stated_claimed_fen: manifest.claimed_fen,
  };
}

function compared(
  { rule_id, version }: RuleDefinition,
  { rules }: Manifest,
  found: Found = { findings: 0, people: 0, amount_fen: 0 },
): RuleOfCounty {
  const said = rules.find((one) => one.rule_id === rule_id && one.version === version);
  if (said === undefined) return { rule_id, found, stated: null, agrees: true };
  const { findings, people, amount_fen } = said;
  const stated = { findings, people, amount_fen };
  return { rule_id, found, stated, agrees: JSON.stringify(stated) === JSON.stringify(found) };
}
