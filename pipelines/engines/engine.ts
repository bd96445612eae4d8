/** Where the rules may run. The rule files and the derived tables are the same for all of them. */
export const ENGINE_NAMES = ['postgres', 'spark'] as const;

export type EngineName = (typeof ENGINE_NAMES)[number];

export type EngineColumnType = 'varchar' | 'integer' | 'bigint' | 'date' | 'boolean';

export interface EngineColumn {
  name: string;
  type: EngineColumnType;
}

/** A cell as text, in the form that all engines share: days as YYYY-MM-DD, `true` and `false`; null where there is nothing. */
export type EngineCell = string | null;

/** A table `canonical.<name>` or `parameter.<name>`. */
interface NamedTable {
  /** With its schema. */
  name: string;
  columns: readonly EngineColumn[];
}

/** With all of its rows. */
export interface TableOfRows extends NamedTable {
  rows: readonly (readonly EngineCell[])[];
}

/** Its rows lie in a Parquet file, which may have further columns. */
export interface TableOfFile extends NamedTable {
  file: string;
}

export type GivenTable = TableOfRows | TableOfFile;

export interface DerivedTable {
  /** With its schema. */
  name: string;
  sql: string;
}

/** Tables as they are given, what is derived from them, and the questions that every engine must answer alike. */
export interface World {
  what: string;
  given: readonly GivenTable[];
  derived: readonly DerivedTable[];
  questions: readonly { what: string; sql: string }[];
}

export interface Answer {
  columns: readonly string[];
  rows: readonly (readonly EngineCell[])[];
}

/** A database that runs the SQL of the rules. One file per engine says what it needs done differently. */
export interface Engine {
  readonly title: string;
  /** Puts these tables in the place of all that was given or derived before. */
  give(tables: readonly GivenTable[]): Promise<void>;
  /** Puts one more beside them, which goes with the next giving. */
  add(table: GivenTable): Promise<void>;
  /** Makes tables of those given, in this order. */
  derive(tables: readonly DerivedTable[]): Promise<void>;
  /** All rows of a query, in no order. Throws what the engine says where it cannot run it. */
  ask(sql: string): Promise<Answer>;
  close(): Promise<void>;
}

/** How two answers to the same question differ; null where columns and all rows are the same, order aside. */
export interface EngineDifference {
  what: string;
  columns?: readonly string[];
  /** Rows that only one side has, at most a few of each. */
  missing: readonly string[];
  beyond: readonly string[];
}

const SHOWN = 3;

export function compareAnswers(what: string, expected: Answer, found: Answer): EngineDifference | null {
  if (expected.columns.join() !== found.columns.join()) {
    return { what, columns: found.columns, missing: [], beyond: [] };
  }
  const left = new Map<string, number>();
  for (const row of expected.rows) count(left, row, 1);
  for (const row of found.rows) count(left, row, -1);
  const missing = [...left].filter(([, times]) => times > 0).map(([row]) => row);
  const beyond = [...left].filter(([, times]) => times < 0).map(([row]) => row);
  if (missing.length === 0 && beyond.length === 0) return null;
  return { what, missing: missing.sort().slice(0, SHOWN), beyond: beyond.sort().slice(0, SHOWN) };
}

function count(rows: Map<string, number>, row: readonly EngineCell[], by: number): void {
  const key = JSON.stringify(row);
  rows.set(key, (rows.get(key) ?? 0) + by);
}
