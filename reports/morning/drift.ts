import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const brakeSchema = z.strictObject({
  min_nights: z.int().min(1),
  factor: z.number().gt(1),
  min_extra: z.int().min(0),
  nights_back: z.int().min(1),
});

export type Brake = z.infer<typeof brakeSchema>;

/** What one rule found on one night. */
export interface RuleNight {
  rule_id: string;
  title: string;
  findings: number;
  new: number;
  changed: number;
  withdrawn: number;
  amount_fen: number;
}

export interface Night {
  as_of: string;
  rules: readonly RuleNight[];
}

export interface Drift extends RuleNight {
  /** How many nights of the rule's own past it is compared with. */
  nights: number;
  most_findings: number | null;
  most_new: number | null;
  verdict: 'usual' | 'held' | 'too-little-past';
}

export function loadBrake(path = join(import.meta.dirname, 'drift-brake.yaml')): Brake {
  return brakeSchema.parse(parse(readFileSync(path, 'utf8')));
}

/**
 * Compares every rule with its own past. The first night of a rule finds everything as new, so its count of new findings
 * is not part of what is usual.
 */
export function measureDrift(tonight: Night, past: readonly Night[], brake: Brake): Drift[] {
  const earlier = past
    .filter(({ as_of }) => as_of < tonight.as_of)
    .sort((one, other) => (one.as_of < other.as_of ? -1 : 1))
    .slice(-brake.nights_back);
  return tonight.rules.map((rule) => {
    const own = earlier.flatMap(({ rules }) => rules.filter(({ rule_id }) => rule_id === rule.rule_id));
    const most_findings = largest(own.map(({ findings }) => findings));
    const most_new = largest(own.slice(1).map((night) => night.new));
    const isFarMore = (now: number, most: number | null): boolean =>
      most !== null && now > most * brake.factor && now - most >= brake.min_extra;
    const isHeld = isFarMore(rule.findings, most_findings) || isFarMore(rule.new, most_new);
    const verdict = own.length < brake.min_nights ? 'too-little-past' : isHeld ? 'held' : 'usual';
    return { ...rule, nights: own.length, most_findings, most_new, verdict };
  });
}

/** The rules whose findings of this night wait for a person before anybody works on them. */
export function heldRules(drifts: readonly Drift[]): Drift[] {
  return drifts.filter(({ verdict }) => verdict === 'held');
}

function largest(counts: readonly number[]): number | null {
  return counts.length === 0 ? null : Math.max(...counts);
}
