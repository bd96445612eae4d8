import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RuleDefinition } from '../casework/rule-pack/definition.ts';
import { loadReservedRules, loadRules, RULES_DIR } from '../casework/rule-pack/load.ts';
import { CaseWarehouse, canonicalTablesIn } from '../pipelines/rules/case-warehouse.ts';
import { type ExpectedFinding, loadCases, officeSettingsOf } from '../pipelines/rules/cases.ts';
import { type GatheredFinding, gatherFindings } from '../pipelines/rules/gather.ts';
import { createParameterTables, loadParameters } from '../pipelines/rules/parameters.ts';
import { prepareDetection, runRule } from '../pipelines/rules/run.ts';

const CANONICAL_DIR = join(import.meta.dirname, '../sql/canonical');

const rules = [...loadRules(), ...loadReservedRules()];
let connection: DuckDBConnection;
let warehouse: CaseWarehouse;
/** The settings whose parameters stand in the database, and the day. */
let settled: { settings: string; asOf: string } | null = null;

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  connection = await instance.connect();
  warehouse = await CaseWarehouse.create(connection, CANONICAL_DIR);
});

for (const rule of rules) {
  describe(rule.rule_id, () => {
    for (const ruleCase of loadCases(rule)) {
      it(ruleCase.name, async () => {
        await warehouse.fill(ruleCase.given, tablesOf(rule));
        await settle(officeSettingsOf(ruleCase), ruleCase.as_of);
        await prepareDetection(connection);
        const { line_count } = await runRule(connection, rule);
        const found = line_count === 0 ? [] : await gatherFindings(connection, rules);
        const expected = ruleCase.finds.toSorted(byOccurrence);
        expect(
          found.toSorted(byOccurrence).map((finding, index) => likeExpected(finding, expected[index])),
        ).toEqual(expected);
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

function tablesOf(rule: RuleDefinition): Set<string> {
  const read = canonicalTablesIn(rule.sql);
  return new Set(rule.line_of === 'record' ? read : [...read, rule.line_of]);
}

/** The finding in the words of the case: all of its figures, and of facts and texts those that the case names. */
function likeExpected(finding: GatheredFinding, expected: ExpectedFinding | undefined): ExpectedFinding {
  const { person_id, amount_fen, months, first_month, last_month, match_strength } = finding;
  const shown: ExpectedFinding = { person_id, amount_fen, months, first_month, last_month, match_strength };
  if (expected?.occurrence_key !== undefined) shown.occurrence_key = finding.occurrence_key;
  if (expected?.reason !== undefined) shown.reason = finding.reason;
  if (expected?.facts !== undefined) {
    shown.facts = Object.fromEntries(
      Object.keys(expected.facts)
        .filter((name) => name in finding.facts)
        .map((name) => [name, finding.facts[name]!]),
    );
  }
  if (expected?.components !== undefined) {
    shown.components = {};
    for (const line of finding.lines) {
      for (const [name, fen] of Object.entries(line.components)) {
        shown.components[name] = (shown.components[name] ?? 0) + fen;
      }
    }
  }
  return shown;
}

function byOccurrence(a: { person_id: string; first_month: number | null }, b: typeof a): number {
  return a.person_id.localeCompare(b.person_id) || (a.first_month ?? 0) - (b.first_month ?? 0);
}
