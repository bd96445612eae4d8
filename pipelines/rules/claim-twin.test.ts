import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { atRisk, claimOf, owedToPerson, settleDirection } from '../../core/claim.ts';
import { atRiskSql, linesOnceSql, restingOnSql, settledDirectionSql } from '../../core/claim-sql.ts';
import { type Direction, type Finding, type FindingLine, MATCH_STRENGTHS } from '../../core/finding.ts';
import { sampleFinding } from '../../tests/support/sample-office.ts';

const DIRECTIONS: Direction[] = ['fund', 'person', 'none'];

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
});

const line = fc.record({
  line_id: fc.constantFrom('', '1', '2', '3'),
  month: fc.constantFrom(202205, 202206, null),
  amount_fen: fc.option(fc.integer({ min: -300, max: 900 })),
});

/** A line stands in a finding once; lines without an id are as many as the rule says. */
const lines = fc.uniqueArray(line, { minLength: 1, maxLength: 5, selector: (one) => JSON.stringify(one) });

const drafts = fc.uniqueArray(
  fc.record({
    person_id: fc.constantFrom('p1', 'p2', 'p3'),
    rule_id: fc.constantFrom('a/one', 'a/two', 'b/three'),
    direction: fc.constantFrom(...DIRECTIONS),
    match_strength: fc.constantFrom(...MATCH_STRENGTHS),
    at_risk_fen: fc.option(fc.nat(5000)),
    lines,
  }),
  { maxLength: 8, selector: ({ person_id, rule_id }) => `${person_id} ${rule_id}` },
);

test('the warehouse and the casebook claim, owe and put at risk the same, whatever was found', async () => {
  await fc.assert(
    fc.asyncProperty(drafts, async (given) => {
      const findings = given.map(({ at_risk_fen, ...draft }) => findingOf(draft, at_risk_fen));
      await keep(findings);
      const perPerson = (fenOf: (ofPerson: Finding[]) => number) =>
        Object.fromEntries(
          ['p1', 'p2', 'p3'].flatMap((person) => {
            const fen = fenOf(findings.filter(({ person_id }) => person_id === person));
            return fen === 0 ? [] : [[person, fen]];
          }),
        );
      expect(await byPerson(linesOnceSql('fund'))).toEqual(perPerson((of) => claimOf(of).amount_fen));
      expect(await byPerson(linesOnceSql('fund'), 'possible_fen')).toEqual(
        perPerson((of) => claimOf(of).possible_fen),
      );
      expect(await byPerson(linesOnceSql('person'))).toEqual(perPerson((of) => owedToPerson(of).amount_fen));
      expect(await byPerson(atRiskSql())).toEqual(perPerson((of) => atRisk(of).amount_fen));
    }),
    { numRuns: 60 },
  );
});

test('a finding of money that another rule claims already raises no total, and what the new ones raise is what all claim less what the old ones did', async () => {
  const line = { line_id: '1', month: 202205, amount_fen: 85_434 };
  const held = { person_id: 'p1', rule_id: 'a/one', direction: 'fund', match_strength: 'confirmed' } as const;
  await keep([
    findingOf({ ...held, lines: [line] }, null),
    findingOf({ ...held, rule_id: 'a/two', lines: [line] }, null),
  ]);
  const isNew = "finding.rule_id = 'a/two'";
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJS();
  expect(await rows(restingOnSql('fund', isNew))).toEqual([[0n]]);
  const byRule = await rows(`from (${restingOnSql('fund', isNew, true)}) where fen <> 0`);
  expect(byRule).toEqual([['a/two', 85_434n]]);
  expect(await rows(restingOnSql('fund', 'true'))).toEqual([[85_434n]]);
  await fc.assert(
    fc.asyncProperty(drafts, fc.nat(8), async (given, old) => {
      const findings = given.map(({ at_risk_fen, ...draft }) => findingOf(draft, at_risk_fen));
      await keep(findings);
      const claimed = (some: readonly Finding[]) =>
        ['p1', 'p2', 'p3'].reduce(
          (sum, person) => sum + claimOf(some.filter(({ person_id }) => person_id === person)).amount_fen,
          0,
        );
      expect(await rows(restingOnSql('fund', `finding.finding_no >= ${old}`))).toEqual([
        [BigInt(claimed(findings) - claimed(findings.slice(0, old)))],
      ]);
    }),
    { numRuns: 40 },
  );
});

test('whose the money is: the rule says, and a claim for the fund that was paid short turns round', async () => {
  for (const ofRule of DIRECTIONS) {
    for (const facts of [{}, { is_short: true }, { is_short: false }, { is_short: null }]) {
      const sql = settledDirectionSql(`'${ofRule}'`, `'${JSON.stringify(facts)}'`);
      const [[settled]] = (await connection.runAndReadAll(`select ${sql}`)).getRowsJS() as [[Direction]];
      const turned = ofRule === 'fund' && facts.is_short === true;
      expect(settled).toBe(turned ? 'person' : ofRule);
      expect(settleDirection(ofRule, facts)).toBe(settled);
    }
  }
});

type Draft = Pick<Finding, 'person_id' | 'rule_id' | 'direction' | 'match_strength'> & {
  lines: Omit<FindingLine, 'components'>[];
};

function findingOf({ lines: given, ...rest }: Draft, atRiskFen: number | null): Finding {
  const known = new Set<string>();
  const own = given
    .filter(({ line_id, month }) => {
      const key = `${line_id} ${month}`;
      if (line_id !== '' && known.has(key)) return false;
      known.add(key);
      return true;
    })
    .map((one) => ({ ...one, components: {} }));
  const amounts = own.flatMap(({ amount_fen }) => (amount_fen === null ? [] : [amount_fen]));
  return {
    ...sampleFinding(rest),
    lines: own,
    amount_fen: amounts.length === 0 ? null : amounts.reduce((sum, fen) => sum + fen, 0),
    facts: atRiskFen === null ? {} : { at_risk_fen: atRiskFen },
  };
}

async function keep(findings: readonly Finding[]): Promise<void> {
  await connection.run(`
    create schema if not exists detection;
    create or replace table detection.finding (
        finding_no integer, rule_id varchar, person_id varchar, direction varchar, amount_fen bigint,
        strength_rank integer, facts varchar);
    create or replace table detection.finding_line (
        finding_no integer, rule_id varchar, person_id varchar, line_of varchar, line_id bigint, month integer,
        amount_fen bigint)`);
  for (const [
    no,
    { rule_id, person_id, direction, match_strength, amount_fen, facts, lines: own },
  ] of findings.entries()) {
    await connection.run(
      `insert into detection.finding values
         (${no}, '${rule_id}', '${person_id}', '${direction}', ${amount_fen},
          ${MATCH_STRENGTHS.length - MATCH_STRENGTHS.indexOf(match_strength)}, '${JSON.stringify(facts)}')`,
    );
    for (const { line_id, month, amount_fen: fen } of own) {
      await connection.run(
        `insert into detection.finding_line values
           (${no}, '${rule_id}', '${person_id}', 'record', ${line_id === '' ? null : line_id}, ${month}, ${fen})`,
      );
    }
  }
}

async function byPerson(
  rows: string,
  column: 'amount_fen' | 'possible_fen' = 'amount_fen',
): Promise<Record<string, number>> {
  const table = await connection.runAndReadAll(
    `select person_id, sum(${column})::double as fen from (${rows}) group by person_id having sum(${column}) <> 0`,
  );
  return Object.fromEntries(table.getRowsJS().map(([person, fen]) => [String(person), Number(fen)]));
}
