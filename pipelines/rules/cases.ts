import { join } from 'node:path';
import { z } from 'zod';
import { datedValuesSchema, type RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { readCheckedYaml } from '../../casework/rule-pack/load.ts';
import { MATCH_STRENGTHS } from '../../core/finding.ts';

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const monthOrNull = z.number().int().nullable();

/** A value alone stands for one that has always held. */
const caseParameter = z.union([
  datedValuesSchema,
  z.number().int(),
  z.string(),
  z.array(z.union([z.string(), z.number().int()])),
]);

const expectedFinding = z.strictObject({
  person_id: z.string(),
  occurrence_key: z.string().optional(),
  amount_fen: z.number().int().nullable(),
  months: z.number().int(),
  first_month: monthOrNull,
  last_month: monthOrNull,
  match_strength: z.enum(MATCH_STRENGTHS),
  /** A part of the finding's facts. */
  facts: z.record(z.string(), cell).optional(),
  /** Sum of the lines' parts. */
  components: z.record(z.string(), z.number().int()).optional(),
  reason: z.string().optional(),
});

const ruleCase = z.strictObject({
  name: z.string().min(1),
  as_of: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .default('2022-12-31'),
  given: z.record(z.string().startsWith('canonical.'), z.array(z.record(z.string(), cell))),
  parameters: z.record(z.string(), caseParameter).default({}),
  finds: z.array(expectedFinding),
});

/** One schema for all, so that a file is checked once. */
const ruleCases = z.array(ruleCase).min(2);

export type RuleCase = z.infer<typeof ruleCase>;
export type ExpectedFinding = z.infer<typeof expectedFinding>;

export function loadCases(rule: RuleDefinition): RuleCase[] {
  return readCheckedYaml(join(rule.folder, 'cases.yaml'), ruleCases);
}

/** The case's parameters in the form of the office's settings. */
export function officeSettingsOf(ruleCase: RuleCase): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(ruleCase.parameters).map(([name, value]) => {
      const isDated = Array.isArray(value) && typeof value[0] === 'object';
      return [name, isDated ? value : [{ from: '1900-01', value, basis: ruleCase.name }]];
    }),
  );
}
