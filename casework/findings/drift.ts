import { join } from 'node:path';
import { z } from 'zod';
import { readYamlFile } from '../../core/yaml-file.ts';

const brakeSchema = z.strictObject({
  min_nights: z.int().min(1),
  factor: z.number().gt(1),
  min_extra: z.int().min(0),
  nights_back: z.int().min(1),
  fewer_from: z.int().min(1),
  fewer_share: z.number().gt(0).lt(1),
});

export type Brake = z.infer<typeof brakeSchema>;

/** What one rule found on one night, as far as it can be compared with other nights. */
export interface RuleFigures {
  rule_id: string;
  findings: number;
  new: number;
  /**
   * Findings that stood in no case yet when the night began. Unlike `new`, which looks at the night before, it does not
   * fall to nothing on the second night of a rule that is held. Nights before the brake did not count it.
   */
  fresh?: number | undefined;
}

/** The same, as the morning page tells it. */
export interface RuleNight extends RuleFigures {
  title: string;
  changed: number;
  withdrawn: number;
  amount_fen: number;
}

/** A published night, as far as a rule's later nights are measured by it. */
export interface PastNight {
  as_of: string;
  rules: readonly { rule_id: string; findings: number; fresh: number }[];
  /** Rules that were held that night: what they found is no measure of what is usual. */
  held: readonly { rule_id: string }[];
  /** Rows of each source that counted that night. Nights before this was told have none. */
  sources?: readonly { source: string; row_count: number }[] | undefined;
}

/** A held rule that a person let go on: from then on its figures of that night are part of its past. */
export interface ReleasedNight {
  rule_id: string;
  as_of: string;
  findings: number;
  fresh: number;
}

/** A rule's night beside the rule's own past. */
export interface BesidePast {
  fresh: number;
  /** How many nights of the rule's own past it is compared with. */
  nights: number;
  median_findings: number | null;
  most_findings: number | null;
  most_new: number | null;
  /** The most that would still have gone on. */
  limit_findings: number | null;
  limit_new: number | null;
  /** `released`: only because a person let such a night go on. */
  verdict: 'usual' | 'held' | 'released' | 'too-little-past';
}

export type Drift<Rule extends RuleFigures = RuleNight> = Rule & BesidePast;

export function loadBrake(path = join(import.meta.dirname, 'drift-brake.yaml')): Brake {
  return brakeSchema.parse(readYamlFile(path));
}

/**
 * Compares every rule with its own past. The first night of a rule finds everything as new, so its count of new findings
 * is not part of what is usual; nor is a night on which it was held, before a person has released it.
 */
export function measureDrift<Rule extends RuleFigures>(
  tonight: { as_of: string; rules: readonly Rule[] },
  past: readonly PastNight[],
  brake: Brake,
  releases: readonly ReleasedNight[] = [],
): Drift<Rule>[] {
  const earlier = past
    .filter(({ as_of }) => as_of < tonight.as_of)
    .sort((one, other) => (one.as_of < other.as_of ? -1 : 1));
  return tonight.rules.map((rule) => {
    const own = earlier.flatMap((night) => ownFigures(night, rule.rule_id));
    const released = releases.filter(
      // a release counts on the very day it was given: the night is then run once more
      ({ rule_id, as_of }) => rule_id === rule.rule_id && as_of <= tonight.as_of,
    );
    const now = { findings: rule.findings, fresh: rule.fresh ?? rule.new };
    const unaided = compare(now, own, brake);
    if (released.length === 0 || unaided.verdict === 'too-little-past')
      return { ...rule, ...now, ...unaided };
    const aided = compare(now, inOrder([...own, ...released]), brake);
    const isLetGo = unaided.verdict === 'held' && aided.verdict === 'usual';
    return { ...rule, ...now, ...aided, verdict: isLetGo ? 'released' : aided.verdict };
  });
}

/** The rules whose findings of this night wait for a person before anybody works on them. */
export function heldRules<Rule extends RuleFigures>(drifts: readonly Drift<Rule>[]): Drift<Rule>[] {
  return drifts.filter(({ verdict }) => verdict === 'held');
}

interface Figures {
  as_of: string;
  findings: number;
  fresh: number;
}

function ownFigures({ as_of, rules, held }: PastNight, ruleId: string): Figures[] {
  if (held.some(({ rule_id }) => rule_id === ruleId)) return [];
  return rules
    .filter(({ rule_id }) => rule_id === ruleId)
    .map(({ findings, fresh }) => ({ as_of, findings, fresh }));
}

function inOrder(figures: readonly Figures[]): Figures[] {
  return figures.toSorted((one, other) => (one.as_of < other.as_of ? -1 : Number(one.as_of > other.as_of)));
}

function compare(
  now: Pick<Figures, 'findings' | 'fresh'>,
  past: readonly Figures[],
  brake: Brake,
): Omit<BesidePast, 'fresh'> {
  const own = past.slice(-brake.nights_back);
  // the very first night, not the first of those looked back upon
  const afterFirst = past.slice(1).slice(-brake.nights_back);
  const most_findings = largest(own.map(({ findings }) => findings));
  const most_new = largest(afterFirst.map(({ fresh }) => fresh));
  const limit_findings = limit(most_findings, brake);
  const limit_new = limit(most_new, brake);
  const isBeyond = (count: number, most: number | null): boolean => most !== null && count > most;
  const isHeld = isBeyond(now.findings, limit_findings) || isBeyond(now.fresh, limit_new);
  return {
    nights: own.length,
    median_findings: median(own.map(({ findings }) => findings)),
    most_findings,
    most_new,
    limit_findings,
    limit_new,
    verdict: own.length < brake.min_nights ? 'too-little-past' : isHeld ? 'held' : 'usual',
  };
}

/** Far more is both: beyond so many times the largest night, and so many findings more. */
function limit(most: number | null, { factor, min_extra }: Brake): number | null {
  return most === null ? null : Math.max(Math.floor(most * factor), most + min_extra - 1);
}

/** Far fewer than on the published night: a fault of a mapping or of a file before it is the truth. */
export function isFarFewer(now: number, before: number, { fewer_from, fewer_share }: Brake): boolean {
  return before >= fewer_from && now < fewer_share * before;
}

function largest(counts: readonly number[]): number | null {
  return counts.length === 0 ? null : Math.max(...counts);
}

function median(counts: readonly number[]): number | null {
  const sorted = counts.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
