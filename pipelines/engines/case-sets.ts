import { isMarked, isOfEverybody, markOf, numberIn, ROW_NUMBER } from '../rules/case-marks.ts';
import { DuckdbEngine } from './duckdb.ts';
import {
  type Answer,
  compareAnswers,
  type DerivedTable,
  type Engine,
  type EngineCell,
  type EngineColumn,
  type TableOfRows,
  type World,
} from './engine.ts';

/** A case of a rule as an engine is given it, and what DuckDB answers to it alone. */
export interface CaseWorld {
  rule_id: string;
  name: string;
  sql: string;
  given: readonly TableOfRows[];
  derived: readonly DerivedTable[];
  /** It gives a table itself that is derived in all other cases. */
  givesDerived: boolean;
  answer: Answer;
}

/** Cases that stand in one world. */
interface CaseSet {
  cases: { one: CaseWorld; mark: string }[];
  tables: Map<string, TableOfRows>;
}

/**
 * Puts cases together, so that an engine to which every question is costly is asked once for many: people, numbers, names and places of
 * each case are marked as its own. A case that DuckDB does not answer in such company as it does alone is put into another.
 */
export async function* caseSets(
  cases: AsyncIterable<CaseWorld>,
  order: readonly DerivedTable[],
): AsyncGenerator<World> {
  const all: CaseWorld[] = [];
  for await (const one of cases) {
    if (one.givesDerived) yield worldOf(setOf([one]), order);
    else all.push(one);
  }
  const engine = await DuckdbEngine.open();
  try {
    const companies = setsThatFit(all);
    for (let set = companies.shift(); set !== undefined; set = companies.shift()) {
      const disturbed = await disturbedIn(engine, set, order);
      const [kept, others] = [new Set(set.cases.map(({ one }) => one)), [...disturbed]];
      for (const one of disturbed) kept.delete(one);
      if (kept.size > 0) {
        yield worldOf(setOf([...kept]), order);
        companies.push(...setsThatFit(others));
      } else {
        const half = Math.ceil(others.length / 2);
        companies.push(setOf(others.slice(0, half)), setOf(others.slice(half)));
      }
    }
  } finally {
    await engine.close();
  }
}

function setsThatFit(cases: readonly CaseWorld[]): CaseSet[] {
  const sets: CaseSet[] = [];
  for (const one of cases) {
    const set = sets.find((some) => fits(some, one));
    if (set === undefined) sets.push(setOf([one]));
    else put(set, one);
  }
  return sets;
}

function setOf(cases: readonly CaseWorld[]): CaseSet {
  const set: CaseSet = { cases: [], tables: new Map() };
  for (const one of cases) put(set, one);
  return set;
}

function isText({ name, type }: EngineColumn): boolean {
  return type === 'varchar' && isMarked(name);
}

function isCommon({ name, columns }: TableOfRows): boolean {
  return isOfEverybody(
    name,
    columns.map((column) => column.name),
  );
}

function fits({ tables }: CaseSet, { given }: CaseWorld): boolean {
  return given.every((table) => {
    const there = tables.get(table.name);
    return there === undefined || !isCommon(table) || there === table || sameRows(there, table);
  });
}

function sameRows(left: TableOfRows, right: TableOfRows): boolean {
  return JSON.stringify(left.rows) === JSON.stringify(right.rows);
}

function put(set: CaseSet, one: CaseWorld): void {
  const no = set.cases.length;
  const mark = markOf(no);
  set.cases.push({ one, mark });
  for (const table of one.given) {
    const there = set.tables.get(table.name);
    if (isCommon(table) || table.rows.length === 0) {
      // the very same table: an engine that has it keeps it
      if (there === undefined) set.tables.set(table.name, table);
    } else
      set.tables.set(table.name, {
        ...table,
        rows: [...(there?.rows ?? []), ...markedRows(table, no, mark)],
      });
  }
}

function markedRows({ columns, rows }: TableOfRows, no: number, mark: string): EngineCell[][] {
  const marked = columns.map((column) => {
    if (isText(column)) return (cell: string) => (cell === '' ? cell : mark + cell);
    if (ROW_NUMBER.test(column.name)) return (cell: string) => String(numberIn(no, Number(cell)));
    return (cell: string) => cell;
  });
  return rows.map((row) =>
    row.map((cell, place) => (cell === null ? null : (marked[place]?.(cell) ?? cell))),
  );
}

function worldOf({ cases, tables }: CaseSet, order: readonly DerivedTable[]): World {
  const needed = new Set(cases.flatMap(({ one }) => one.derived.map(({ name }) => name)));
  const rules = new Map(cases.map(({ one }) => [one.rule_id, one.sql]));
  const [only] = cases;
  return {
    what:
      cases.length === 1 && only !== undefined
        ? `${only.one.rule_id}: ${only.one.name}`
        : `${cases.length} 个案例 cases`,
    given: [...tables.values()],
    derived: order.filter(({ name }) => needed.has(name)),
    questions: [...rules].map(([what, sql]) => ({ what, sql })),
  };
}

/** Cases whose lines are others in the company of these; one by itself is never disturbed. */
async function disturbedIn(
  engine: Engine,
  set: CaseSet,
  order: readonly DerivedTable[],
): Promise<Set<CaseWorld>> {
  const disturbed = new Set<CaseWorld>();
  if (set.cases.length < 2) return disturbed;
  const world = worldOf(set, order);
  await engine.give(world.given);
  await engine.derive(world.derived);
  for (const { what, sql } of world.questions) {
    const answer = await engine.ask(sql);
    const person = answer.columns.indexOf('person_id');
    const byMark = Map.groupBy(answer.rows, (row) => (row[person] ?? '').slice(0, 5));
    for (const { one, mark } of set.cases) {
      if (one.rule_id !== what) continue;
      const own = { ...answer, rows: (byMark.get(mark) ?? []).map((row) => withoutMark(row, mark)) };
      if (compareAnswers(what, withoutRows(one.answer), withoutRows(own)) !== null) disturbed.add(one);
    }
  }
  return disturbed;
}

function withoutMark(row: readonly EngineCell[], mark: string): EngineCell[] {
  return row.map((cell) => cell?.replaceAll(mark, '') ?? null);
}

/** Numbers of rows are given anew. */
function withoutRows({ columns, rows }: Answer): Answer {
  const kept = columns.flatMap((name, place) => (ROW_NUMBER.test(name) ? [] : [place]));
  return {
    columns: kept.map((place) => columns[place] ?? ''),
    rows: rows.map((row) => kept.map((place) => row[place] ?? null)),
  };
}
