import type { Finding } from '../../../core/finding.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';

/** Per rule, how many findings stand in no case: never attached, or withdrawn since. Rules with none are left out. */
export function countFresh(ledger: Ledger, findings: readonly Finding[]): Map<string, number> {
  const standing = new Set<string>();
  const rows = ledger.statement('select finding_key from finding_state where is_withdrawn = 0').iterate();
  for (const row of rows) standing.add(String(row.finding_key));
  const counts = new Map<string, number>();
  for (const { rule_id, finding_key } of findings) {
    if (!standing.has(finding_key)) counts.set(rule_id, (counts.get(rule_id) ?? 0) + 1);
  }
  return counts;
}
