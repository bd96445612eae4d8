import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadReservedRules, loadRules, RULES_DIR } from '../casework/rule-pack/load.ts';
import { loadLimits } from '../pipelines/rules/bounded.ts';
import { CaseWarehouse } from '../pipelines/rules/case-warehouse.ts';
import { loadCases, officeSettingsOf, type RuleCase } from '../pipelines/rules/cases.ts';
import { createParameterTables, loadParameters } from '../pipelines/rules/parameters.ts';
import { type PlayedCase, playCase } from '../pipelines/rules/play-case.ts';
import { playTogether } from '../pipelines/rules/play-together.ts';
import { isLong } from './support/is-long.ts';

const CANONICAL_DIR = join(import.meta.dirname, '../sql/canonical');

const rules = [...loadRules(), ...loadReservedRules()];
const casesOf = rules.map((rule) => ({ rule, cases: loadCases(rule) }));
let connection: DuckDBConnection;
let warehouse: CaseWarehouse;
/** The settings whose parameters stand in the database, and the day. */
let settled: { settings: string; asOf: string } | null = null;
/** Every case in the company of the others; whoever finds otherwise there than it says is played alone. */
let inCompany = new Map<RuleCase, PlayedCase>();

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  connection = await instance.connect();
  warehouse = await CaseWarehouse.create(connection, CANONICAL_DIR);
  if (isLong) return;
  const all = casesOf.flatMap(({ rule, cases }) => cases.map((ruleCase) => ({ rule, ruleCase })));
  inCompany = await playTogether(connection, warehouse, all, loadLimits());
});

for (const { rule, cases } of casesOf) {
  describe(rule.rule_id, () => {
    for (const ruleCase of cases) {
      it(ruleCase.name, async () => {
        const together = inCompany.get(ruleCase);
        if (together !== undefined && isDeepStrictEqual(together.found, together.expected)) return;
        await settle(officeSettingsOf(ruleCase), ruleCase.as_of);
        const { expected, found } = await playCase(connection, warehouse, rule, ruleCase, loadLimits());
        expect(found).toEqual(expected);
      });
    }
  });
}

async function settle(settings: unknown, asOf: string): Promise<void> {
  const wanted = JSON.stringify(settings);
  if (settled?.settings === wanted && settled.asOf === asOf) return;
  const parameters = settled?.settings === wanted ? new Map() : loadParameters(RULES_DIR, rules, settings);
  await createParameterTables(connection, parameters, { asOf });
  settled = { settings: wanted, asOf };
}
