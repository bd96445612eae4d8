import { heldRules, loadBrake, measureDrift, type PastNight } from '../../casework/findings/drift.ts';
import { brakeReason, releaseCommand } from '../../casework/findings/held-rule.ts';
import { takeOverPastNights } from '../../casework/findings/published-nights.ts';
import { countFresh } from '../../casework/reads/findings/fresh-findings.ts';
import { listPublishedNights } from '../../casework/reads/findings/night-counts.ts';
import { listReleases } from '../../casework/reads/findings/rule-releases.ts';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import type { Finding } from '../../core/finding.ts';
import { type HeldRule, readNightSummaries } from '../../reports/morning/night-summary.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';

export interface BrakeResult {
  held: HeldRule[];
  /** Per rule, the findings of this day that stood in no case when it began. */
  fresh: ReadonlyMap<string, number>;
}

/** How the night was asked for, so that the command that releases a rule is the whole one. */
export interface AskedFor {
  home: string;
  inbox: string | null;
}

/**
 * Consumes tonight's findings, what past nights entered into the ledger and what people released; says which rules found far more than
 * they ever did. It is asked before a case is opened: afterwards there would be hundreds to close again.
 */
export function applyBrake(
  ledger: Ledger,
  night: { run: number; as_of: string; asked: AskedFor; reports: string },
  rules: readonly RuleDefinition[],
  findings: readonly Finding[],
): BrakeResult {
  const fresh = countFresh(ledger, findings);
  takeOverPastNights(ledger, () => readNightSummaries(night.reports), new Date().toISOString());
  const nights = listPublishedNights(ledger);
  const tonight = { as_of: night.as_of, rules: countRules(rules, findings, fresh) };
  const drifts = measureDrift(tonight, nights, loadBrake(), listReleases(ledger));
  const held = heldRules(drifts).map((drift): HeldRule => {
    const { verdict: _held, new: _new, ...figures } = drift;
    return {
      ...figures,
      run: night.run,
      as_of: night.as_of,
      ...brakeReason(drift),
      release: releaseCommand(drift.rule_id, night.asked),
    };
  });
  const sameDay = nights.findLast(({ as_of }) => as_of === night.as_of) ?? null;
  return {
    held,
    fresh: new Map(rules.map(({ rule_id }) => [rule_id, freshOfDay(rule_id, fresh, sameDay)])),
  };
}

function countRules(
  rules: readonly RuleDefinition[],
  findings: readonly Finding[],
  fresh: ReadonlyMap<string, number>,
) {
  const byRule = Map.groupBy(findings, ({ rule_id }) => rule_id);
  return rules.map(({ rule_id, title }) => {
    const unopened = fresh.get(rule_id) ?? 0;
    return { rule_id, title, findings: byRule.get(rule_id)?.length ?? 0, new: unopened, fresh: unopened };
  });
}

/** A night that is run again on its day finds its own cases open; what the day brought is what the first run saw. */
function freshOfDay(ruleId: string, fresh: ReadonlyMap<string, number>, sameDay: PastNight | null): number {
  const now = fresh.get(ruleId) ?? 0;
  if (sameDay === null || sameDay.held.some(({ rule_id }) => rule_id === ruleId)) return now;
  const before = sameDay.rules.find(({ rule_id }) => rule_id === ruleId);
  return Math.max(now, before?.fresh ?? 0);
}
