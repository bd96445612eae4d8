import type { MatchStrength } from '../core/finding.ts';

/** A finding about the office's own hands; only whoever holds the right to it is shown one. */
export interface ReservedFinding {
  rule_id: string;
  title: string;
  name: string;
  resident_id: string | null;
  township: string | null;
  first_month: string | null;
  last_month: string | null;
  match_strength: MatchStrength;
  reason: string;
  facts: Record<string, unknown>;
  evidence: { file: string; sheet: string; row: number }[];
}

type Stored = Omit<ReservedFinding, 'facts' | 'evidence'> & { facts: string; evidence: string };

/** What a published build keeps for supervision alone; the one place that reads it. */
export async function readReserved(rows: (sql: string) => Promise<Stored[]>): Promise<ReservedFinding[]> {
  const found = await rows('select * from supervision.finding order by rule_id, name, reason');
  return found.map(({ facts, evidence, ...finding }) => ({
    ...finding,
    facts: JSON.parse(facts) as ReservedFinding['facts'],
    evidence: JSON.parse(evidence) as ReservedFinding['evidence'],
  }));
}

/** The logs that these findings rest on and of which the build has no line: without them nothing can be found. */
export async function absentLogs(rows: (sql: string) => Promise<{ log: string }[]>): Promise<string[]> {
  const absent = await rows(`
    select '信息变更日志' as log where not exists (from canonical.change_entry)
    union all select '业务操作日志' where not exists (from canonical.operation_entry)`);
  return absent.map(({ log }) => log);
}
