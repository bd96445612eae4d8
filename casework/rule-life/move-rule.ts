import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, Refusal } from '../../core/errors.ts';
import type { StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { readPart } from '../../storage/settings.ts';
import type { Workspace } from '../../storage/workspace.ts';
import type { Office } from '../office.ts';
import type { RuleDefinition } from '../rule-pack/definition.ts';
import { findRule } from '../rule-pack/load.ts';
import { loadOfficeRule } from '../rule-pack/office-rules.ts';
import type { Decider } from '../standing-decisions.ts';
import { draftRule, releaseRule, retireRule, shadowRule } from './change-life.ts';
import { asWritten, keepInForce } from './in-force.ts';
import type { CountedMonths, RuleVersion } from './lives.ts';
import { writeNewRule } from './new-rule.ts';
import { isOwn } from './rules-of-night.ts';
import { rulesPart } from './settings.ts';

/** In whose name a rule is moved, and where. */
export interface LifeDesk {
  workspace: Workspace;
  ledger: Ledger;
  office: Office;
  by: Decider;
}

/** What looking a rule through came to; of exactly the text whose fingerprint it names. */
export interface RuleCheck extends RuleVersion {
  rule_id: string;
  /** How many worked examples were played, and how many of them came out as they say. */
  examples: number;
  held: number;
  problems: { zh: string; en: string }[];
}

/** A rule of the office, or one that comes with Hedui, as its folder says it now. */
export function ruleOf({ rules }: Pick<Workspace, 'rules'>, ruleId: string): RuleDefinition {
  return (existsSync(join(rules, ruleId)) ? null : findRule(ruleId)) ?? loadOfficeRule(rules, ruleId);
}

/** Writes the folder of a new rule and enters it as a draft; where that is refused there is no folder either. */
export function enterDraft(
  { workspace: { rules }, ledger, office, by }: LifeDesk,
  ruleId: string,
  { like, reason }: { like: string | null; reason: string },
): StoredEvent {
  const folder = writeNewRule(rules, ruleId, like);
  try {
    const written = asWritten(loadOfficeRule(rules, ruleId));
    return draftRule(ledger, office, by, { rule_id: ruleId, ...written, reason });
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
}

/** Looks a rule through as its folder says it now; how that is run is the door's affair. */
export type LookThrough = (desk: Pick<LifeDesk, 'workspace'>, ruleId: string) => Promise<RuleCheck>;

/** Puts a rule that passes its check into shadow, from the next night on. */
export async function enterShadow(
  desk: LifeDesk,
  ruleId: string,
  reason: string,
  lookThrough: LookThrough,
): Promise<StoredEvent> {
  const rule = await checkedRule(desk, ruleId, lookThrough);
  return shadowRule(desk.ledger, desk.office, desk.by, { rule_id: ruleId, ...asWritten(rule), reason });
}

/** The first of two people proposes, the second agrees; the text that they read is kept before it counts. */
export async function enterRelease(
  desk: LifeDesk,
  ruleId: string,
  months: CountedMonths,
  reason: string,
  lookThrough: LookThrough,
): Promise<StoredEvent> {
  const { workspace, ledger, office, by } = desk;
  const rule = await checkedRule(desk, ruleId, lookThrough);
  const kept = keepInForce(workspace, rule);
  const { shadow_nights: nights } = readPart(workspace.settings, rulesPart);
  return releaseRule(ledger, office, by, { rule_id: ruleId, ...kept, ...months, reason }, nights);
}

export function enterRetirement(
  { ledger, office, by }: LifeDesk,
  ruleId: string,
  reason: string,
): StoredEvent {
  return retireRule(ledger, office, by, { rule_id: ruleId, reason });
}

/** What comes with Hedui is held to its examples before it is shipped; a rule of the office is each time it goes further. */
async function checkedRule(
  desk: LifeDesk,
  ruleId: string,
  lookThrough: LookThrough,
): Promise<RuleDefinition> {
  const before = ruleOf(desk.workspace, ruleId);
  if (!isOwn(before)) return before;
  const check = await lookThrough(desk, ruleId);
  refuseProblems(check);
  const rule = ruleOf(desk.workspace, ruleId);
  if (check.fingerprint === asWritten(rule).fingerprint && check.rule_id === rule.rule_id) return rule;
  throw new Refusal(
    'rule-changed-since-check',
    `规则 ${rule.rule_id} 的文件在检查之后又改过，请再试一次。`,
    `The files of rule ${rule.rule_id} have changed since they were checked; try again.`,
  );
}

/** A rule that is not as it must be goes no further; all that is wrong is told. */
export function refuseProblems({ rule_id, problems }: RuleCheck): void {
  if (problems.length === 0) return;
  throw new Refusal(
    'rule-check-failed',
    `规则 ${rule_id} 没有通过检查，改好以下各处后再试：\n${problems.map(({ zh }) => `  ${zh}`).join('\n')}`,
    `Rule ${rule_id} has not passed its check; mend this and try again:\n${problems.map(({ en }) => `  ${en}`).join('\n')}`,
    EXIT.checkFailed,
  );
}
