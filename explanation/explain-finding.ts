import type { RuleText } from '../casework/rule-pack/definition.ts';
import { legalBasisInForce } from '../casework/rule-pack/legal-basis.ts';
import { EXIT, Refusal } from '../core/errors.ts';
import type { EvidenceRow, FindingLine, Ground } from '../core/finding.ts';
import { fileNoSql, rowNoSql } from '../core/row-number.ts';
import { keepsGrounds } from './keeps-grounds.ts';
import { BASES } from './link/phrases.ts';
import { drawWaterfall, type LinkPair, type Waterfall } from './link/waterfall.ts';
import { openPublishedReader, type PublishedBuild } from './published-reader.ts';
import { evidenceAsSent, type SourceRow } from './rows/rows-as-sent.ts';
import { readDefinition } from './rule-catalogue.ts';

/** All that a person needs to judge a finding. */
export interface FindingExplanation {
  run: number;
  finding_id: string;
  status: string;
  rule_id: string;
  rule_version: string;
  title: string;
  question: string;
  reason: string;
  direction: string;
  resident_id: string | null;
  name: string;
  township: string | null;
  village: string | null;
  amount_fen: number | null;
  months: number;
  match_strength: string;
  facts: Record<string, unknown>;
  /** `paid_fen`: what was paid, where the line is a month of a pension; of months at risk nothing is claimed. */
  lines: (FindingLine & { paid_fen: number | null })[];
  rows: SourceRow[];
  /** What was stated, taught by a person of the office, or inferred. */
  grounds: Ground[];
  links: PersonLink[];
  legal_basis: { text: string; article: string | null; from: string; to?: string | undefined }[];
  innocent_explanations: string[];
  not_covered: string[];
  next_step: string;
}

/** A row that was put down to this person by more than an equal number: why, bar by bar. */
export interface PersonLink {
  source: string;
  file: string;
  row: number;
  match_strength: string;
  basis: string;
  /** The clerk's sentence. */
  reason: string;
  /** Bars of the waterfall; null where the register or a renamed place joined the two numbers. */
  waterfall: Waterfall | null;
  proposed_id: string | null;
}

interface FindingRow
  extends Omit<FindingExplanation, 'run' | 'question' | 'facts' | 'lines' | 'rows' | 'grounds' | 'links'> {
  finding_key: string;
  person_id: string;
  facts: string;
  lines: string;
  evidence: string;
  grounds: string;
  first_month: number | null;
}

/** Puts together what a finding rests on; `which` is its id or the beginning of it. */
export async function explainFinding(home: string, which: string): Promise<FindingExplanation> {
  const reader = openPublishedReader(home);
  try {
    return await reader.use((build) => explainIn(build, which));
  } finally {
    await reader.close();
  }
}

async function explainIn(build: PublishedBuild, which: string): Promise<FindingExplanation> {
  const finding = await findOne(build, which);
  const rule = await ruleOf(build, finding);
  const evidence = JSON.parse(finding.evidence) as EvidenceRow[];
  const {
    finding_key: _key,
    person_id: personId,
    evidence: _evidence,
    grounds,
    first_month: firstMonth,
    ...shown
  } = finding;
  const facts = JSON.parse(finding.facts) as Record<string, unknown>;
  const paid = await paidOf(build, personId);
  const lines = (JSON.parse(finding.lines) as FindingLine[]).map((line) => ({
    ...line,
    paid_fen: paid.get(line.line_id) ?? null,
  }));
  const rows = await evidenceAsSent(build, evidence);
  return {
    ...shown,
    run: build.build,
    question: rule.question,
    facts,
    lines,
    rows,
    grounds: JSON.parse(grounds) as Ground[],
    links: await linksOf(build, personId),
    legal_basis: firstMonth === null ? rule.legal_basis : legalBasisInForce(rule, firstMonth),
    innocent_explanations: rule.innocent_explanations.map(({ says }) => says),
    not_covered: rule.not_covered,
    next_step: rule.next_step,
  };
}

async function paidOf(build: PublishedBuild, personId: string): Promise<Map<string, number>> {
  const rows = await build.rows<{ line_id: number; amount_fen: number }>(
    'select line_id, amount_fen from canonical.benefit_payment where person_id = $personId',
    { personId },
  );
  return new Map(rows.map(({ line_id, amount_fen }) => [String(line_id), amount_fen]));
}

/** The rule as it stood when the build was made, not as its folder reads today. */
async function ruleOf(build: PublishedBuild, finding: FindingRow): Promise<RuleText> {
  const [recorded] = await build.rows<{ definition: string }>(
    'select definition from result.rule where rule_id = $rule',
    { rule: finding.rule_id },
  );
  if (!recorded) throw new Error(`the rule of ${finding.finding_id} is gone: ${finding.rule_id}`);
  return readDefinition(finding.rule_id, recorded.definition);
}

async function findOne(build: PublishedBuild, which: string): Promise<FindingRow> {
  const found = await build.rows<FindingRow>(
    `select finding_key, finding_id, status, rule_id, rule_version, title, reason, direction, person_id, resident_id, name,
        township, village, amount_fen, months, first_month, match_strength, facts, lines, evidence, ${(await keepsGrounds(build)) ? 'grounds' : "'[]' as grounds"}
     from result.finding where finding_id = $which or starts_with(finding_id, $which) order by finding_id limit 20`,
    { which },
  );
  const exact = found.filter(({ finding_id }) => finding_id === which);
  const [only, second] = exact.length > 0 ? exact : found;
  if (only && !second) return only;
  const zh = second
    ? `以“${which}”开头的疑点不止一条，请写全编号。`
    : `没有编号为“${which}”的疑点。用 export findings 可列出全部编号。`;
  const en = second
    ? `Several findings begin with "${which}"; give the whole id.`
    : `There is no finding "${which}". \`export findings\` lists all ids.`;
  throw new Refusal('finding-unknown', zh, en, EXIT.usage);
}

async function linksOf(build: PublishedBuild, personId: string): Promise<PersonLink[]> {
  const rows = await build.rows<Omit<PersonLink, 'waterfall'> & { right_row: number | null }>(
    `select person_row.source, file.name as file, ${rowNoSql('person_row.row_id')} as row,
        person_row.match_strength, person_row.basis, coalesce(link_pair.reason, '') as reason, pair_alias.right_row,
        link_pair.proposed_id
     from link.person_row
     inner join file on file.file_no = ${fileNoSql('person_row.row_id')}
     left join link.pair_alias on pair_alias.right_row = person_row.row_id
     left join link.link_pair
        on link_pair.left_row = pair_alias.left_row and link_pair.right_row = pair_alias.right_row
     where person_row.person_id = $personId and person_row.basis <> 'own'
     order by pair_alias.right_row nulls last, person_row.row_id
     limit 50`,
    { personId },
  );
  const pairs = await build.rows<{ right_row: number }>(
    `select link_pair.* from link.link_pair
     inner join link.pair_alias
        on pair_alias.left_row = link_pair.left_row and pair_alias.right_row = link_pair.right_row
     inner join link.person_row on person_row.row_id = link_pair.right_row
     where person_row.person_id = $personId`,
    { personId },
  );
  return rows.map(({ right_row: rightRow, ...row }) => {
    const pair = pairs.find(({ right_row }) => right_row === rightRow);
    const reason = row.reason === '' ? (BASES[row.basis] ?? '') : row.reason;
    return { ...row, reason, waterfall: pair ? drawWaterfall(pair as unknown as LinkPair) : null };
  });
}
