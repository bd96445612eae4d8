import { attachFindings } from '../../casework/findings/attach-findings.ts';
import { type IdRepair, listIdRepairs } from '../../casework/id-repairs/id-repairs.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import type { Finding } from '../../core/finding.ts';

export interface CaseCounts {
  opened: number;
  attached: number;
  unchanged: number;
  changed: number;
  withdrawn: number;
  held_back: number;
}

/**
 * Consumes tonight's findings; leaves each attached to one case of the ledger, once, however often the night is run.
 * Findings of held rules stay outside, and what they once opened stays as it is.
 * It is one transaction: a night is in the ledger whole or not at all.
 */
export function openCases(
  home: string,
  run: { run: number; as_of: string },
  findings: readonly Finding[],
  held: readonly string[],
): { counts: CaseCounts; caseOf: Map<string, string> } {
  const office = openOffice(home);
  const ledger = openOfficeLedger(office);
  try {
    const { case_of: caseOf, ...counts } = attachFindings(ledger, run, findings, { held });
    return { counts, caseOf };
  } finally {
    ledger.close();
  }
}

/** Damaged numbers that a person has confirmed to stand for a valid one. */
export function confirmedRepairs(home: string): IdRepair[] {
  const ledger = openOfficeLedger(openOffice(home));
  try {
    return listIdRepairs(ledger);
  } finally {
    ledger.close();
  }
}
