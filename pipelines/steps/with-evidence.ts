import type { Direction, EvidenceRow, Finding } from '../../core/finding.ts';
import { sha256Hex, stableJson } from '../../core/hash.ts';
import { type GatheredFinding, receivedRows } from '../rules/gather.ts';

export type Locator = (rowId: number, role: EvidenceRow['role']) => EvidenceRow | null;

export function withEvidence(gathered: GatheredFinding, locate: Locator, ofRule: Direction): Finding {
  const { line_of, line_ids, counter_ids, ...finding } = gathered;
  const evidence: EvidenceRow[] = [];
  for (const rowId of receivedRows({ line_of, line_ids })) push(evidence, locate(rowId, 'line'));
  for (const id of counter_ids) push(evidence, locate(Number(id), 'counter'));
  return { ...finding, evidence, evidence_hash: hashEvidence(finding, ofRule) };
}

function push(rows: EvidenceRow[], row: EvidenceRow | null): void {
  if (row) rows.push(row);
}

/**
 * What a person judged when they judged the finding: the money, month by month, whose it is, the facts and the strength of
 * the link. Where the rows stand is left out: the same evidence in a file sent again is the same evidence. The direction
 * stands in it where it is not the rule's own, so that what was judged before it was part of the hash stays judged
 * (docs/decisions/2026-11-28-direction-belongs-to-the-finding.md).
 */
function hashEvidence(
  finding: Omit<Finding, 'evidence' | 'evidence_hash' | 'grounds'>,
  ofRule: Direction,
): string {
  return sha256Hex(
    stableJson({
      amount_fen: finding.amount_fen,
      ...(finding.direction === ofRule ? {} : { direction: finding.direction }),
      lines: finding.lines.map(({ month, amount_fen, components }) => ({ month, amount_fen, components })),
      facts: finding.facts,
      match_strength: finding.match_strength,
      resident_id: finding.resident_id,
      name: finding.name,
    }),
  );
}
