import type { DuckDBConnection } from '@duckdb/node-api';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { quoteText } from '../../storage/warehouse/database.ts';

/**
 * Words of one engine, of a clock or of chance: another engine must run the same file, and a night run again must say the
 * same.
 */
const NOT_PORTABLE =
  /\b(qualify|asof|struct(_\w+)?|list(_\w+)?|unnest|last_day|strptime|strftime|regexp\w*|date_diff|datediff|date_trunc|trunc|strpos|instr|interval|arg_max|arg_min|max_by|min_by|string_agg|now|current_date|current_timestamp|today|random|uuid|group by all|select \*|exclude|ilike|try_cast|filter)\b|::|\* replace\b/i;

const bare = (sql: string): string => sql.replace(/--.*$/gm, '').replace(/'[^']*'/g, "''");

/** The first word that only one engine understands, as it stands there; null where another engine can run the SQL. */
export function notPortable(sql: string): string | null {
  return NOT_PORTABLE.exec(bare(sql))?.[0] ?? null;
}

/** Whether all keywords and names are in small letters. */
export function isLowerCase(sql: string): boolean {
  const code = bare(sql);
  return code === code.toLowerCase();
}

/** What a rule's SQL reads, by the engine's own parse, without the names that it gives itself. */
export interface ReadBySql {
  /** `schema.table`; without a schema the text before the dot is empty. */
  tables: string[];
  /** Functions that stand in the place of a table, such as those that read files. */
  functions: string[];
  /** What the engine does not understand, where it does not. */
  fault: string | null;
}

/** Takes a query apart without running it: one question it must be, and nothing else. */
export async function readBySql(connection: DuckDBConnection, sql: string): Promise<ReadBySql> {
  const parsed = await connection.runAndReadAll(`select json_serialize_sql(${quoteText(sql)})`);
  const tree = JSON.parse(String(parsed.getRowsJS()[0]?.[0])) as {
    error: boolean;
    error_message?: string;
    statements?: unknown[];
  };
  if (tree.error) return { tables: [], functions: [], fault: tree.error_message ?? 'syntax error' };
  if (tree.statements?.length !== 1) return { tables: [], functions: [], fault: 'more than one statement' };
  const tables: string[] = [];
  const functions: string[] = [];
  const own = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    else if (typeof node === 'object' && node !== null) {
      const record = node as Record<string, unknown>;
      if (record.type === 'BASE_TABLE') tables.push(`${record.schema_name || ''}.${record.table_name}`);
      if (record.type === 'TABLE_FUNCTION') {
        functions.push(String((record.function as { function_name?: string }).function_name));
      }
      const map = (record.cte_map as { map?: { key: string }[] } | undefined)?.map ?? [];
      for (const entry of map) own.add(`.${entry.key}`);
      for (const value of Object.values(record)) visit(value);
    }
  };
  visit(tree);
  return { tables: tables.filter((table) => !own.has(table)), functions, fault: null };
}

/** Parameters that a rule says it reads. */
export function declaredParameters(rule: Pick<RuleDefinition, 'uses' | 'parameters'>): string[] {
  return [...rule.uses, ...Object.keys(rule.parameters)].sort();
}

/** Parameters among the tables that were read; the night's own day is none. */
export function parametersRead(tables: readonly string[]): string[] {
  const names = tables.filter((table) => table.startsWith('parameter.') && table !== 'parameter.run');
  return [...new Set(names.map((table) => table.slice('parameter.'.length)))].sort();
}
