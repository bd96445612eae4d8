import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { loadSharedParameters, RULES_DIR } from '../../casework/rule-pack/load.ts';
import { valuesRead } from '../../casework/rule-pack/values-read.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import type { EvidenceRow, Finding, FindingLine, ReadValue } from '../../core/finding.ts';
import type { RuleParameter } from '../../explanation/rule-catalogue.ts';
import { readPart } from '../../storage/settings.ts';
import { currentBuild, noPublishedBuild, warehousePath } from '../../storage/warehouse/builds.ts';
import { quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import { dayOf } from '../../storage/warehouse/day-of.ts';
import type { Workspace } from '../../storage/workspace.ts';
import type { Cause } from '../nights/cause.ts';
import { blameText, blameValue } from '../nights/other-causes.ts';
import {
  type AskedRule,
  isOtherText,
  type OtherValue,
  otherValues,
  rulesAsked,
} from '../nights/rule-texts.ts';
import { askBuild } from '../rules/ask-build.ts';
import { declaredParameters } from '../rules/dialect.ts';
import {
  createParameterTables,
  loadParameters,
  type Parameter,
  parametersPart,
} from '../rules/parameters.ts';
import { withValue } from '../rules/tried-value.ts';
import { withEvidence } from '../steps/with-evidence.ts';

/** A rule that counts now: why it may find other than the published night, and the values it reads. */
export interface CountingNow {
  rule: RuleDefinition;
  causes: { values: Cause[]; text: Cause[] };
  /** The values that the published night knew; those of now where it did not ask the rule. */
  recorded: Parameter[];
  values: (finding: Pick<Finding, 'lines' | 'facts'>) => ReadValue[];
  titles: Map<string, Pick<OtherValue, 'title' | 'english' | 'type' | 'words'>>;
}

/** What the rules that count now find in the data of the published night. */
export interface FoundNow {
  run: number;
  as_of: string;
  askedAgain: ReadonlySet<string>;
  findings: ReadonlyMap<string, Finding>;
  ofPerson: ReadonlyMap<string, Finding[]>;
  /** The evidence hash of each finding of the published night. */
  published: ReadonlyMap<string, string>;
  countingOf: (ruleId: string) => CountingNow | null;
  /** What turned a finding against the published night: the values, the text, or one after the other both. */
  turnedBy: (finding: Pick<Finding, 'rule_id' | 'finding_key'>) => Cause[];
  /** Whether only a changed rule or value brings it. */
  isNew: (finding: Finding) => boolean;
}

/**
 * Asks again, over the published night, every rule whose text or values are others than that night's, or for which a change is
 * tried; what the other rules found stands in the build.
 */
export async function findNow(
  { builds, settings }: Workspace,
  rules: readonly RuleDefinition[],
  { changes, tell }: { changes: readonly { rule: string; change: string }[]; tell: (text: string) => void },
): Promise<FoundNow> {
  const run = currentBuild(builds);
  if (run === null) throw noPublishedBuild();
  const warehouse = await Warehouse.open(':memory:');
  try {
    await warehouse.run(`attach ${quoteText(warehousePath(builds, run))} as published (read_only)`);
    const as_of = (await dayOf(warehouse, 'published')) ?? '';
    const parameters = changed(
      loadParameters(RULES_DIR, rules, readPart(settings, parametersPart)),
      rules,
      changes,
      as_of,
    );
    const asked = await rulesAsked(warehouse, 'published');
    const counting = new Map(
      rules.map((rule) => [rule.rule_id, countingNow(rule, parameters, asked.get(rule.rule_id))]),
    );
    const again = [...counting.values()].filter(isAskedAgain);
    const standing = await readStanding(warehouse);
    const findings = standing.filter(
      ({ rule_id }) => counting.has(rule_id) && !isAskedAgain(counting.get(rule_id)),
    );
    await createParameterTables(warehouse.connection, parameters, { asOf: as_of });
    const ask = async (rule: RuleDefinition): Promise<Finding[]> =>
      (await askBuild(warehouse, 'published', rule)).map((one) =>
        withEvidence(one, () => null, rule.direction),
      );
    for (const [place, { rule }] of again.entries()) {
      tell(`${place + 1}/${again.length} ${rule.rule_id}`);
      findings.push(...(await ask(rule)));
    }
    const published = hashesOf(standing);
    // where both are others, the text of now with the values of then tells them apart
    const between = new Map<string, Map<string, string>>();
    for (const { rule, recorded } of again.filter(
      ({ causes }) => causes.values.length * causes.text.length > 0,
    )) {
      const then = new Map([...parameters, ...recorded.map((one) => [one.name, one] as const)]);
      await createParameterTables(warehouse.connection, then, { asOf: as_of });
      between.set(rule.rule_id, hashesOf(await ask(rule)));
    }
    const now = hashesOf(findings);
    const turnedBy: FoundNow['turnedBy'] = ({ rule_id, finding_key }) => {
      const { values = [], text = [] } = counting.get(rule_id)?.causes ?? {};
      const halfway = between.get(rule_id);
      if (halfway === undefined) return [...values, ...text];
      const [was, mid, is] = [published, halfway, now].map((hashes) => hashes.get(finding_key));
      return [...(mid === is ? [] : values), ...(was === mid ? [] : text)];
    };
    return {
      ...{ run, as_of, published },
      askedAgain: new Set(again.map(({ rule }) => rule.rule_id)),
      findings: new Map(findings.map((one) => [one.finding_key, one])),
      ofPerson: Map.groupBy(findings, ({ person_id }) => person_id),
      countingOf: (ruleId) => counting.get(ruleId) ?? null,
      turnedBy,
      isNew: ({ finding_key }) => !published.has(finding_key),
    };
  } finally {
    warehouse.close();
  }
}

function changed(
  parameters: Map<string, Parameter>,
  rules: readonly RuleDefinition[],
  changes: readonly { rule: string; change: string }[],
  asOf: string,
): Map<string, Parameter> {
  for (const { rule: ruleId, change } of changes) {
    const rule = rules.find(({ rule_id }) => rule_id === ruleId);
    if (rule === undefined) throw countsNot(ruleId);
    const { after } = withValue(rule, parameters, change, asOf);
    parameters.set(after.name, after);
  }
  return parameters;
}

function countsNot(ruleId: string): Refusal {
  return new Refusal(
    'rule-counts-not',
    `没有启用的规则 ${ruleId}；hedui rules 列出各条规则。`,
    `No rule ${ruleId} counts now; hedui rules lists them.`,
    EXIT.usage,
  );
}

function countingNow(
  rule: RuleDefinition,
  parameters: ReadonlyMap<string, Parameter>,
  recorded: AskedRule | undefined,
): CountingNow {
  const own = declaredParameters(rule).flatMap((name) => parameters.get(name) ?? []);
  const englishOf = (name: string): string => (rule.parameters[name] ?? SHARED.get(name))?.english ?? name;
  const read: RuleParameter[] = own.map(({ name, title, type, rows, is_overridden }) => ({
    ...{ name, title, english: englishOf(name), type, rows, is_overridden },
  }));
  const now: AskedRule = { rule, parameters: read };
  return {
    rule,
    causes: causesBetween(recorded, now),
    recorded: own.map((one) => ({
      ...one,
      rows: recorded?.parameters.find(({ name }) => name === one.name)?.rows ?? one.rows,
    })),
    values: (finding) => valuesRead(own, finding),
    titles: new Map(
      own.map(({ name, title, type }) => [
        name,
        { title, english: englishOf(name), type, words: rule.parameters[name]?.words },
      ]),
    ),
  };
}

function causesBetween(recorded: AskedRule | undefined, now: AskedRule): CountingNow['causes'] {
  if (recorded === undefined) {
    const since: Cause = {
      kind: 'rule',
      zh: '规则在上一夜以后才启用',
      en: 'the rule counts only since the last night',
    };
    return { values: [], text: [since] };
  }
  return {
    values: otherValues(recorded, now).map(blameValue),
    text: isOtherText(recorded, now) ? [blameText(recorded, now)] : [],
  };
}

const isAskedAgain = (counting: CountingNow | undefined): boolean =>
  counting !== undefined && counting.causes.values.length + counting.causes.text.length > 0;

const hashesOf = (findings: readonly Finding[]): Map<string, string> =>
  new Map(findings.map((one) => [one.finding_key, one.evidence_hash]));

const SHARED = loadSharedParameters(RULES_DIR);

async function readStanding(warehouse: Warehouse): Promise<Finding[]> {
  const rows = await warehouse.rows<Finding & { facts: unknown; lines: unknown; evidence: unknown }>(
    `select finding_key, rule_id, rule_version, title, direction, person_id, occurrence_key, resident_id, name, township, village,
       amount_fen, months, first_month, last_month, match_strength, reason, facts, lines, evidence, evidence_hash
     from published.result.finding where status <> 'withdrawn' order by rule_id, finding_key`,
  );
  return rows.map((row) => ({
    ...row,
    facts: JSON.parse(String(row.facts)) as Finding['facts'],
    lines: JSON.parse(String(row.lines)) as FindingLine[],
    evidence: JSON.parse(String(row.evidence)) as EvidenceRow[],
  }));
}
