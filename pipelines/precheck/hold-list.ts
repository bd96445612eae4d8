import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import type { Finding, MatchStrength } from '../../core/finding.ts';
import { chineseMonth } from '../../core/month.ts';
import { fileNoSql, locateRow, rowOfLine } from '../../core/row-number.ts';
import type { Subject } from '../../core/words/rules.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { type HoldingRules, loadHoldingRules } from './holding-rules.ts';

/** One reason not to pay one person. */
export interface Hold {
  /** As it stands in the roster. */
  resident_id: string | null;
  name: string;
  rule_id: string;
  title: string;
  strength: MatchStrength;
  /** What of this roster would be paid wrongly; the whole line where the rule names no part of it. */
  amount_fen: number;
  reason: string;
  township: string | null;
  village: string | null;
  /** Rows of the roster. */
  rows: number[];
}

export interface HoldList {
  held: Hold[];
  /** Reported by one weak source that a sign of life speaks against: paid, and looked into. */
  doubtful: Hold[];
  /** Money of the lines that somebody is held for; a line counts once, with the most that any reason names. */
  held_fen: number;
  held_people: number;
}

interface RosterLine {
  row_id: number;
  total_fen: number;
  resident_id_raw: string | null;
  name_raw: string | null;
  township: string | null;
  village: string | null;
}

interface Change {
  row_id: number;
  rule_id: string;
  match_strength: MatchStrength;
  before_month: number;
  before_value: string;
  value: string;
}

interface SignOfLife {
  person_id: string;
  about: Subject;
  match_strength: MatchStrength;
  source_kind: string;
  source_count: number;
  certified_month: number;
}

type Claim = Omit<Hold, 'resident_id' | 'name' | 'township' | 'village' | 'rows' | 'amount_fen'> & {
  person_id: string | null;
  /** What is claimed of each roster row; null for the whole of it. */
  rows: Map<number, number | null>;
};

/** Whom the roster on trial should not pay, from the findings that rest on its own lines and from what changed in it. */
export async function listHolds(
  warehouse: Warehouse,
  trialFile: number,
  findings: readonly Finding[],
  rules: readonly RuleDefinition[],
): Promise<HoldList> {
  const holding = loadHoldingRules();
  const ruleOf = new Map(rules.map((rule) => [rule.rule_id, rule]));
  await runFile(warehouse, 'changed.sql', trialFile);
  await runFile(warehouse, 'signs-of-life.sql', trialFile);
  const lines = await rosterLines(warehouse, trialFile);
  const signs = await warehouse.rows<SignOfLife>('select * from sign_of_life order by all');
  const claims = [
    ...findings
      .filter((finding) => isHolding(finding, ruleOf.get(finding.rule_id)))
      .flatMap((one) => claimOf(one, trialFile)),
    ...(await changes(warehouse, holding)),
  ];
  const held: Hold[] = [];
  const doubtful: Hold[] = [];
  const heldRows = new Map<number, number>();
  const people = new Set<string>();
  for (const claim of claims) {
    const about = ruleOf.get(claim.rule_id)?.about;
    const sign = signs.find((one) => one.person_id === claim.person_id && one.about === about);
    const hold = holdOf(claim, lines, sign);
    if (sign && isWeak(sign, holding)) {
      doubtful.push(hold);
      continue;
    }
    held.push(hold);
    people.add(claim.person_id ?? `row ${hold.rows[0]}`);
    for (const [rowId, fen] of claim.rows) {
      const amount = fen ?? lines.get(rowId)?.total_fen ?? 0;
      heldRows.set(rowId, Math.max(amount, heldRows.get(rowId) ?? 0));
    }
  }
  const held_fen = [...heldRows.values()].reduce((sum, fen) => sum + fen, 0);
  return { held: held.sort(inOrder), doubtful: doubtful.sort(inOrder), held_fen, held_people: people.size };
}

function isHolding({ direction }: Finding, rule: RuleDefinition | undefined): boolean {
  return rule?.precheck === undefined ? direction === 'fund' : rule.precheck === 'hold';
}

