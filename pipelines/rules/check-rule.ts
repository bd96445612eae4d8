import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import Fuse from 'fuse.js';
import type { RuleCheck } from '../../casework/rule-life/move-rule.ts';
import { tellWhy } from '../../casework/rule-life/rules-of-night.ts';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { RULE_FILES, RULES_DIR } from '../../casework/rule-pack/load.ts';
import { fingerprintOf } from '../../casework/rule-pack/office-rules.ts';
import { factsNamed } from '../../casework/rule-pack/sentence.ts';
import { HEDUI } from '../../core/launcher.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import { loadLimits, runBounded } from './bounded.ts';
import { CANONICAL_DIR, CaseWarehouse, tablesOf } from './case-warehouse.ts';
import { loadCases, officeSettingsOf, type RuleCase } from './cases.ts';
import { declaredParameters, isLowerCase, notPortable, parametersRead, readBySql } from './dialect.ts';
import { packWith } from './pack-with.ts';
import { createParameterTables, loadParameters } from './parameters.ts';
import { type PlayedCase, playCase } from './play-case.ts';
import { prepareDetection } from './run.ts';
import { sayDifference } from './say-check.ts';

type RuleProblem = RuleCheck['problems'][number];

/** What the writer has not filled in yet. */
const UNFILLED = /TODO|待填/;

/**
 * Looks a rule through before it runs over anybody: what is left to fill in, what its SQL reads and in which words, its columns,
 * and every worked example, each within its limits. Everything that is wrong is told at once, as far as one can go on.
 */
export async function checkRule(rule: RuleDefinition): Promise<RuleCheck> {
  const check: RuleCheck = {
    rule_id: rule.rule_id,
    version: rule.version,
    fingerprint: fingerprintOf(rule.folder),
    examples: 0,
    held: 0,
    problems: [],
  };
  const { problems } = check;
  const open = unfilled(rule);
  problems.push(...open, ...ofText(rule));
  // a rule that is not finished cannot be run
  if (open.length > 0) return check;
  const instance = await DuckDBInstance.create(':memory:', {
    ...{ threads: '1', memory_limit: '1GiB', max_temp_directory_size: '1GiB' },
    enable_external_access: 'false',
  });
  const connection = await instance.connect();
  try {
    const warehouse = await CaseWarehouse.create(connection, CANONICAL_DIR);
    problems.push(...(await ofSql(connection, warehouse, rule)));
    if (problems.length > 0) return check;
    const cases = readCases(rule, problems);
    await play(connection, warehouse, rule, cases, check);
  } catch (error) {
    problems.push(tellWhy(error));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  return check;
}

function unfilled(rule: RuleDefinition): RuleProblem[] {
  return RULE_FILES.flatMap((file) =>
    readFileSync(join(rule.folder, file), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        UNFILLED.test(line)
          ? [
              {
                zh: `${file} 第 ${index + 1} 行还有 TODO（待填）：${line.trim()}`,
                en: `${file}, line ${index + 1}, is still to be filled in: ${line.trim()}`,
              },
            ]
          : [],
      ),
  );
}

/** What can be seen without running anything. */
function ofText(rule: RuleDefinition): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const say = (zh: string, en: string) => problems.push({ zh, en });
  if (rule.seen_by !== undefined) {
    say(
      'rule.yaml 的 seen_by 只用于随软件提供的内部监督规则，请删去。',
      'rule.yaml: seen_by is for shipped rules of internal supervision; leave it out.',
    );
  }
  if (rule.argues_from === undefined) {
    say(
      'rule.yaml 没有写明凭什么查（argues_from）：presence 凭名单上写着的，absence 凭名单上没有的。',
      'rule.yaml does not say what it argues from (argues_from): presence, what lists say, or absence, what none says.',
    );
  }
  if (rule.argues_from === 'absence' && rule.absence_of.length === 0) {
    say(
      'rule.yaml 凭“没有”推断（argues_from: absence），须写明凭哪些名单的缺席（absence_of）：那些名单有读不出的，就不能提示任何人。',
      'rule.yaml argues from absence and must name the lists whose silence it goes by (absence_of): where one cannot be read, nobody it may name is asked about.',
    );
  }
  const lists = [...rule.needs, ...rule.helped_by].flatMap(({ any }) => any);
  if (rule.argues_from === 'absence' && !lists.some((one) => rule.absence_of.includes(one))) {
    say(
      'rule.yaml 的 needs 或 helped_by 里没有 absence_of 的任何名单：一份也没到时，人人都像是不在名单上。请写进 needs。',
      'rule.yaml: neither needs nor helped_by names a list of absence_of: before any has come everybody is on none. Put one under needs.',
    );
  }
  const known = new Set(loadSources().map(({ source }) => source));
  for (const source of [...lists, ...rule.absence_of]) {
    if (!known.has(source))
      say(
        `rule.yaml 写了没有的来源 ${source}；${HEDUI} sources 列出全部。`,
        `rule.yaml names a source that is none: ${source}; ${HEDUI} sources lists them.`,
      );
  }
  if (rule.needs.length + rule.helped_by.length === 0) {
    say(
      'rule.yaml 没有写明依据哪些名单（needs）：名单没到时规则就不能问。',
      'rule.yaml does not say which lists it goes by (needs): until they come the rule must not ask.',
    );
  }
  const word = notPortable(rule.sql);
  if (word !== null)
    say(
      `rule.sql 用了只有一种数据库懂、或每次结果不同的写法“${word}”，请换一种。`,
      `rule.sql uses "${word}", which only one engine knows or which differs each time; write it in another way.`,
    );
  if (!isLowerCase(rule.sql))
    say('rule.sql 的关键字和名称请全部用小写。', 'rule.sql: write all keywords and names in small letters.');
  if (!rule.sql.startsWith('-- Grain: '))
    say(
      'rule.sql 第一行请以“-- Grain: ”写明一行代表什么。',
      'rule.sql must begin with "-- Grain: " and say what one row stands for.',
    );
  const carried = new Set([...rule.sql.matchAll(/\bfact_([a-z0-9_]+)/g)].map((match) => match[1] ?? ''));
  for (const fact of new Set([...factsNamed(rule.sentence), ...factsNamed(rule.sentence_en)])) {
    if (!carried.has(fact))
      say(
        `说明句用到 fact.${fact}，而 rule.sql 没有给出 fact_${fact}。`,
        `The sentence names fact.${fact}, but rule.sql gives no fact_${fact}.`,
      );
  }
  return problems;
}

