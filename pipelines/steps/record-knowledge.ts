import type { RuleDefinition, RuleText } from '../../casework/rule-pack/definition.ts';
import { loadSharedParameters, RULES_DIR } from '../../casework/rule-pack/load.ts';
import { monthOf } from '../../core/month.ts';
import type { RecordedRule, RuleParameter } from '../../explanation/rule-catalogue.ts';
import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import {
  BIGINT,
  ColumnWriter,
  quoteName,
  quoteText,
  VARCHAR,
  type Warehouse,
} from '../../storage/warehouse/database.ts';
import { declaredParameters } from '../rules/dialect.ts';
import type { Parameter } from '../rules/parameters.ts';
import { arrivedOf } from './load.ts';
import { findMissingLists } from './missing-lists.ts';
import { tableOf } from './staged-views.ts';

export interface NightKnowledge {
  rules: readonly RuleDefinition[];
  parameters: ReadonlyMap<string, Parameter>;
  sources: readonly SourceDefinition[];
  /** The day the night is run for, YYYY-MM-DD. */
  asOf: string;
}

/**
 * Consumes rules, parameters and `staged_row.*`; leaves `result.rule`, `result.source` and `result.source_file`, so that
 * whoever reads the build reads the rules as they were when it was made, and sees until when each source speaks.
 */
export async function recordKnowledge(warehouse: Warehouse, knowledge: NightKnowledge): Promise<void> {
  await warehouse.run('create schema if not exists result');
  await recordRules(warehouse, knowledge);
  await recordSources(warehouse, knowledge);
  await findMissingLists(warehouse);
}

type RuleRow = Omit<RecordedRule, 'definition' | 'parameters' | 'finding_count'> & {
  /** As JSON. */
  definition: string;
  parameters: string;
};

async function recordRules(warehouse: Warehouse, { rules, parameters }: NightKnowledge): Promise<void> {
  await warehouse.run(`
    create or replace table result.rule (
        rule_id varchar, version varchar, title varchar, english varchar, family varchar, severity varchar,
        direction varchar, definition varchar, parameters varchar, sql varchar)`);
  const writer = new ColumnWriter(Array.from({ length: 10 }, () => VARCHAR));
  for (const row of ruleRows(rules, parameters)) {
    writer.add(
      row.rule_id,
      row.version,
      row.title,
      row.english,
      row.family,
      row.severity,
      row.direction,
      row.definition,
      row.parameters,
      row.sql,
    );
  }
  await warehouse.appendColumns('result', 'rule', writer);
}

/** What a night keeps of each rule that it asks: its text, and the values that it was asked with. */
export function ruleRows(
  rules: readonly RuleDefinition[],
  parameters: ReadonlyMap<string, Parameter>,
): RuleRow[] {
  const shared = loadSharedParameters(RULES_DIR);
  return rules.map((rule) => {
    const { rule_id: ruleId, folder: _folder, sql, ...definition } = rule;
    const used = declaredParameters(rule).map((name): RuleParameter => {
      const parameter = parameters.get(name);
      if (!parameter) throw new Error(`rule ${ruleId} uses a parameter that is not loaded: ${name}`);
      const { title, type, rows, is_overridden } = parameter;
      const english = (rule.parameters[name] ?? shared.get(name))?.english ?? title;
      return { name, title, english, type, rows, is_overridden };
    });
    return {
      rule_id: ruleId,
      version: rule.version,
      title: rule.title,
      english: rule.english,
      family: ruleId.split('/')[0] ?? ruleId,
      severity: rule.severity,
      direction: rule.direction,
      definition: JSON.stringify(definition satisfies RuleText),
      parameters: JSON.stringify(used),
      sql,
    };
  });
}

async function recordSources(warehouse: Warehouse, { sources, asOf }: NightKnowledge): Promise<void> {
  await warehouse.run(`
    create or replace table result.source (
        source varchar, title varchar, english varchar, sent_by varchar, expected_every_days bigint,
        data_until varchar);
    create or replace table result.source_file (source varchar, file_no integer, data_until varchar)`);
  const writer = new ColumnWriter([VARCHAR, VARCHAR, VARCHAR, VARCHAR, BIGINT, VARCHAR]);
  for (const source of sources) {
    const { title, english, sent_by, expected_every_days: days } = source;
    writer.add(source.source, title, english, sent_by, days === null ? null : BigInt(days), null);
  }
  const files = (await arrivedOf(warehouse, sources)).map(
    (source) => `
      select ${quoteText(source.source)}, file_no, ${dataUntil(source, asOf)}
      from staged_row.${quoteName(tableOf(source.source))}
      group by file_no`,
  );
  if (files.length > 0) await warehouse.run(`insert into result.source_file ${files.join('\nunion all\n')}`);
  await warehouse.appendColumns('result', 'source', writer);
  await warehouse.run(`
    update result.source set data_until = latest.data_until
    from (select source, max(data_until) as data_until from result.source_file group by source) as latest
    where latest.source = result.source.source`);
}

function latestMonth(column: string, asOf: string): string {
  const latest = `max(${column}) filter (where ${column} <= ${monthOf(asOf)})`;
  return `cast(${latest} // 100 as varchar) || '-' || lpad(cast(${latest} % 100 as varchar), 2, '0')`;
}

/** Fields whose dates lie in the past of a list for another reason than that the list was made then, or ahead of it. */
const SAYS_NOTHING = /^(?:birth|benefit_start|arrears|valid|next|ends|end_|due|alleged|retired|released)/;

/** The latest day, else month, of a file's rows that is not ahead of the night. */
function dataUntil(source: SourceDefinition, asOf: string): string {
  const latest = Object.entries(source.fields).flatMap(([field, { type }]) => {
    if (SAYS_NOTHING.test(field)) return [];
    const column = quoteName(field);
    if (type === 'month') return [latestMonth(column, asOf)];
    if (type !== 'date') return [];
    return [
      `strftime(max(${column}) filter (where ${column} <= date ${quoteText(asOf)}), '%Y-%m-%d')`,
      latestMonth(quoteName(`${field}_month`), asOf),
    ];
  });
  if (latest.length === 0) return 'cast(null as varchar)';
  return latest.length === 1 ? (latest[0] ?? 'null') : `greatest(${latest.join(', ')})`;
}
