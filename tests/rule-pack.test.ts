import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RuleDefinition } from '../casework/rule-pack/definition.ts';
import { legalBasisInForce } from '../casework/rule-pack/legal-basis.ts';
import { loadReservedRules, loadRules, RULES_DIR } from '../casework/rule-pack/load.ts';
import { factsNamed } from '../casework/rule-pack/sentence.ts';
import { CaseWarehouse, derivedTables } from '../pipelines/rules/case-warehouse.ts';
import { loadCases } from '../pipelines/rules/cases.ts';
import {
  declaredParameters,
  isLowerCase,
  notPortable,
  parametersRead,
  readBySql,
} from '../pipelines/rules/dialect.ts';
import { createParameterTables, loadParameters } from '../pipelines/rules/parameters.ts';
import { prepareDetection, runRule } from '../pipelines/rules/run.ts';
import { NOT_KEPT } from '../pipelines/steps/write-build.ts';
import { loadSources } from '../reading/sources/load-sources.ts';

const CANONICAL_DIR = join(import.meta.dirname, '../sql/canonical');

const rules = [...loadRules(), ...loadReservedRules()];
const parameters = loadParameters(RULES_DIR, rules);
const shared = new Set(
  [...parameters.keys()].filter((name) => !rules.some((rule) => name in rule.parameters)),
);
let connection: DuckDBConnection;

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  connection = await instance.connect();
  const warehouse = await CaseWarehouse.create(connection, CANONICAL_DIR);
  const derived = [
    'roster_month',
    'kept_payment',
    'settled_grant',
    'benefit_payment',
    'several_lines',
    'death',
    'employee_pension',
    'beneficiary',
    'account_use',
    'behalf_township',
    'certified_township',
    'perhaps_same',
    'known_standing',
    'enrolment_standing',
  ];
  await warehouse.fill({}, derived);
  await createParameterTables(connection, parameters, { asOf: '2022-12-31' });
  await prepareDetection(connection);
});

it('the pack asks the twenty-one questions of the fund, and may ask more', () => {
  const asked = [
    'account/holder-mismatch',
    'account/shared-account',
    'certification/arrears-due',
    'certification/overdue-still-paid',
    'deceased/certified-after-death',
    'deceased/paid-after-death',
    'dual-benefit/employee-pension',
    'dual-benefit/paid-twice',
    'eligibility/amount-above-entitlement',
    'eligibility/amount-below-entitlement',
    'eligibility/paid-before-sixty',
    'eligibility/registration-cancelled',
    'funeral-grant/paid-twice',
    'funeral-grant/without-death',
    'funeral-grant/wrong-amount',
    'identity/invalid-resident-id',
    'identity/one-id-two-people',
    'identity/one-person-two-ids',
    'imprisonment/paid-while-imprisoned',
    'land-loss/paid-twice',
    'paid-on-behalf/not-entitled',
  ];
  expect(asked.filter((ruleId) => !rules.some(({ rule_id }) => rule_id === ruleId))).toEqual([]);
});

it.each(derivedTables(CANONICAL_DIR).map(({ name, sql }) => [name, sql] as const))(
  'canonical.%s is derived in SQL that another engine can run',
  (_name, sql) => {
    expect(notPortable(sql)).toBeNull();
  },
);

it('every shared parameter is asked for by a rule', () => {
  expect([...shared].filter((name) => !rules.some((rule) => rule.uses.includes(name)))).toEqual([]);
});

describe.each(rules.map((rule) => [rule.rule_id, rule] as const))('%s', (_id, rule) => {
  it('keeps the contract of columns on empty tables', async () => {
    expect((await runRule(connection, rule)).line_count).toBe(0);
  });

  it('names the lists it goes by, and only such as can be read', () => {
    const known = new Set(loadSources().map(({ source }) => source));
    const named = [...rule.needs, ...rule.helped_by].flatMap(({ any }) => any);
    expect(named.filter((source) => !known.has(source))).toEqual([]);
    expect(named.length, 'says which lists it goes by').toBeGreaterThan(0);
  });

  it('reads the business tables and its parameters only', async () => {
    const foreign = (await tablesRead(rule)).filter((table) => !/^(canonical|parameter)\./.test(table));
    expect(foreign).toEqual([]);
  });

  it('reads no table that a published build leaves out: a night on another day has it no more', async () => {
    expect((await tablesRead(rule)).filter((table) => NOT_KEPT.has(table))).toEqual([]);
  });

  it('declares the parameters that it reads, and reads those that it declares', async () => {
    expect(parametersRead(await tablesRead(rule))).toEqual(declaredParameters(rule));
  });

  it('is written in SQL that another engine can run', () => {
    expect(notPortable(rule.sql)).toBeNull();
    expect(isLowerCase(rule.sql)).toBe(true);
    expect(rule.sql).toMatch(/^-- Grain: /);
  });

  it('says no fact in its sentence that its lines do not carry', () => {
    const carried = new Set([...rule.sql.matchAll(/\bfact_([a-z0-9_]+)/g)].map((match) => match[1]!));
    const named = [...factsNamed(rule.sentence), ...factsNamed(rule.sentence_en)];
    expect(named.filter((fact) => !carried.has(fact))).toEqual([]);
  });

  it('has a case that fires, one that stays silent and a weak link', () => {
    const cases = loadCases(rule);
    expect(cases.some((one) => one.finds.length > 0)).toBe(true);
    expect(cases.some((one) => one.finds.length === 0)).toBe(true);
    expect(cases.some((one) => one.finds.some((finding) => finding.match_strength !== 'confirmed'))).toBe(
      true,
    );
    expect(new Set(cases.map((one) => one.name)).size).toBe(cases.length);
  });

  it('can cite law for the year of the report, and cites none before it was in force', () => {
    expect(legalBasisInForce(rule, 202205).length).toBeGreaterThan(0);
    expect(legalBasisInForce(rule, 202205).map((basis) => basis.text)).not.toContain('社会保险经办条例');
  });

  it('prints no article of a text that nobody has been able to check', () => {
    const unchecked = rule.legal_basis.filter((basis) =>
      /〔2019〕84号|〔2024〕74号|〔20(14|19|20)〕/.test(basis.text),
    );
    expect(unchecked.filter((basis) => basis.article !== null)).toEqual([]);
  });
});

it('the regulation on handling social insurance may be cited from December 2023 on', () => {
  const rule = rules.find((one) => one.rule_id === 'deceased/paid-after-death')!;
  const texts = (month: number) => legalBasisInForce(rule, month).map((basis) => basis.text);
  expect(texts(202311)).not.toContain('社会保险经办条例');
  expect(texts(202312)).toContain('社会保险经办条例');
});

async function tablesRead(rule: RuleDefinition): Promise<string[]> {
  const { tables, functions, fault } = await readBySql(connection, rule.sql);
  expect(fault).toBeNull();
  expect(functions).toEqual([]);
  expect(tables.length).toBeGreaterThan(0);
  return tables;
}
