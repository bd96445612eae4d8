import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { sha256Hex, stableJson } from '../../core/hash.ts';
import { quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { countyOfRow, ofLineSql } from './crossing-world.ts';
import type { PublishedCounty } from './read-counties.ts';

/** What one county's payments have against another's records, of one person: nothing that a county could have seen alone. */
export interface CrossingLead {
  /** The same from run to run. */
  lead_key: string;
  /** Changes with the months, the money and where the other records stand. */
  evidence_hash: string;
  rule_id: string;
  suspicion: string;
  /** Code of the county whose payments are in question. */
  county: string;
  name: string;
  /** As the county published it: the number, or what it is under the province's key. */
  resident_id: string | null;
  township: string | null;
  /** The counties in whose lists the other side stands. */
  known_by: string[];
  /** YYYY-MM-DD or YYYYMM, where a death is told. */
  died: string | null;
  first_month: number | null;
  last_month: number | null;
  months: number;
  /** In fen; null where the rule claims no money. */
  amount_fen: number | null;
  lines: { month: number | null; amount_fen: number | null }[];
}

interface LineRow {
  finding_no: number;
  rule_id: string;
  person_id: string;
  occurrence_key: string;
  month: number | null;
  amount_fen: number | null;
  strength_rank: number;
  died: string | null;
  counters: string;
}

export interface LeadsOfCounty {
  leads: (CrossingLead & { person: string })[];
  /** Findings whose link is not certain: a lead would be an accusation on a resemblance, so none is handed down. */
  uncertain: number;
  /** Person and month of what each rule has of this county, also of what it knew itself. */
  explained: { rule_id: string; person: string; month: number | null }[];
}

/** Consumes `detection.*` of the world of a county; leads are what of its lines it did not find by itself. */
export async function leadsOfCounty(
  warehouse: Warehouse,
  county: PublishedCounty,
  counties: readonly PublishedCounty[],
  rules: readonly RuleDefinition[],
): Promise<LeadsOfCounty> {
  const rows: (LineRow & { is_known: boolean })[] = [];
  for (const rule of rules) {
    const at = ofLineSql(rule, 'line.line_id');
    rows.push(
      ...(await warehouse.rows<LineRow & { is_known: boolean }>(`
        select finding.finding_no, finding.rule_id, finding.person_id, finding.occurrence_key, line.month, line.amount_fen,
            finding.strength_rank, finding.counter_ids as counters,
            coalesce(finding.facts ->> 'died_on', finding.facts ->> 'died_month') as died,
            exists (
                select 1 from pool.known_line as known
                where known.county_no = ${county.no} and known.rule_id = line.rule_id and known.line_id = ${at.line}
            ) as is_known
        from detection.finding_line as line
        inner join detection.finding as finding using (finding_no)
        where line.rule_id = ${quoteText(rule.rule_id)} and ${at.county} = ${county.no} and finding.direction <> 'person'
        order by finding.finding_no, line.month, line.line_id`)),
    );
  }
  const people = await peopleOf(warehouse, county);
  const suspicionOf = new Map(rules.map(({ rule_id, over_counties }) => [rule_id, over_counties?.says[0]]));
  const nameOf = new Map(counties.map(({ no, name }) => [no, name]));
  const fresh = Map.groupBy(
    rows.filter(({ is_known }) => !is_known),
    ({ finding_no }) => finding_no,
  );
  const leads: LeadsOfCounty['leads'] = [];
  let uncertain = 0;
  for (const lines of fresh.values()) {
    const [first] = lines;
    const told = first === undefined ? undefined : people.get(first.person_id);
    if (first === undefined || told === undefined) continue;
    const known = countiesOf(first.counters);
    const known_by = known.filter((no) => no !== county.no).map((no) => nameOf.get(no) ?? '');
    // what the county's own records say alone is the county's to find, by its own values
    if (known_by.length === 0) continue;
    if (first.strength_rank < 3) {
      uncertain += 1;
      continue;
    }
    leads.push({
      ...leadOf(first, lines, known_by, county),
      suspicion: suspicionOf.get(first.rule_id) ?? first.rule_id,
      ...told,
      person: first.person_id,
    });
  }
  const explained = rows.map(({ rule_id, person_id: person, month }) => ({ rule_id, person, month }));
  return { leads, uncertain, explained };
}

function leadOf(first: LineRow, all: readonly LineRow[], known_by: string[], county: PublishedCounty) {
  const lines = all.map(({ month, amount_fen }) => ({ month, amount_fen }));
  const months = [...new Set(lines.flatMap(({ month }) => month ?? []))].sort();
  const amounts = lines.flatMap(({ amount_fen }) => amount_fen ?? []);
  const { rule_id, died } = first;
  return {
    lead_key: sha256Hex([rule_id, county.code, first.person_id, first.occurrence_key].join('\n')).slice(
      0,
      32,
    ),
    evidence_hash: sha256Hex(stableJson({ lines, known_by, died })),
    ...{ rule_id, died, known_by, lines },
    county: county.code,
    first_month: months[0] ?? null,
    last_month: months.at(-1) ?? null,
    months: months.length,
    amount_fen: amounts.length === 0 ? null : amounts.reduce((sum, fen) => sum + fen, 0),
  };
}

/** Takes out the months that another rule explains, and the leads of which none is left. */
export function withoutExplained(
  leads: LeadsOfCounty['leads'],
  explained: LeadsOfCounty['explained'],
  rules: readonly RuleDefinition[],
): LeadsOfCounty['leads'] {
  const yields = new Map(
    rules.map(({ rule_id, over_counties }) => [rule_id, over_counties?.gives_way_to ?? []]),
  );
  const told = new Set(explained.map(({ rule_id, person, month }) => `${rule_id}\n${person}\n${month}`));
  return leads.filter(
    ({ rule_id, person, lines }) =>
      !lines.some(({ month }) =>
        (yields.get(rule_id) ?? []).some((other) => told.has(`${other}\n${person}\n${month}`)),
      ),
  );
}

async function peopleOf(
  warehouse: Warehouse,
  { no }: PublishedCounty,
): Promise<Map<string, Pick<CrossingLead, 'name' | 'resident_id' | 'township'>>> {
  const rows = await warehouse.rows<{
    person: string;
    name: string;
    resident_id: string | null;
    township: string | null;
  }>(`
    select crossing.person, told.name, coalesce(told.resident_id_raw, told.resident_id) as resident_id, told.township
    from pool.told inner join pool.crossing using (county_no, person_id)
    where told.county_no = ${no}
    order by crossing.person, told.is_payee, told.person_id`);
  return new Map(rows.map(({ person, ...told }) => [person, told]));
}

/** The counties in which these rows stand, in the order of their numbers. */
function countiesOf(counters: string): number[] {
  const ids = counters.split(',').filter((id) => id !== '');
  return [...new Set(ids.map(countyOfRow))].sort((one, other) => one - other);
}
