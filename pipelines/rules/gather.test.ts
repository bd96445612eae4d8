import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { loadRules, RULES_DIR } from '../../casework/rule-pack/load.ts';
import { isLong } from '../../tests/support/is-long.ts';
import { CaseWarehouse, tablesOf } from './case-warehouse.ts';
import { claimTotals } from './claim-totals.ts';
import { findingKey, type GatheredFinding, gatherFindings } from './gather.ts';
import { createParameterTables, loadParameters } from './parameters.ts';
import { prepareDetection, runRule } from './run.ts';

const CANONICAL_DIR = join(import.meta.dirname, '../../sql/canonical');
const rules = loadRules();
const READ = rules.flatMap((rule) => [...tablesOf(rule)]);

type Given = Parameters<CaseWarehouse['fill']>[0];

let connection: DuckDBConnection;
let warehouse: CaseWarehouse;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  warehouse = await CaseWarehouse.create(connection, CANONICAL_DIR);
  await createParameterTables(connection, loadParameters(RULES_DIR, rules), { asOf: '2022-12-31' });
});

async function detect(given: Given): Promise<GatheredFinding[]> {
  await warehouse.fill(given, READ);
  await prepareDetection(connection);
  for (const rule of rules) await runRule(connection, rule);
  return gatherFindings(connection, rules);
}

const deadAndDrawingTwice: Given = {
  'canonical.person': [{ person_id: 'p1', name: '王秀英', born_on: '1950-01-01' }],
  'canonical.death_record': [{ person_id: 'p1', died_on: '2022-05-31' }],
  'canonical.employee_pension_record': [{ person_id: 'p1', start_month: 202205, match_strength: 'probable' }],
  'canonical.roster_line': [
    { person_id: 'p1', month: '202205..202207', basic_fen: 11300, age_topup_fen: 500, account_fen: 10000 },
  ],
};

describe('claims of several rules on one line', () => {
  it('count with the largest, never with their sum', async () => {
    const findings = await detect(deadAndDrawingTwice);
    expect(findings.map((finding) => [finding.rule_id, finding.amount_fen])).toEqual([
      ['deceased/paid-after-death', 43600],
      ['dual-benefit/employee-pension', 35400],
    ]);
    expect(await claimTotals(connection)).toEqual({
      people: 1,
      // May 118.00 by the employee pension alone; June and July 218.00 each by the death
      amount_fen: 11800 + 21800 + 21800,
      confirmed_fen: 21800 + 21800,
      summed_fen: 43600 + 35400,
      overlap_fen: 2 * 11800,
      overlap_lines: 2,
      owed_to_people_fen: 0,
      possible_fen: 0,
    });
  });

  it('leave out what is owed to people and what was paid short', async () => {
    const findings = await detect({
      'canonical.person': [{ person_id: 'p1', born_on: '1950-01-01' }],
      'canonical.roster_line': [
        { person_id: 'p1', month: 202201, basic_fen: 11800 },
        { person_id: 'p1', month: 202202, basic_fen: 10000 },
      ],
      'canonical.death_record': [{ person_id: 'p2', died_on: '2022-05-31' }],
      'canonical.funeral_grant': [{ person_id: 'p2', paid_month: 202206, amount_fen: 129600 }],
    });
    expect(findings.map((finding) => [finding.rule_id, finding.direction, finding.amount_fen])).toEqual([
      ['eligibility/amount-below-entitlement', 'person', 1800],
      ['funeral-grant/wrong-amount', 'person', 6000],
    ]);
    expect(await claimTotals(connection)).toMatchObject({
      people: 0,
      amount_fen: 0,
      confirmed_fen: 0,
      owed_to_people_fen: 7800,
    });
  });

  it('are lessened once in all by what was kept back without saying of what, each as far as the one before leaves of it', async () => {
    const findings = await detect({
      'canonical.person': [{ person_id: 'p1', born_on: '1950-03-01' }],
      'canonical.account_balance': [{ person_id: 'p1', balance_fen: 900_000, award_balance_fen: 1_390_000 }],
      'canonical.roster_line': [
        // 10.00 of the basic part and 20.00 of the account a month too much, and then 80.00 kept back
        {
          person_id: 'p1',
          month: '202201..202203',
          basic_fen: 12300,
          age_topup_fen: 500,
          account_fen: 12000,
        },
        {
          person_id: 'p1',
          month: 202204,
          basic_fen: 11300,
          age_topup_fen: 500,
          account_fen: 10000,
          total_fen: 13800,
        },
      ],
    });
    expect(findings.map(({ rule_id, amount_fen }) => [rule_id, amount_fen])).toEqual([
      ['eligibility/amount-above-entitlement', 1000],
    ]);
  });

  it('a benefit line and a funeral grant with the same number are two lines', async () => {
    await detect({
      'canonical.death_record': [{ person_id: 'p1', died_on: '2022-05-31' }],
      'canonical.roster_line': [{ person_id: 'p1', row_id: 1, month: 202206, basic_fen: 11300 }],
      'canonical.funeral_grant': [
        { person_id: 'p1', line_id: 99, paid_month: 202206, amount_fen: 135600 },
        { person_id: 'p1', line_id: 100, paid_month: 202206, amount_fen: 135600 },
      ],
    });
    expect(await claimTotals(connection)).toMatchObject({ people: 1, amount_fen: 146900, overlap_fen: 0 });
  });
});

