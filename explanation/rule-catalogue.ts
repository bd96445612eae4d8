import type { InnocentCheck, RuleText } from '../casework/rule-pack/definition.ts';
import { findRule } from '../casework/rule-pack/load.ts';
import type { Direction } from '../core/finding.ts';
import type { PublishedBuild, PublishedReader } from './published-reader.ts';

/** A parameter as the night used it, with the months between which each value holds. */
export interface RuleParameter {
  name: string;
  title: string;
  english: string;
  type: string;
  rows: { valid_from: number; valid_to: number; value: string | number; basis: string }[];
  /** The office's settings replaced the pack's value. */
  is_overridden: boolean;
}

/** One row of `result.rule`. */
export interface RecordedRule {
  rule_id: string;
  version: string;
  title: string;
  english: string;
  family: string;
  severity: RuleText['severity'];
  direction: Direction;
  definition: RuleText;
  parameters: RuleParameter[];
  sql: string;
  /** Findings that stand, tonight. */
  finding_count: number;
}

/** The rules of the published build, as they were when it was made. */
export function ruleCatalogue(reader: PublishedReader): Promise<RecordedRule[]> {
  return reader.use(async (build) => [...(await rulesOf(build)).values()]);
}

export function rulesOf(build: PublishedBuild): Promise<ReadonlyMap<string, RecordedRule>> {
  return build.once('rules', async () => {
    const rows = await build.rows<
      Omit<RecordedRule, 'definition' | 'parameters'> & { definition: string; parameters: string }
    >(`
      select rule.*, coalesce(standing.finding_count, 0) as finding_count
      from result.rule as rule
      left join (
          select rule_id, count(*) as finding_count from result.finding where status <> 'withdrawn' group by rule_id
      ) as standing using (rule_id)
      order by rule_id`);
    return new Map(
      rows.map((row) => [
        row.rule_id,
        {
          ...row,
          definition: readDefinition(row.rule_id, row.definition),
          parameters: JSON.parse(row.parameters) as RuleParameter[],
        },
      ]),
    );
  });
}

/**
 * A rule as it stood when the build was made, not as its folder reads today. What a build of an earlier version did not
 * write down yet, the folder says.
 */
export function readDefinition(ruleId: string, recorded: string): RuleText {
  const then = JSON.parse(recorded) as RuleText & { innocent_explanations: (InnocentCheck | string)[] };
  const now = findRule(ruleId);
  return {
    ...{
      grows_stale: now?.grows_stale ?? true,
      component_notes: now?.component_notes ?? {},
      about: now?.about,
    },
    ...then,
    innocent_explanations: then.innocent_explanations.map((one) =>
      typeof one === 'string'
        ? (now?.innocent_explanations.find(({ says }) => says === one) ?? { says: one, english: one })
        : one,
    ),
  };
}
