import type { DuckDBConnection } from '@duckdb/node-api';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { RULES_DIR } from '../../casework/rule-pack/load.ts';
import { type RuleLimits, runBounded } from './bounded.ts';
import { isMarked, isOfEverybody, markOf, numberIn, ROW_NUMBER } from './case-marks.ts';
import {
  CANONICAL_DIR,
  type CaseWarehouse,
  derivedTables,
  type GivenRows,
  tablesOf,
  withWhatTheyRead,
} from './case-warehouse.ts';
import { officeSettingsOf, type RuleCase } from './cases.ts';
import { type GatheredFinding, gatherFindings } from './gather.ts';
import { createParameterTables, loadParameters, parametersIn } from './parameters.ts';
import { type PlayedCase, tellPlayed } from './play-case.ts';
import { prepareDetection } from './run.ts';

export interface CaseOfRule {
  rule: RuleDefinition;
  ruleCase: RuleCase;
}

/** Cases that can stand in one world, and what they agree on. */
export interface Company {
  cases: CaseOfRule[];
  agreed: Map<string, string>;
}

/**
 * Plays many worked examples at once: those that agree on the day, on the parameters that their rules read and on what is the
 * same for everybody stand in one world, each with people, numbers, names and places of its own. Company can change an answer, as
 * where a rule asks whether a list came at all: whoever does not find here what the example says plays it alone. Of a world that cannot be played nothing is answered.
 */
export async function playTogether(
  connection: DuckDBConnection,
  warehouse: CaseWarehouse,
  all: readonly CaseOfRule[],
  limits: Pick<RuleLimits, 'seconds' | 'lines'>,
): Promise<Map<RuleCase, PlayedCase>> {
  const played = new Map<RuleCase, PlayedCase>();
  const rules = [...new Set(all.map(({ rule }) => rule))];
  for (const company of await companiesOf(warehouse, all)) {
    try {
      for (const [ruleCase, one] of await playCompany(connection, warehouse, rules, company, limits)) {
        played.set(ruleCase, one);
      }
    } catch {
      // one of them cannot be played: alone each says so for itself
    }
  }
  return played;
}

/** Puts cases together that agree. */
export async function companiesOf(warehouse: CaseWarehouse, all: readonly CaseOfRule[]): Promise<Company[]> {
  const companies: Company[] = [];
  for (const one of all) {
    const conditions = await conditionsOf(warehouse, one);
    const fits = ({ agreed }: Company): boolean =>
      [...conditions].every(([what, value]) => (agreed.get(what) ?? value) === value);
    let company = companies.find(fits);
    if (company === undefined) {
      company = { cases: [], agreed: new Map() };
      companies.push(company);
    }
    company.cases.push(one);
    for (const [what, value] of conditions) company.agreed.set(what, value);
  }
  return companies;
}

const DERIVED = derivedTables(CANONICAL_DIR);

/** What must be so in the world in which a case stands. */
async function conditionsOf(
  warehouse: CaseWarehouse,
  { rule, ruleCase }: CaseOfRule,
): Promise<Map<string, string>> {
  const conditions = new Map([['the day', ruleCase.as_of]]);
  for (const name of parametersIn(rule)) {
    conditions.set(name, JSON.stringify(ruleCase.parameters[name.replace('parameter.', '')] ?? null));
  }
  const read = withWhatTheyRead(DERIVED, [...tablesOf(rule), 'unread_list']);
  for (const name of [...read].map((table) => `canonical.${table}`)) {
    const given = ruleCase.given[name];
    if (DERIVED.some((table) => `canonical.${table.name}` === name)) {
      conditions.set(name, given === undefined ? 'derived' : 'given');
    } else if (await isCommon(warehouse, name)) conditions.set(name, JSON.stringify(given ?? []));
  }
  return conditions;
}

async function isCommon(warehouse: CaseWarehouse, table: string): Promise<boolean> {
  return isOfEverybody(table, await warehouse.columnsOf(table.replace('canonical.', '')));
}

/** Fills the world of a company, each case under a mark of its own; returns the rules that are asked there. */
export async function fillCompany(
  connection: DuckDBConnection,
  warehouse: CaseWarehouse,
  allRules: readonly RuleDefinition[],
  { cases }: Company,
): Promise<RuleDefinition[]> {
  const rules = [...new Set(cases.map(({ rule }) => rule))];
  const own: GivenRows[] = [];
  const ofEverybody: GivenRows = {};
  for (const { ruleCase } of cases) {
    const rows: GivenRows = {};
    for (const [name, given] of Object.entries(ruleCase.given)) {
      if (await isCommon(warehouse, name)) ofEverybody[name] = given;
      else rows[name] = given;
    }
    own.push(rows);
  }
  await warehouse.fillWithMany(
    [
      { given: ofEverybody, mark: (row) => row },
      ...own.map((given, no) => ({ given, mark: (row: GivenRows[string][number]) => markRow(no, row) })),
    ],
    rules.flatMap((rule) => [...tablesOf(rule)]),
  );
  const settings = Object.assign({}, ...cases.map(({ ruleCase }) => officeSettingsOf(ruleCase)));
  await createParameterTables(connection, loadParameters(RULES_DIR, allRules, settings), {
    asOf: cases[0]?.ruleCase.as_of ?? '',
  });
  return rules;
}

async function playCompany(
  connection: DuckDBConnection,
  warehouse: CaseWarehouse,
  allRules: readonly RuleDefinition[],
  company: Company,
  limits: Pick<RuleLimits, 'seconds' | 'lines'>,
): Promise<Map<RuleCase, PlayedCase>> {
  const { cases } = company;
  const rules = await fillCompany(connection, warehouse, allRules, company);
  await prepareDetection(connection);
  for (const rule of rules) await runBounded(connection, rule, limits);
  const byMark = Map.groupBy(await gatherFindings(connection, rules), ({ rule_id, person_id }) =>
    [rule_id, person_id.slice(0, markOf(0).length)].join(' '),
  );
  return new Map(
    cases.map(({ rule, ruleCase }, no) => {
      const mark = markOf(no);
      const found = byMark.get(`${rule.rule_id} ${mark}`) ?? [];
      return [ruleCase, tellPlayed(ruleCase, withoutMark(found, mark))];
    }),
  );
}

function markRow(no: number, row: GivenRows[string][number]): GivenRows[string][number] {
  return Object.fromEntries(
    Object.entries(row).map(([name, cell]) => {
      if (typeof cell === 'string' && cell !== '' && isMarked(name)) return [name, markOf(no) + cell];
      if (typeof cell === 'number' && ROW_NUMBER.test(name)) return [name, numberIn(no, cell)];
      return [name, cell];
    }),
  );
}

function withoutMark(findings: readonly GatheredFinding[], mark: string): GatheredFinding[] {
  return JSON.parse(JSON.stringify(findings).replaceAll(mark, ''));
}