describe('a finding', () => {
  it('keeps its key when the rule gets a new version, and names no account or number in it', () => {
    expect(findingKey('account/shared-account', 'p1', '6230001')).toMatch(/^[0-9a-f]{32}$/);
    expect(findingKey('account/shared-account', 'p1', '6230001')).not.toBe(
      findingKey('account/shared-account', 'p1', '6230002'),
    );
  });

  it('carries its lines, month by month, with the rows on both sides', async () => {
    const [finding] = await detect({
      'canonical.person': [
        { person_id: 'p1', name: '王秀英', resident_id_raw: '53252619500101997x', township: '竹园镇' },
      ],
      'canonical.death_record': [{ person_id: 'p1', record_id: 7, died_on: '2022-05-31' }],
      'canonical.roster_line': [
        { person_id: 'p1', row_id: 42, month: 202207, basic_fen: 11300, account_fen: 100, total_fen: 11500 },
        { person_id: 'p1', row_id: 41, month: 202206, basic_fen: 11300 },
      ],
    });
    expect(finding).toMatchObject({
      name: '王秀英',
      resident_id: '53252619500101997x',
      township: '竹园镇',
      line_of: 'benefit_payment',
      line_ids: ['4100', '4200'],
      counter_ids: ['7'],
      lines: [
        { line_id: '4100', month: 202206, amount_fen: 11300, components: { basic: 11300 } },
        // 1.00 yuan that no column of the roster explains still ties
        {
          line_id: '4200',
          month: 202207,
          amount_fen: 11500,
          components: { basic: 11300, account: 100, other: 100 },
        },
      ],
    });
  });

  it('is the same whatever the order of the received rows', async () => {
    const people = [1, 2, 3, 4];
    const lines = people.flatMap((person) =>
      [202204, 202205, 202206, 202207].map((month, index) => ({
        person_id: `p${person}`,
        row_id: person * 10 + index,
        month,
        basic_fen: 11300 + index * 100,
      })),
    );
    const deaths = people.flatMap((person) => [
      { person_id: `p${person}`, record_id: person * 10 + 1, died_on: '2022-05-31', source_kind: 'police' },
      { person_id: `p${person}`, record_id: person * 10 + 2, died_on: '2022-06-01', source_kind: 'medical' },
    ]);
    const given = {
      'canonical.person': people.map((person) => ({ person_id: `p${person}`, born_on: '1950-01-01' })),
      'canonical.employee_pension_record': people.map((person) => ({
        ...{ person_id: `p${person}`, record_id: person * 10 + 3, start_month: 202205 },
        match_strength: 'probable',
      })),
    };
    const rows = (of: typeof lines, dead: typeof deaths): Given => ({
      ...given,
      'canonical.roster_line': of,
      'canonical.death_record': dead,
    });
    const expected = await detect(rows(lines, deaths));
    expect(expected.length).toBeGreaterThanOrEqual(2 * people.length);
    const property = fc.asyncProperty(
      fc.shuffledSubarray(lines, { minLength: lines.length }),
      fc.shuffledSubarray(deaths, { minLength: deaths.length }),
      async (someLines, someDeaths) => {
        expect(await detect(rows(someLines, someDeaths))).toEqual(expected);
      },
    );
    await fc.assert(property, { numRuns: isLong ? 10 : 1 });
  });

  it('is not touched by people who have nothing to do with it', async () => {
    const alone = await detect(deadAndDrawingTwice);
    const stranger = fc.record({
      basic_fen: fc.integer({ min: 1, max: 30000 }),
      month: fc.constantFrom(202203, 202206, 202212),
      died_on: fc.constantFrom('2022-01-31', '2022-06-30'),
    });
    const strangers = fc.array(stranger, { minLength: 5, maxLength: 12 });
    const property = fc.asyncProperty(strangers, async (others) => {
      const named = others.map((one, index) => ({ person_id: `p${index + 2}`, ...one }));
      const together = await detect({
        ...deadAndDrawingTwice,
        'canonical.death_record': [
          ...deadAndDrawingTwice['canonical.death_record']!,
          ...named.map(({ person_id, died_on }) => ({ person_id, died_on })),
        ],
        'canonical.roster_line': [
          ...deadAndDrawingTwice['canonical.roster_line']!,
          ...named.map(({ person_id, month, basic_fen }) => ({ person_id, month, basic_fen })),
        ],
      });
      const figures = (findings: GatheredFinding[]) =>
        findings
          .filter((finding) => finding.person_id === 'p1')
          .map(({ finding_key, amount_fen, months, reason, facts }) => ({
            finding_key,
            amount_fen,
            months,
            reason,
            facts,
          }));
      expect(figures(together)).toEqual(figures(alone));
    });
    await fc.assert(property, { numRuns: isLong ? 10 : 1 });
  });
});

