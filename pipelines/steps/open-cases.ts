import { type AttachOptions, attachFindings } from '../../casework/findings/attach-findings.ts';
import type { Finding } from '../../core/finding.ts';
import type { CaseCounts } from '../../reports/morning/night-summary.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';

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