async function ofSql(
  connection: DuckDBConnection,
  warehouse: CaseWarehouse,
  rule: RuleDefinition,
): Promise<RuleProblem[]> {
  const { tables, functions, fault } = await readBySql(connection, rule.sql);
  if (fault !== null) {
    return [
      {
        zh: `rule.sql 读不懂（只能是一条以 select 或 with 开头的查询）：${fault}`,
        en: `rule.sql is not understood; it must be one query that begins with select or with: ${fault}`,
      },
    ];
  }
  const problems: RuleProblem[] = functions.map((name) => ({
    zh: `rule.sql 从函数 ${name} 取数；规则只能读 canonical 下的业务表。`,
    en: `rule.sql reads from the function ${name}; a rule reads the business tables under canonical only.`,
  }));
  const known = warehouse.tableNames();
  const parameters = new Set(loadParameters(RULES_DIR, packWith(rule)).keys());
  for (const table of new Set(tables)) {
    const [schema = '', name = ''] = table.split('.');
    if (
      schema === 'parameter'
        ? name === 'run' || parameters.has(name)
        : schema === 'canonical' && known.includes(name)
    )
      continue;
    const nearest = new Fuse(schema === 'parameter' ? [...parameters] : known, { threshold: 0.5 }).search(
      name,
    )[0]?.item;
    problems.push({
      zh: `rule.sql 读了没有的表 ${table}${nearest ? `，是不是 ${nearest}？` : ''}（业务表写作 canonical.名称）`,
      en: `rule.sql reads a table that is none: ${table}${nearest ? `; is it ${nearest}?` : ''} (business tables are written canonical.name)`,
    });
  }
  const [read, declared] = [parametersRead(tables), declaredParameters(rule)];
  for (const name of read.filter((one) => !declared.includes(one)))
    problems.push({
      zh: `rule.sql 用了参数 ${name}，rule.yaml 的 uses 或 parameters 没有写。`,
      en: `rule.sql reads the parameter ${name}, which rule.yaml names neither under uses nor under parameters.`,
    });
  for (const name of declared.filter((one) => !read.includes(one)))
    problems.push({
      zh: `rule.yaml 写了参数 ${name}，rule.sql 没有用到。`,
      en: `rule.yaml names the parameter ${name}, which rule.sql does not read.`,
    });
  return problems;
}

function readCases(rule: RuleDefinition, problems: RuleProblem[]): RuleCase[] {
  const cases = loadCases(rule);
  const lacks = (zh: string, en: string) =>
    problems.push({ zh: `cases.yaml 缺少${zh}`, en: `cases.yaml lacks ${en}` });
  if (!cases.some(({ finds }) => finds.length > 0))
    lacks('会查出的例子（finds 不为空）。', 'an example that is found (finds is not empty).');
  if (!cases.some(({ finds }) => finds.length === 0))
    lacks(
      '不该查出的例子（finds: []）：最像的无辜情形。',
      'an example that must not be found (finds: []): the closest innocent one.',
    );
  if (!cases.some(({ finds }) => finds.some(({ match_strength }) => match_strength !== 'confirmed'))) {
    lacks(
      '认人不确定的例子（given 和 finds 里写 match_strength: probable）。',
      'an example with a weak link (match_strength: probable among given and finds).',
    );
  }
  if (new Set(cases.map(({ name }) => name)).size < cases.length)
    problems.push({ zh: 'cases.yaml 有两个例子同名。', en: 'Two examples in cases.yaml have one name.' });
  return cases;
}

async function play(
  connection: DuckDBConnection,
  warehouse: CaseWarehouse,
  rule: RuleDefinition,
  cases: readonly RuleCase[],
  check: RuleCheck,
): Promise<void> {
  const { example_seconds: seconds, lines } = loadLimits();
  const pack = packWith(rule);
  await warehouse.fill({}, tablesOf(rule));
  await createParameterTables(connection, loadParameters(RULES_DIR, pack), { asOf: '2022-12-31' });
  await prepareDetection(connection);
  await runBounded(connection, rule, { seconds, lines });
  for (const ruleCase of cases) {
    check.examples += 1;
    try {
      await createParameterTables(connection, loadParameters(RULES_DIR, pack, officeSettingsOf(ruleCase)), {
        asOf: ruleCase.as_of,
      });
      const played: PlayedCase = await playCase(connection, warehouse, rule, ruleCase, { seconds, lines });
      const differences = sayDifference(ruleCase.name, played);
      if (differences.length === 0) check.held += 1;
      check.problems.push(...differences);
    } catch (error) {
      const { zh, en } = tellWhy(error);
      check.problems.push({ zh: `例子“${ruleCase.name}”：${zh}`, en: `Example "${ruleCase.name}": ${en}` });
    }
  }
}