describe('a rule that breaks the contract is a fault', () => {
  const rule = rules.find((one) => one.rule_id === 'deceased/paid-after-death')!;
  const broken = (sql: string): RuleDefinition => ({ ...rule, sql });
  const columns =
    "'p1' as person_id, 'death' as occurrence_key, 202206 as month, 1 as amount_fen, 1 as line_id, 1 as counter_id";

  it('when a column is missing or unknown', async () => {
    await expect(runRule(connection, broken(`select ${columns}`))).rejects.toThrow(
      /lacks \[match_strength\]/,
    );
    const extra = `select ${columns}, 'confirmed' as match_strength, 1 as surprise`;
    await expect(runRule(connection, broken(extra))).rejects.toThrow(/has also \[surprise\]/);
  });

  it('when it invents a strength', async () => {
    await expect(
      runRule(connection, broken(`select ${columns}, 'certain' as match_strength`)),
    ).rejects.toThrow(/not a match strength/);
  });
});

it('a rule that puts money owed to the fund and to the person into one finding is a fault', async () => {
  await prepareDetection(connection);
  await connection.run(`
    insert into detection.rule_line by name
    select 'funeral-grant/wrong-amount' as rule_id, 'fund' as direction, 'funeral_grant' as line_of, 'p1' as person_id,
        'funeral' as occurrence_key, 6000 as amount_fen, range as line_id, 3 as strength_rank,
        case range when 0 then '{"is_short":true}' else '{"is_short":false}' end as facts
    from range(2)`);
  await expect(gatherFindings(connection, rules)).rejects.toThrow(/owed to the fund and to the person/);
});

it('gathers twenty thousand findings of sixty thousand lines in seconds of processor time', async () => {
  await prepareDetection(connection);
  await connection.run(`
    insert into detection.rule_line by name
    select 'deceased/paid-after-death' as rule_id, 'fund' as direction, 'benefit_payment' as line_of,
        'p' || (range // 3) as person_id, 'death' as occurrence_key, cast(202201 + range % 3 as integer) as month,
        11300 as amount_fen, range as line_id, range // 3 as counter_id, 3 as strength_rank, 11300 as basic_fen,
        '{"died_on":"2021-12-31","died_month":202112}' as facts
    from range(60000)`);
  // processor time, because the machine may be shared
  const before = process.cpuUsage();
  const findings = await gatherFindings(connection, rules);
  const spent = process.cpuUsage(before);
  expect(findings).toHaveLength(20000);
  expect(findings.every((finding) => finding.amount_fen === 33900 && finding.months === 3)).toBe(true);
  const seconds = (spent.user + spent.system) / 1e6;
  console.log(`gathered in ${seconds.toFixed(1)} s of processor time`);
  // about one and a half on two cores; what grew with the square of its lines would take minutes
  expect(seconds).toBeLessThan(10);
});
