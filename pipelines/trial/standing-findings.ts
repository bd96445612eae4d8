import type { Finding, FindingLine } from '../../core/finding.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';

/** What a trial compares of a finding, whether a night kept it or it was found just now. */
export type StandingFinding = Pick<
  Finding,
  | 'finding_key'
  | 'rule_id'
  | 'title'
  | 'person_id'
  | 'name'
  | 'township'
  | 'amount_fen'
  | 'direction'
  | 'match_strength'
  | 'lines'
>;

/** What stands in a build, attached under a name or opened by itself. */
export async function standingFindings(warehouse: Warehouse, attached = ''): Promise<StandingFinding[]> {
  const of = attached === '' ? '' : `${attached}.`;
  const findings = await warehouse.rows<Omit<StandingFinding, 'lines'> & { lines: string }>(
    `select finding_key, rule_id, title, person_id, name, township, amount_fen, direction, match_strength, lines
     from ${of}result.finding where status <> 'withdrawn'`,
  );
  return findings.map((finding) => ({ ...finding, lines: JSON.parse(finding.lines) as FindingLine[] }));
}
