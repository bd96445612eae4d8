import { type AttachOptions, attachFindings } from '../../casework/findings/attach-findings.ts';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { valuesRead } from '../../casework/rule-pack/values-read.ts';
import type { Finding } from '../../core/finding.ts';
import type { CaseCounts } from '../../reports/morning/night-summary.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { declaredParameters } from '../rules/dialect.ts';
import type { Parameter } from '../rules/parameters.ts';

/** Gives each finding the values that its rule read, month by month: the ledger keeps them when no build does any more. */
export function carryValues(
  findings: readonly Finding[],
  rules: readonly RuleDefinition[],
  parameters: ReadonlyMap<string, Parameter>,
): Finding[] {
  const readBy = new Map(
    rules.map((rule) => [
      rule.rule_id,
      declaredParameters(rule).flatMap((name) => parameters.get(name) ?? []),
    ]),
  );
  return findings.map((finding) => ({
    ...finding,
    values: valuesRead(readBy.get(finding.rule_id) ?? [], finding),
  }));
}

/**
 * Consumes tonight's findings; leaves each attached to one case of the ledger, once, however often the night is run.
 * Findings of held rules stay outside, and what they once opened stays as it is.
 * It is one transaction: a night is in the ledger whole or not at all.
 */
export function openCases(
  ledger: Ledger,
  run: { run: number; as_of: string },
  findings: readonly Finding[],
  apart: Pick<AttachOptions, 'held' | 'gated'>,
  at: string,
): { counts: CaseCounts; caseOf: Map<string, string> } {
  const { case_of: caseOf, ...counts } = attachFindings(ledger, run, findings, { ...apart, at });
  return { counts, caseOf };
}
