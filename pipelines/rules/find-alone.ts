import type { DuckDBConnection } from '@duckdb/node-api';
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

/** The same with the `parameter.*` that are laid out already. */
export async function findAsLaid(
  connection: DuckDBConnection,
  rule: RuleDefinition,
): Promise<GatheredFinding[]> {
  await prepareDetection(connection);
  await runBounded(connection, rule, loadLimits());
  return gatherFindings(connection, [rule]);
}
