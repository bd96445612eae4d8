import { expect, test } from 'vitest';
import { type CaseWorld, caseSets } from './case-sets.ts';
import { DuckdbEngine } from './duckdb.ts';
import type { Answer } from './engine.ts';

/** Whoever was paid is named, unless a list came: silence of one case would hush the others. */
const SQL = 'select person_id, month from canonical.paid where not exists (select 1 from canonical.listed)';

function caseOf(name: string, paid: [string, string], listed: string[], rows: Answer['rows']): CaseWorld {
  return {
    ...{ rule_id: 'paid/unlisted', name, sql: SQL, derived: [], givesDerived: false },
    given: [
      {
        name: 'canonical.paid',
        columns: [
          { name: 'person_id', type: 'varchar' },
          { name: 'month', type: 'integer' },
        ],
        rows: [paid],
      },
      {
        name: 'canonical.listed',
        columns: [{ name: 'person_id', type: 'varchar' }],
        rows: listed.map((person) => [person]),
      },
    ],
    answer: { columns: ['person_id', 'month'], rows },
  };
}

async function* cases(): AsyncGenerator<CaseWorld> {
  yield caseOf('paid', ['p1', '202201'], [], [['p1', '202201']]);
  yield caseOf('a list came', ['p1', '202201'], ['p9'], []);
  yield caseOf('paid later', ['p1', '202202'], [], [['p1', '202202']]);
}

test('cases stand together where each gives what it gives alone, and nobody of one is somebody of another', async () => {
  const engine = await DuckdbEngine.open();
  const seen: [string, number, number][] = [];
  for await (const { what, given, questions } of caseSets(cases(), [])) {
    await engine.give(given);
    const [{ sql } = { sql: '' }] = questions;
    const { rows } = await engine.ask(sql);
    seen.push([what, rows.length, new Set(rows.map(([person]) => person)).size]);
  }
  await engine.close();
  expect(seen).toEqual([
    ['paid/unlisted: a list came', 0, 0],
    ['2 个案例 cases', 2, 2],
  ]);
});
