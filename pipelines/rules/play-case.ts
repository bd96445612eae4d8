import type { DuckDBConnection } from '@duckdb/node-api';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import type { RuleLimits } from './bounded.ts';
import { runBounded } from './bounded.ts';
import { type CaseWarehouse, tablesOf } from './case-warehouse.ts';
import type { ExpectedFinding, RuleCase } from './cases.ts';
import { type GatheredFinding, gatherFindings } from './gather.ts';
import { prepareDetection } from './run.ts';

/** What a worked example says is found, and what is, in the same words and order. */
export interface PlayedCase {
  expected: ExpectedFinding[];
  found: ExpectedFinding[];
}

/** Plays one worked example of a rule; the parameters it is played with stand in the database already. */
export async function playCase(
  connection: DuckDBConnection,
  warehouse: CaseWarehouse,
  rule: RuleDefinition,
  ruleCase: RuleCase,
  limits: Pick<RuleLimits, 'seconds' | 'lines'>,
): Promise<PlayedCase> {
  await warehouse.fill(ruleCase.given, tablesOf(rule));
  await prepareDetection(connection);
  const { line_count } = await runBounded(connection, rule, limits);
  const found = line_count === 0 ? [] : await gatherFindings(connection, [rule]);
  return tellPlayed(ruleCase, found);
}

/** Puts what is found beside what a case says, in the case's words. */
export function tellPlayed(ruleCase: RuleCase, findings: readonly GatheredFinding[]): PlayedCase {
  const expected = ruleCase.finds.toSorted(byOccurrence);
  const found = findings.toSorted(byOccurrence);
  return { expected, found: found.map((finding, index) => likeExpected(finding, expected[index])) };
}

/** The finding in the words of the case: all of its figures, and of facts and texts those that the case names. */
function likeExpected(finding: GatheredFinding, expected: ExpectedFinding | undefined): ExpectedFinding {
  const { person_id, amount_fen, months, first_month, last_month, match_strength } = finding;
  const shown: ExpectedFinding = { person_id, amount_fen, months, first_month, last_month, match_strength };
  if (expected?.occurrence_key !== undefined) shown.occurrence_key = finding.occurrence_key;
  if (expected?.reason !== undefined) shown.reason = finding.reason;
  if (expected?.facts !== undefined) {
    shown.facts = Object.fromEntries(
      Object.keys(expected.facts)
        .filter((name) => name in finding.facts)
        .map((name) => [name, finding.facts[name]!]),
    );
  }
  if (expected?.components !== undefined) {
    shown.components = {};
    for (const line of finding.lines) {
      for (const [name, fen] of Object.entries(line.components)) {
        shown.components[name] = (shown.components[name] ?? 0) + fen;
      }
    }
  }
  return shown;
}

function byOccurrence(a: { person_id: string; first_month: number | null }, b: typeof a): number {
  return a.person_id.localeCompare(b.person_id) || (a.first_month ?? 0) - (b.first_month ?? 0);
}
