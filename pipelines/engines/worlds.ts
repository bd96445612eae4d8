import type { DuckDBConnection } from '@duckdb/node-api';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { RULES_DIR } from '../../casework/rule-pack/load.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import {
  CANONICAL_DIR,
  type CanonicalSql,
  CaseWarehouse,
  canonicalTablesIn,
  derivedTables,
  withWhatTheyRead,
} from '../rules/case-warehouse.ts';
import { loadCases, officeSettingsOf, type RuleCase } from '../rules/cases.ts';
import { createParameterTables, loadParameters, parametersIn } from '../rules/parameters.ts';
import { companiesOf, fillCompany } from '../rules/play-together.ts';
import { type CaseWorld, caseSets } from './case-sets.ts';
import { askDuckdb, readTable } from './duckdb.ts';
import type { DerivedTable, GivenTable, TableOfRows, World } from './engine.ts';

/** Every case of these rules, many in one world. */
export function caseWorlds(rules: readonly RuleDefinition[]): AsyncGenerator<World> {
  return caseSets(worldPerCase(rules), derivedTables(CANONICAL_DIR).map(qualified));
}

/** The largest company of cases in one world, as it is: every rule is asked once of hundreds. */
export async function companyWorld(rules: readonly RuleDefinition[]): Promise<World> {
  const warehouse = await Warehouse.open(':memory:');
  try {
    const { connection } = warehouse;
    const cases = await CaseWarehouse.create(connection, CANONICAL_DIR);
    const all = rules.flatMap((rule) => loadCases(rule).map((ruleCase) => ({ rule, ruleCase })));
    const [company] = (await companiesOf(cases, all)).sort(
      (one, other) => other.cases.length - one.cases.length,
    );
    if (company === undefined) throw new Error('no rule has a case');
    const asked = await fillCompany(connection, cases, rules, company);
    return await worldIn(connection, `${company.cases.length} 个案例 cases`, asked);
  } finally {
    warehouse.close();
  }
}

async function* worldPerCase(rules: readonly RuleDefinition[]): AsyncGenerator<CaseWorld> {
  const warehouse = await Warehouse.open(':memory:');
  try {
    const { connection } = warehouse;
    const cases = await CaseWarehouse.create(connection, CANONICAL_DIR);
    const tables = new Tables(connection);
    const derived = derivedTables(CANONICAL_DIR);
    // the derived tables lend their columns to those that a case gives
    await cases.fill(
      {},
      derived.map(({ name }) => name),
    );
    const parameters = new ParameterTables(connection, tables, rules);
    for (const rule of rules) {
      const needed = withWhatTheyRead(derived, canonicalTablesIn(rule.sql));
      for (const ruleCase of loadCases(rule)) {
        await cases.fill(ruleCase.given, needed);
        const filled = new Set([...Object.keys(ruleCase.given), 'canonical.person']);
        const isGiven = ({ name }: CanonicalSql): boolean => filled.has(`canonical.${name}`);
        const made = derived.filter((one) => needed.has(one.name) && !isGiven(one));
        const plain = [...needed].filter((name) => made.every((one) => one.name !== name));
        const given: TableOfRows[] = [];
        for (const name of new Set([...plain.map((one) => `canonical.${one}`), ...filled])) {
          given.push(await tables.read(name, filled.has(name)));
        }
        given.push(...(await parameters.read(rule, ruleCase)));
        yield {
          ...{ rule_id: rule.rule_id, name: ruleCase.name, sql: rule.sql, given },
          derived: made.map(qualified),
          givesDerived: derived.some(isGiven),
          answer: await askDuckdb(connection, rule.sql),
        };
      }
    }
  } finally {
    warehouse.close();
  }
}

/** The world of a published build, with every rule asked; the derived tables are asked for too. */
export async function buildWorld(
  what: string,
  path: string,
  rules: readonly RuleDefinition[],
): Promise<World> {
  const warehouse = await Warehouse.openReadOnly(path);
  try {
    return await worldIn(warehouse.connection, what, rules);
  } finally {
    warehouse.close();
  }
}

/** What stands in a database, with every rule asked. */
async function worldIn(
  connection: DuckDBConnection,
  what: string,
  rules: readonly RuleDefinition[],
): Promise<World> {
  const derived = derivedTables(CANONICAL_DIR);
  const needed = withWhatTheyRead(
    derived,
    rules.flatMap(({ sql }) => canonicalTablesIn(sql)),
  );
  const names = [...needed].filter((name) => derived.every((one) => one.name !== name));
  const parameters = new Set(rules.flatMap(parametersIn));
  const given: GivenTable[] = [];
  for (const name of [...names.map((one) => `canonical.${one}`), ...parameters]) {
    given.push(await readTable(connection, name));
  }
  const made = derived.filter(({ name }) => needed.has(name)).map(qualified);
  return {
    ...{ what, given, derived: made },
    questions: [
      ...made.map(({ name }) => ({ what: name, sql: `select * from ${name}` })),
      ...rules.map(({ rule_id, sql }) => ({ what: rule_id, sql })),
    ],
  };
}

function qualified({ name, sql }: CanonicalSql): DerivedTable {
  return { name: `canonical.${name}`, sql };
}

/** Tables read from a warehouse; of an empty one that was read before, the very same is handed out. */
class Tables {
  readonly #connection: DuckDBConnection;
  readonly #unchanged = new Map<string, TableOfRows>();

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  async read(name: string, isChanged: boolean): Promise<TableOfRows> {
    const known = this.#unchanged.get(name);
    if (known !== undefined && !isChanged) return known;
    const table = await readTable(this.#connection, name);
    if (!isChanged) this.#unchanged.set(name, table);
    return table;
  }
}

/** The parameters as a case sets them; made again only where a case sets others than the one before. */
class ParameterTables {
  readonly #connection: DuckDBConnection;
  readonly #tables: Tables;
  readonly #rules: readonly RuleDefinition[];
  #settled = '';
  #asOf = '';

  constructor(connection: DuckDBConnection, tables: Tables, rules: readonly RuleDefinition[]) {
    this.#connection = connection;
    this.#tables = tables;
    this.#rules = rules;
  }

  async read(rule: RuleDefinition, ruleCase: RuleCase): Promise<TableOfRows[]> {
    const settings = officeSettingsOf(ruleCase);
    const wanted = JSON.stringify(settings);
    if (wanted !== this.#settled || ruleCase.as_of !== this.#asOf) {
      await createParameterTables(this.#connection, loadParameters(RULES_DIR, this.#rules, settings), {
        asOf: ruleCase.as_of,
      });
      this.#settled = wanted;
      this.#asOf = ruleCase.as_of;
    }
    const names = [...new Set(parametersIn(rule))];
    const own = new Set(Object.keys(settings).map((name) => `parameter.${name}`));
    return Promise.all(
      names.map((name) => this.#tables.read(name, own.has(name) || name === 'parameter.run')),
    );
  }
}
