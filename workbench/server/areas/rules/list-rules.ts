import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Precision, precisionOf } from '../../../../casework/findings/rule-precision.ts';
import { trustTable } from '../../../../casework/reads/findings/trust.ts';
import type { ParameterWords } from '../../../../casework/rule-pack/definition.ts';
import { legalBasisInForce } from '../../../../casework/rule-pack/legal-basis.ts';
import { loadSharedParameters, RULES_DIR } from '../../../../casework/rule-pack/load.ts';
import { IS_COUNTED } from '../../../../core/claim-sql.ts';
import { type Month, monthOf } from '../../../../core/month.ts';
import { readYamlFile } from '../../../../core/yaml-file.ts';
import type { PublishedBuild } from '../../../../explanation/published-reader.ts';
import { type RecordedRule, rulesOf } from '../../../../explanation/rule-catalogue.ts';
import { ARRIVED_SOURCES, type ArrivedSource, needsOf } from '../../../../explanation/rule-needs.ts';
import { trialTime } from '../../../../reports/morning/trial-time.ts';
import { dayOf } from '../../../../storage/warehouse/day-of.ts';
import type { RuleDetail, RuleLine } from '../../../contract/rules.ts';
import type { Desk } from '../../desk.ts';
import { notFound } from '../../refused.ts';

/** The month that a value without an end holds to. */
const OPEN_END = 209912;

/** Parameters that several rules read stand in no rule of a build. */
const SHARED = loadSharedParameters(RULES_DIR);

const caseFile = z.array(z.looseObject({ name: z.string(), finds: z.array(z.unknown()).default([]) }));

export function listRules(desk: Desk): Promise<{ run: number; rules: RuleLine[] }> {
  return desk.reader.use(async (build) => {
    const moneyOf = await moneyByRule(build);
    const precision = trustTable(desk.ledger).byRule;
    const rules = [...(await rulesOf(build)).values()];
    const sources = await arrivedIn(build);
    const month = await monthOfNight(build);
    return {
      run: build.build,
      rules: rules.map((rule) => lineOf(rule, { moneyOf, precision, sources, month })),
    };
  });
}

export function readRule(desk: Desk, ruleId: string): Promise<RuleDetail> {
  return desk.reader.use(async (build) => {
    const rule = (await rulesOf(build)).get(ruleId);
    if (rule === undefined) notFound({ zh: '没有这条规则。', en: 'There is no such rule.' });
    const kept = await build.once('canonical-tables', () =>
      build.rows<{ name: string }>(
        "select table_name as name from information_schema.tables where table_schema = 'canonical'",
      ),
    );
    const { definition } = rule;
    return {
      ...lineOf(rule, {
        moneyOf: await moneyByRule(build),
        precision: trustTable(desk.ledger).byRule,
        sources: await arrivedIn(build),
        month: await monthOfNight(build),
      }),
      changes: definition.changes,
      parameters: rule.parameters.map((one) => ({
        ...parameterAnswer(one),
        one_of: choicesOf((definition.parameters?.[one.name] ?? SHARED.get(one.name))?.words),
      })),
      innocent_explanations: definition.innocent_explanations.map(({ says }) => says),
      not_covered: definition.not_covered,
      next_step: definition.next_step,
      sentence: definition.sentence,
      sentence_en: definition.sentence_en,
      sql: rule.sql,
      cases: casesOf(desk.workspace.rules, ruleId),
      trial: trialTime(desk.workspace),
      missing_tables: missingTables(rule.sql, new Set(kept.map(({ name }) => name))),
    };
  });
}

type RuleMoney = Pick<RuleLine, 'amount_fen' | 'owed_fen'>;

