import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { loadRules, RULES_DIR } from '../../casework/rule-pack/load.ts';
import { linesOnceSql } from '../../core/claim-sql.ts';
import { Refusal } from '../../core/errors.ts';
import { currentBuild, noPublishedBuild, warehousePath } from '../../storage/warehouse/builds.ts';
import { quoteName, quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import type { Workspace } from '../../storage/workspace.ts';
import { fillCalendarMonth } from './calendar.ts';
import { canonicalTablesIn } from './case-warehouse.ts';
import { claimTotals } from './claim-totals.ts';
import { gatherFindings } from './gather.ts';
import { createParameterTables, loadParameters, type Parameter } from './parameters.ts';
import { prepareDetection, runRule } from './run.ts';
import { withValue } from './tried-value.ts';

const CALENDAR = join(import.meta.dirname, '../../sql/canonical/base/calendar_month.sql');

export interface TriedFinding {
  finding_key: string;
  finding_id: string | null;
  case_id: string | null;
  person_id: string;
  name: string;
  township: string | null;
  amount_fen: number | null;
  months: number;
  match_strength: string;
  reason: string;
}

/** What a rule would find with other values, beside what it found; nothing of it is kept. */
export interface RuleTrial {
  rule_id: string;
  run: number;
  as_of: string;
  parameters: { name: string; title: string; from: (string | number)[]; to: (string | number)[] }[];
  before: { findings: number; amount_fen: number };
  after: { findings: number; amount_fen: number };
  gained: TriedFinding[];
  lost: TriedFinding[];
  /** The same finding with another amount. */
  changed: (TriedFinding & { amount_before_fen: number | null })[];
}

/**
 * Runs one rule over the published build with some of its parameters changed: in memory, beside the build, so that
 * nothing anybody reads is touched.
 */
export async function tryRule(
  workspace: Workspace,
  ruleId: string,
  changes: readonly string[],
  settings: unknown,
): Promise<RuleTrial> {
  const run = currentBuild(workspace.builds);
  if (run === null) throw noPublishedBuild();
  const rules = loadRules();
  const rule = rules.find(({ rule_id }) => rule_id === ruleId);
  if (!rule) throw unknownRule(ruleId);
  const parameters = loadParameters(RULES_DIR, rules, settings);
  const warehouse = await Warehouse.open(':memory:');
  try {
    await warehouse.run(`attach ${quoteText(warehousePath(workspace.builds, run))} as published (read_only)`);
    const { as_of: asOf } = (await warehouse.first<{ as_of: string }>(
      "select strftime(as_of, '%Y-%m-%d') as as_of from published.parameter.run",
    )) ?? { as_of: '' };
    const tried = changes.map((change) => withValue(rule, parameters, change, asOf));
    await lendCanonical(warehouse, rule);
    const now = new Map([...parameters, ...tried.map(({ after }) => [after.name, after] as const)]);
    await createParameterTables(warehouse.connection, now, { asOf });
    await prepareDetection(warehouse.connection);
    await runRule(warehouse.connection, rule);
    const gathered = await gatherFindings(warehouse.connection, [rule]);
    const { amount_fen } = await claimTotals(warehouse.connection);
    const before = await standing(warehouse, ruleId);
    const known = new Map(before.map((finding) => [finding.finding_key, finding]));
    const found = new Map(gathered.map((finding) => [finding.finding_key, finding]));
    const after = gathered.map((finding): TriedFinding => {
      const { finding_key, person_id, name, township, months, match_strength, reason } = finding;
      const { finding_id = null, case_id = null } = known.get(finding_key) ?? {};
      const told = {
        finding_key,
        finding_id,
        case_id,
        person_id,
        name,
        township,
        months,
        match_strength,
        reason,
      };
      return { ...told, amount_fen: finding.amount_fen };
    });
    return {
      rule_id: ruleId,
      run,
      as_of: asOf,
      parameters: tried.map(({ before: old, after: fresh, index }) => ({
        name: fresh.name,
        title: fresh.title,
        from: valuesAt(old, index),
        to: valuesAt(fresh, index),
      })),
      before: { findings: before.length, amount_fen: await claimedFen(warehouse, ruleId) },
      after: { findings: after.length, amount_fen },
      gained: after.filter(({ finding_key }) => !known.has(finding_key)),
      lost: before.filter(({ finding_key }) => !found.has(finding_key)),
      changed: after.flatMap((finding) => {
        const old = known.get(finding.finding_key);
        if (!old || old.amount_fen === finding.amount_fen) return [];
        return [{ ...finding, amount_before_fen: old.amount_fen }];
      }),
    };
  } finally {
    warehouse.close();
  }
}

/** Lends the business tables of the build; some are not kept in it, and a rule that reads those cannot be tried. */
async function lendCanonical(warehouse: Warehouse, rule: RuleDefinition): Promise<void> {
  const kept = await warehouse.rows<{ name: string }>(
    "select table_name as name from information_schema.tables where table_catalog = 'published' and table_schema = 'canonical' and table_name <> 'calendar_month'",
  );
  await warehouse.run('create schema canonical; create schema parameter');
  for (const { name } of kept) {
    await warehouse.run(
      `create view canonical.${quoteName(name)} as select * from published.canonical.${quoteName(name)}`,
    );
  }
  await warehouse.run(readFileSync(CALENDAR, 'utf8'));
  await fillCalendarMonth(warehouse.connection);
  const there = new Set([...kept.map(({ name }) => name), 'calendar_month']);
  const missing = canonicalTablesIn(rule.sql).filter((name) => !there.has(name));
  if (missing.length === 0) return;
  throw new Refusal(
    'rule-not-tryable',
    `规则“${rule.title}”要读的中间表（${missing.join('、')}）不留在发布的结果里，不能试算。`,
    `The rule "${rule.english}" reads tables that a published build does not keep (${missing.join(', ')}); it cannot be tried.`,
  );
}

function standing(warehouse: Warehouse, ruleId: string): Promise<TriedFinding[]> {
  return warehouse.rows<TriedFinding>(
    `select finding_key, finding_id, case_id, person_id, name, township, amount_fen, months, match_strength, reason
     from published.result.finding
     where rule_id = $rule and status <> 'withdrawn'
     order by finding_key`,
    { rule: ruleId },
  );
}

/** What the rule claims for the fund, each line once, as the total of a night is made. */
async function claimedFen(warehouse: Warehouse, ruleId: string): Promise<number> {
  const lines = linesOnceSql('fund', { schema: 'published.detection', where: 'finding.rule_id = $rule' });
  const row = await warehouse.first<{ fen: number }>(
    `select coalesce(sum(amount_fen), 0)::bigint as fen from (${lines})`,
    { rule: ruleId },
  );
  return row?.fen ?? 0;
}

function valuesAt(parameter: Parameter, validFrom: number): (string | number)[] {
  return parameter.rows.filter(({ valid_from }) => valid_from === validFrom).map(({ value }) => value);
}

function unknownRule(ruleId: string): Refusal {
  return new Refusal(
    'rule-unknown',
    `没有名为 ${ruleId} 的规则；hedui rules 列出全部。`,
    `There is no rule ${ruleId}; hedui rules lists them.`,
  );
}
