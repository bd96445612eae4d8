import type { DuckDBConnection } from '@duckdb/node-api';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import type { FindOffending } from '../rules/run.ts';
import { appendText } from './duckdb.ts';
import type { Answer, Engine } from './engine.ts';

/** What another engine finds of a rule, put where a rule that runs here leaves its lines. */
export function foundBy(engine: Pick<Engine, 'ask'>): FindOffending {
  return async (connection, rule) => leaveOffending(connection, rule, await engine.ask(rule.sql));
}

/** Makes `offending` of an answer, with the columns and types that the rule's own text has here. */
export async function leaveOffending(
  connection: DuckDBConnection,
  { sql }: Pick<RuleDefinition, 'sql'>,
  { rows }: Answer,
): Promise<number> {
  await connection.run(
    `create or replace temp table offending as select * from (\n${sql}\n) as offending limit 0`,
  );
  await appendText(connection, { schema: null, table: 'offending' }, rows);
  return rows.length;
}