/** What a finding says of the roster on trial alone: months that are paid already are the nightly run's business. */
function claimOf(finding: Finding, trialFile: number): Claim[] {
  const rows = new Map<number, number | null>();
  for (const line of finding.lines) {
    const rowId = rowOfLine(Number(line.line_id));
    if (line.line_id === '' || locateRow(rowId).fileNo !== trialFile) continue;
    const earlier = rows.get(rowId);
    const amount = line.amount_fen === null ? null : line.amount_fen + (earlier ?? 0);
    rows.set(rowId, amount);
  }
  if (rows.size === 0) return [];
  const { rule_id, title, match_strength: strength, reason, person_id } = finding;
  return [{ rule_id, title, strength, reason, person_id, rows }];
}

async function changes(warehouse: Warehouse, rules: HoldingRules): Promise<Claim[]> {
  const found = await warehouse.rows<Change & { person_id: string }>('select * from changed order by all');
  return found.map((change) => {
    const what = rules.changes[change.rule_id];
    if (!what) throw new Error(`no title for ${change.rule_id}`);
    const month = chineseMonth(change.before_month);
    return {
      rule_id: change.rule_id,
      title: what.title,
      strength: change.match_strength,
      reason: `${what.title}：${month}为${change.before_value}，本期为${change.value}，请核实变更手续。`,
      person_id: change.person_id,
      rows: new Map([[change.row_id, null]]),
    };
  });
}

function holdOf(claim: Claim, lines: ReadonlyMap<number, RosterLine>, sign: SignOfLife | undefined): Hold {
  const rowIds = [...claim.rows.keys()].sort((one, other) => one - other);
  const line = lines.get(rowIds[0] ?? 0);
  if (!line) throw new Error(`a hold without a line of the roster: ${claim.rule_id}`);
  const amount = rowIds.reduce(
    (sum, rowId) => sum + (claim.rows.get(rowId) ?? lines.get(rowId)?.total_fen ?? 0),
    0,
  );
  const month = sign && chineseMonth(sign.certified_month);
  return {
    resident_id: line.resident_id_raw,
    name: line.name_raw ?? '',
    rule_id: claim.rule_id,
    title: claim.title,
    strength: claim.strength,
    amount_fen: amount,
    reason: claim.reason + (sign ? `但${month}仍有本人认证记录，两者相抵触，请先核实。` : ''),
    township: line.township,
    village: line.village,
    rows: rowIds.map((rowId) => locateRow(rowId).row),
  };
}

/** One source that is not sure of the person, or not the kind that establishes the fact. */
function isWeak(sign: SignOfLife, rules: HoldingRules): boolean {
  if (sign.source_count > 1) return false;
  return sign.match_strength !== 'confirmed' || rules.weak_death_sources.includes(sign.source_kind);
}

async function rosterLines(warehouse: Warehouse, trialFile: number): Promise<Map<number, RosterLine>> {
  const rows = await warehouse.rows<RosterLine>(
    `select line.row_id, line.total_fen, person.township, person.village,
         -- what was received is kept only where it differs from what it was read as
         coalesce(observation.resident_id_raw, observation.resident_id_cleaned, observation.resident_id) as resident_id_raw,
         coalesce(observation.name_raw, observation.name) as name_raw
     from canonical.roster_line as line
     inner join link.row_observation as observation on observation.row_id = line.row_id
     left join canonical.person on person.person_id = line.person_id
     where ${fileNoSql('line.row_id')} = $trial_file`,
    { trial_file: trialFile },
  );
  return new Map(rows.map((row) => [row.row_id, row]));
}

async function runFile(warehouse: Warehouse, name: string, trialFile: number): Promise<void> {
  const sql = readFileSync(join(import.meta.dirname, name), 'utf8');
  await warehouse.run(sql.replaceAll('$trial_file', String(trialFile)));
}

function inOrder(one: Hold, other: Hold): number {
  return (one.rows[0] ?? 0) - (other.rows[0] ?? 0) || (one.rule_id < other.rule_id ? -1 : 1);
}
