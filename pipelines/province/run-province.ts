import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { loadRules, RULES_DIR } from '../../casework/rule-pack/load.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { readPart } from '../../storage/settings.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import type { Engine } from '../engines/engine.ts';
import { loadParameters, parametersPart } from '../rules/parameters.ts';
import type { FindOffending } from '../rules/run.ts';
import { openCountyElsewhere } from './county-elsewhere.ts';
import { askCountyRules, type CountyResult } from './county-rules.ts';
import { asReadHere, openCounty, tablesOfRules } from './county-world.ts';
import { type CrossingLead, leadsOfCounty, withoutExplained } from './crossing-leads.ts';
import { findCrossingPeople, type NotCompared } from './crossing-people.ts';
import { type CrossingTables, crossingTables, poolCounty } from './crossing-pool.ts';
import { askOverCounties, MOST_COUNTIES } from './crossing-world.ts';
import { explainGone, type LeftOut, type PublishedCounty, readCounties } from './read-counties.ts';

export interface ProvinceRequest {
  /** Whose `hedui.yaml` has the province's own values of parameters. */
  settings: string;
  from: readonly string[];
  /** Where the rules are asked: `duckdb`, which is here, or another engine that the settings name. */
  engine?: string;
  /** What comes of it is handed down: then every folder has to be read, since another county's list may explain what is asked about. */
  needsAll?: boolean;
  /** Told as each county is through. */
  tell?: (county: CountyResult) => void;
}

export interface ProvinceResult {
  /** The latest day that any county speaks of. */
  as_of: string;
  counties: CountyResult[];
  /** Folders that were given and of which nothing was read. */
  left_out: LeftOut[];
  leads: CrossingLead[];
  not_compared: NotCompared & { uncertain: number };
}

/** Asks every county's rules of its publication, and over all counties what none of them can see. */
export async function runProvince(request: ProvinceRequest): Promise<ProvinceResult> {
  const rules = loadRules();
  const here = await tablesOfRules(rules);
  const { counties, left_out } = readCounties(request.from, (publication) => asReadHere(publication, here));
  if (request.needsAll && left_out.length > 0) throw notAllRead(left_out);
  if (counties.length > MOST_COUNTIES) throw tooManyCounties(counties.length);
  const crossing = rules.filter(({ over_counties }) => over_counties !== undefined);
  const tables = crossingTables(crossing);
  const { settings, tell } = request;
  const engine = await engineOf(request);
  const warehouse = await Warehouse.open(':memory:');
  try {
    await warehouse.run('set preserve_insertion_order = false');
    const notCompared = await findCrossingPeople(warehouse, counties);
    const results: CountyResult[] = [];
    for (const county of counties) {
      const find = await openWith(engine, warehouse, county, rules);
      const result = await askCountyRules(warehouse, county, rules, find);
      results.push(result);
      tell?.(result);
      await poolCounty(warehouse, county, tables, crossing);
      await poolParameters(warehouse, crossing);
    }
    refuseDisagreement(results);
    const asOf = counties.map(({ manifest }) => manifest.as_of).reduce((a, b) => (a > b ? a : b));
    const own = loadParameters(RULES_DIR, rules, readPart(settings, parametersPart));
    const { leads, uncertain } = await askAll(warehouse, counties, crossing, tables, {
      ...{ asOf, engine },
      parameters: own,
    });
    return { as_of: asOf, counties: results, left_out, leads, not_compared: { ...notCompared, uncertain } };
  } catch (error) {
    throw explainGone(error, counties);
  } finally {
    warehouse.close();
    await engine?.close();
  }
}

async function engineOf({ engine = 'duckdb', settings }: ProvinceRequest): Promise<Engine | null> {
  if (engine === 'duckdb') return null;
  const { openEngine } = await import('../engines/open-engine.ts');
  return openEngine(settings, engine);
}

/** Puts a county where its rules are asked; returns what brings their lines where that is not here. */
async function openWith(
  engine: Engine | null,
  warehouse: Warehouse,
  county: PublishedCounty,
  rules: readonly RuleDefinition[],
): Promise<FindOffending | undefined> {
  if (engine !== null) return openCountyElsewhere(engine, warehouse, county, rules);
  await openCounty(warehouse, county);
  return undefined;
}

async function askAll(
  warehouse: Warehouse,
  counties: readonly PublishedCounty[],
  rules: readonly RuleDefinition[],
  tables: CrossingTables,
  values: { asOf: string; parameters: ReturnType<typeof loadParameters>; engine: Engine | null },
): Promise<{ leads: CrossingLead[]; uncertain: number }> {
  const arrived = new Set(counties.flatMap(({ manifest }) => manifest.sources.map(({ source }) => source)));
  const found = [];
  for (const county of counties) {
    await askOverCounties(warehouse, { county, rules, tables, arrived, ...values });
    found.push(await leadsOfCounty(warehouse, county, counties, rules));
  }
  const explained = found.flatMap((one) => one.explained);
  const leads = withoutExplained(
    found.flatMap((one) => one.leads),
    explained,
    rules,
  ).map(({ person: _person, ...lead }) => lead);
  return { leads, uncertain: found.reduce((sum, one) => sum + one.uncertain, 0) };
}

/** Entries of the counties' own lists that calm a rule wherever they were made. */
async function poolParameters(warehouse: Warehouse, rules: readonly RuleDefinition[]): Promise<void> {
  for (const name of rules.flatMap(({ over_counties }) => over_counties?.calmed_by ?? []))
    await warehouse.run(`
      create table if not exists pool.parameter_${name} as from parameter.${name} limit 0;
      insert into pool.parameter_${name} from parameter.${name}`);
}

function tooManyCounties(count: number): Refusal {
  return new Refusal(
    'counties-too-many',
    `一次给了 ${count} 个县，最多 ${MOST_COUNTIES} 个。请分几次运行（例如按州市分组）；不同次之间的县不互相比对。`,
    `${count} counties were given at once, and ${MOST_COUNTIES} is the most. Run them in groups, such as by prefecture; counties of different runs are not compared.`,
    EXIT.usage,
  );
}

function notAllRead(left_out: readonly LeftOut[]): Refusal {
  const told = (of: (refusal: Refusal) => string): string =>
    left_out.map(({ folder, refusal }) => `${folder}: ${of(refusal)}`).join('\n');
  return new Refusal(
    'counties-left-out',
    `有 ${left_out.length} 个文件夹读不进来，没有下发任何疑点（别县的名册可能正好说明问题）。请先处理，或不写这些文件夹再下发：\n${told(({ zh }) => zh)}`,
    `${left_out.length} folders cannot be read, and nothing is handed down, since what lies there may explain a lead. Put them right, or leave these folders out and hand down again:\n${told(({ en }) => en)}`,
  );
}

/** A county whose publication says otherwise than its night is not what the night was: nothing is handed down on it. */
function refuseDisagreement(results: readonly CountyResult[]): void {
  const apart = results.flatMap(({ name, rules }) =>
    rules
      .filter(({ agrees }) => !agrees)
      .map(
        ({ rule_id, stated, found }) =>
          `${name} ${rule_id}: ${stated?.findings} / ${stated?.amount_fen} ≠ ${found.findings} / ${found.amount_fen}`,
      ),
  );
  if (apart.length === 0) return;
  throw new Refusal(
    'province-disagrees',
    `按发布数据重算的结果与县里当夜的结果不一致（条数 / 分），没有下发任何疑点：\n${apart.join('\n')}`,
    `What the publications give is not what the counties' nights found (findings / fen); nothing is handed down:\n${apart.join('\n')}`,
    EXIT.checkFailed,
  );
}
