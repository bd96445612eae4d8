import type { DuckDBConnection } from '@duckdb/node-api';
import { isOwn } from '../../casework/rule-life/rules-of-night.ts';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { loadLimits, runBounded } from './bounded.ts';
import { type GatheredFinding, gatherFindings } from './gather.ts';
import { createParameterTables, type Parameter } from './parameters.ts';
import { prepareDetection } from './run.ts';

/** What one rule finds by itself, within its limits, with these values for its parameters. */
export async function findAlone(
  connection: DuckDBConnection,
  rule: RuleDefinition,
  parameters: ReadonlyMap<string, Parameter>,
  asOf: string,
): Promise<GatheredFinding[]> {
  await createParameterTables(connection, parameters, { asOf });
  return findAsLaid(connection, rule);
}

/** The same with the `parameter.*` that are laid out already. A shipped rule may name as many lines as there are. */
export async function findAsLaid(
  connection: DuckDBConnection,
  rule: RuleDefinition,
): Promise<GatheredFinding[]> {
  await prepareDetection(connection);
  const limits = loadLimits();
  await runBounded(
    connection,
    rule,
    isOwn(rule) ? limits : { ...limits, lines: Number.MAX_SAFE_INTEGER - 1 },
  );
  return gatherFindings(connection, [rule]);
}
