import type { Direction, EvidenceRow, MatchStrength } from '../../core/finding.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';

/** What one night said of a finding. */
export interface Said {
  finding_id: string;
  rule_version: string;
  title: string;
  case_id: string | null;
  person_id: string;
  occurrence_key: string;
  resident_id: string | null;
  name: string;
  township: string | null;
  village: string | null;
  direction: Direction;
  amount_fen: number | null;
  months: number;
  first_month: number | null;
  last_month: number | null;
  match_strength: MatchStrength;
  reason: string;
  evidence: EvidenceRow[];
  /** What it rests on, as it told it: the words of its rows with their meaning. */
  grounds: string;
  evidence_hash: string;
}

/** A finding that only one of two nights has, or that they say differently. */
export interface DifferingFinding {
  finding_key: string;
  rule_id: string;
  kind: 'come' | 'gone' | 'changed';
  was: Said | null;
  is: Said | null;
}

/** The findings of which two nights say different things, by rule and key; those for supervision alone are none of them. */
export async function pairFindings(warehouse: Warehouse): Promise<DifferingFinding[]> {
  const withGrounds = await warehouse.rows<{ night: string }>(
    `select database_name as night from duckdb_columns()
     where schema_name = 'result' and table_name = 'finding' and column_name = 'grounds'`,
  );
  const keepsGrounds = new Set(withGrounds.map(({ night }) => night));
  const rows = await warehouse.rows<{ night: string; finding_key: string; rule_id: string; said: string }>(`
    with standing as (
        ${['earlier', 'later'].map((night) => standingOn(night, keepsGrounds.has(night))).join(' union all ')}
    )
    select standing.* from standing
    inner join (
        select finding_key from standing group by finding_key
        having count(*) = 1 or min(evidence_hash) <> max(evidence_hash) or min(direction) <> max(direction)
    ) as differing using (finding_key)
    order by rule_id, finding_key, night`);
  return [...Map.groupBy(rows, ({ finding_key }) => finding_key)].map(([finding_key, own]) => {
    const saidOn = (night: string): Said | null => {
      const row = own.find((one) => one.night === night);
      return row === undefined ? null : readSaid(row.said);
    };
    const [was, is] = [saidOn('earlier'), saidOn('later')];
    const kind = was === null ? 'come' : is === null ? 'gone' : 'changed';
    return { finding_key, rule_id: own[0]?.rule_id ?? '', kind, was, is };
  });
}

const SAID = [
  ...['finding_id', 'rule_version', 'title', 'case_id', 'person_id', 'occurrence_key', 'resident_id', 'name'],
  ...['township', 'village', 'direction', 'amount_fen', 'months', 'first_month', 'last_month'],
  ...['match_strength', 'reason', 'evidence', 'evidence_hash'],
];

/** Builds from before the grounds were kept have none. */
function standingOn(night: string, hasGrounds: boolean): string {
  const said = [...SAID.map((name) => `'${name}', ${name}`), `'grounds', ${hasGrounds ? 'grounds' : "'[]'"}`];
  return `
    select '${night}' as night, finding_key, rule_id, evidence_hash, direction,
        cast(json_object(${said.join(', ')}) as varchar) as said
    from ${night}.result.finding where status <> 'withdrawn'`;
}

function readSaid(text: string): Said {
  const said = JSON.parse(text) as Said & { evidence: string };
  return { ...said, evidence: JSON.parse(said.evidence) as EvidenceRow[] };
}
