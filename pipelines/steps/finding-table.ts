import type { Finding } from '../../core/finding.ts';
import { BIGINT, ColumnWriter, INTEGER, VARCHAR, type Warehouse } from '../../storage/warehouse/database.ts';

/** What a build keeps of a finding, in the order of its table: name, type, and the same type in SQL. */
export const FINDING_COLUMNS = [
  ['finding_key', VARCHAR, 'varchar'],
  ['finding_id', VARCHAR, 'varchar'],
  ['rule_id', VARCHAR, 'varchar'],
  ['rule_version', VARCHAR, 'varchar'],
  ['title', VARCHAR, 'varchar'],
  ['direction', VARCHAR, 'varchar'],
  ['case_id', VARCHAR, 'varchar'],
  ['person_id', VARCHAR, 'varchar'],
  ['occurrence_key', VARCHAR, 'varchar'],
  ['resident_id', VARCHAR, 'varchar'],
  ['name', VARCHAR, 'varchar'],
  ['township', VARCHAR, 'varchar'],
  ['village', VARCHAR, 'varchar'],
  ['amount_fen', BIGINT, 'bigint'],
  ['months', INTEGER, 'integer'],
  ['first_month', INTEGER, 'integer'],
  ['last_month', INTEGER, 'integer'],
  ['match_strength', VARCHAR, 'varchar'],
  ['reason', VARCHAR, 'varchar'],
  ['facts', VARCHAR, 'varchar'],
  ['lines', VARCHAR, 'varchar'],
  ['evidence', VARCHAR, 'varchar'],
  ['grounds', VARCHAR, 'varchar'],
  ['evidence_hash', VARCHAR, 'varchar'],
] as const;

/** A finding's short name, for people to type. */
function findingId(key: string): string {
  return `F${key.slice(0, 12)}`;
}

export function createFindingTable(table: string): string {
  return `create or replace table ${table} (${FINDING_COLUMNS.map(([name, , type]) => `${name} ${type}`).join(', ')})`;
}

/** Puts findings into such a table, those that a case is about with its number. */
export async function appendFindings(
  warehouse: Warehouse,
  schema: string,
  table: string,
  findings: readonly Finding[],
  caseOf: ReadonlyMap<string, string> = new Map(),
): Promise<void> {
  const writer = new ColumnWriter(FINDING_COLUMNS.map(([, type]) => type));
  for (const finding of findings) writer.add(...cells(finding, caseOf.get(finding.finding_key) ?? null));
  await warehouse.appendColumns(schema, table, writer);
}

function cells(finding: Finding, caseId: string | null): (string | number | bigint | null)[] {
  return [
    finding.finding_key,
    findingId(finding.finding_key),
    finding.rule_id,
    finding.rule_version,
    finding.title,
    finding.direction,
    caseId,
    finding.person_id,
    finding.occurrence_key,
    finding.resident_id,
    finding.name,
    finding.township,
    finding.village,
    finding.amount_fen === null ? null : BigInt(finding.amount_fen),
    finding.months,
    finding.first_month,
    finding.last_month,
    finding.match_strength,
    finding.reason,
    JSON.stringify(finding.facts),
    JSON.stringify(finding.lines),
    JSON.stringify(finding.evidence),
    JSON.stringify(finding.grounds ?? []),
    finding.evidence_hash,
  ];
}