/** What the findings of each rule come to: one that claims for the fund may find, too, that too little was paid. */
async function moneyByRule(build: PublishedBuild): Promise<ReadonlyMap<string, RuleMoney>> {
  const amounts = await build.once('rule-amounts', () =>
    build.rows<RuleMoney & { rule_id: string }>(`
      select rule_id,
        coalesce(sum(amount_fen) filter (where direction <> 'person'), 0)::bigint as amount_fen,
        coalesce(sum(amount_fen) filter (where direction = 'person'), 0)::bigint as owed_fen
      from result.finding where status <> 'withdrawn' and ${IS_COUNTED} group by rule_id`),
  );
  return new Map(amounts.map(({ rule_id, ...money }) => [rule_id, money]));
}

/** The month of the night; null of a build that says none. */
async function monthOfNight(build: PublishedBuild): Promise<Month | null> {
  const day = await dayOf(build);
  return day === null ? null : monthOf(day);
}

/** The texts a rule rests on, those that are in force in the month before the others. */
function inForceFirst(
  rule: RecordedRule['definition'],
  month: Month | null,
): RecordedRule['definition']['legal_basis'] {
  const inForce = new Set(month === null ? [] : legalBasisInForce(rule, month));
  return [
    ...rule.legal_basis.filter((basis) => inForce.has(basis)),
    ...rule.legal_basis.filter((basis) => !inForce.has(basis)),
  ];
}

function arrivedIn(build: PublishedBuild): Promise<ArrivedSource[]> {
  return build.once('arrived-sources', () => build.rows<ArrivedSource>(ARRIVED_SOURCES));
}

function lineOf(
  rule: RecordedRule,
  {
    moneyOf,
    precision,
    sources,
    month,
  }: {
    moneyOf: ReadonlyMap<string, RuleMoney>;
    precision: ReadonlyMap<string, Precision>;
    sources: readonly ArrivedSource[];
    month: Month | null;
  },
): RuleLine {
  const { definition } = rule;
  return {
    rule_id: rule.rule_id,
    title: rule.title,
    english: rule.english,
    question: definition.question,
    question_en: definition.question_en,
    family: rule.family,
    direction: rule.direction,
    severity: rule.severity,
    version: rule.version,
    legal_basis: inForceFirst(definition, month).map(({ text, article, from, to = null }) => ({
      ...{ text, article, from, to },
    })),
    findings: rule.finding_count,
    ...(moneyOf.get(rule.rule_id) ?? { amount_fen: 0, owed_fen: 0 }),
    precision: precision.get(rule.rule_id) ?? precisionOf(0, 0),
    needs: needsOf(definition, sources),
  };
}

function parameterAnswer({
  name,
  title,
  english,
  type,
  rows,
  is_overridden,
}: RecordedRule['parameters'][number]) {
  const periods = [...Map.groupBy(rows, ({ valid_from }) => valid_from)].map(([from, own]) => {
    const [first] = own;
    const to = first?.valid_to ?? OPEN_END;
    return {
      from,
      to: to === OPEN_END ? null : to,
      values: own.map(({ value }) => value),
      basis: first?.basis ?? '',
    };
  });
  return { name, title, english, type, is_overridden, periods };
}

/** A build of an earlier version keeps no words: its values are typed as they stand. */
function choicesOf(known: ParameterWords): RuleDetail['parameters'][number]['one_of'] {
  return known === undefined ? null : Object.entries(known).map(([value, [zh, en]]) => ({ value, zh, en }));
}

/** The rule's worked examples, from its own folder. */
function casesOf(own: string, ruleId: string): RuleDetail['cases'] {
  const path = [RULES_DIR, own].map((dir) => join(dir, ruleId, 'cases.yaml')).find((one) => existsSync(one));
  if (path === undefined) return [];
  const checked = caseFile.safeParse(readYamlFile(path));
  return checked.success ? checked.data.map(({ name, finds }) => ({ name, fires: finds.length > 0 })) : [];
}

/** Months of the calendar are made anew for a trial; everything else must lie in the build. */
function missingTables(sql: string, kept: ReadonlySet<string>): string[] {
  const read = [...sql.matchAll(/\bcanonical\.(\w+)/g)].map(([, name = '']) => name);
  return [...new Set(read)].filter((name) => !kept.has(name) && name !== 'calendar_month');
}
