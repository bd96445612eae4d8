import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { factsBeforePayments, fillSentence } from '../../casework/rule-pack/sentence.ts';
import { isCertain } from '../../core/claim.ts';
import type { Finding, FindingLine, MatchStrength } from '../../core/finding.ts';
import { formatYuan } from '../../core/money.ts';
import { chineseMonth } from '../../core/month.ts';
import { fileNoSql, locateRow, rowOfLine } from '../../core/row-number.ts';
import type { Subject } from '../../core/words/rules.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { doubtsAmong } from '../rules/grounds.ts';
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
  /** What is not certain, as a night counts it, or reported by one weak source that a sign of life speaks against: verified first. */
  doubtful: Hold[];
  /** Money of the lines that somebody is held for; a line counts once, with the most that any reason names. */
  held_fen: number;
  held_people: number;
  /** Money of the lines that are to be verified first, beyond what somebody is held for; each line once. */
  doubtful_fen: number;
  doubtful_people: number;
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
  /** Why it is to be verified before anybody is stopped; a change of the roster itself is a question in any case. */
  doubts: string | null;
};

/** Money of roster rows that a sheet of the list names, and whose. */
class Sums {
  readonly rows = new Map<number, number>();
  readonly people = new Set<string>();

  add(claim: Claim, lines: ReadonlyMap<number, RosterLine>): void {
    this.people.add(claim.person_id ?? `row ${Math.min(...claim.rows.keys())}`);
    for (const [rowId, fen] of claim.rows) {
      const amount = fen ?? lines.get(rowId)?.total_fen ?? 0;
      this.rows.set(rowId, Math.max(amount, this.rows.get(rowId) ?? 0));
    }
  }

  /** A line counts once, with the most that any reason names; `beside` are sums that it stands in already. */
  fen(beside?: Sums): number {
    return [...this.rows].reduce(
      (sum, [rowId, fen]) => sum + Math.max(0, fen - (beside?.rows.get(rowId) ?? 0)),
      0,
    );
  }
}

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
    ...findings.flatMap((finding) => {
      const rule = ruleOf.get(finding.rule_id);
      return rule && isHolding(finding, rule) ? claimOf(finding, rule, trialFile, lines) : [];
    }),
    ...(await changes(warehouse, holding)),
  ];
  const held: Hold[] = [];
  const doubtful: Hold[] = [];
  const [heldSums, doubtfulSums] = [new Sums(), new Sums()];
  for (const claim of claims) {
    const about = ruleOf.get(claim.rule_id)?.about;
    const sign = signs.find((one) => one.person_id === claim.person_id && one.about === about);
    const isDoubtful = claim.doubts !== null || (sign !== undefined && isWeak(sign, holding));
    (isDoubtful ? doubtful : held).push(holdOf(claim, lines, sign));
    (isDoubtful ? doubtfulSums : heldSums).add(claim, lines);
  }
  return {
    held: held.sort(inOrder),
    doubtful: doubtful.sort(inOrder),
    held_fen: heldSums.fen(),
    held_people: heldSums.people.size,
    doubtful_fen: doubtfulSums.fen(heldSums),
    doubtful_people: doubtfulSums.people.size,
  };
}

function isHolding({ direction }: Finding, rule: RuleDefinition): boolean {
  return rule.precheck === undefined ? direction === 'fund' : rule.precheck === 'hold';
}

/** What a finding says of the roster on trial alone: months that are paid already are the nightly run's business. */
function claimOf(
  finding: Finding,
  rule: RuleDefinition,
  trialFile: number,
  lines: ReadonlyMap<number, RosterLine>,
): Claim[] {
  const rows = new Map<number, number | null>();
  for (const line of finding.lines) {
    if (!isOnTrial(line, trialFile)) continue;
    const rowId = rowOfLine(Number(line.line_id));
    const earlier = rows.get(rowId);
    const amount = line.amount_fen === null ? null : line.amount_fen + (earlier ?? 0);
    rows.set(rowId, amount);
  }
  if (rows.size === 0) return [];
  const { rule_id, title, match_strength: strength, person_id } = finding;
  const doubts = doubtsAmong(finding.grounds).map(({ zh }) => `${zh}。`);
  return [
    {
      ...{ rule_id, title, strength, person_id, rows },
      reason: sayBeforePayment(finding, rule, trialFile, amountOf(rows, lines)),
      doubts: isCertain(finding) ? null : doubts.join(''),
    },
  ];
}

function isOnTrial({ line_id }: FindingLine, trialFile: number): boolean {
  return line_id !== '' && locateRow(rowOfLine(Number(line_id))).fileNo === trialFile;
}

/** The rule's sentence speaks of money that has left. Here some months were paid, and what the roster on trial names was not. */
function sayBeforePayment(finding: Finding, rule: RuleDefinition, trialFile: number, fen: number): string {
  const { name, facts } = finding;
  const said = (some: readonly FindingLine[]) => {
    const months = [...new Set(some.flatMap(({ month }) => month ?? []))].sort((one, other) => one - other);
    const amounts = some.flatMap(({ amount_fen }) => amount_fen ?? []);
    const [first_month = null, last_month = null] = [months[0], months.at(-1)];
    const amount_fen = amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0);
    return { name, facts, months: months.length, first_month, last_month, amount_fen };
  };
  const fill = (template: string, some: readonly FindingLine[]) =>
    fillSentence(template, said(some), 'zh', rule.words);
  const paid = finding.lines.filter((line) => !isOnTrial(line, trialFile));
  const toPay = finding.lines.filter((line) => isOnTrial(line, trialFile));
  const known = fill(factsBeforePayments(rule.sentence), []);
  return [
    known === '' ? `${name}：${rule.title}` : known,
    ...(paid.length === 0 ? [] : [fill('此前{period}已支付{months}个月[，涉及{amount}元]', paid)]),
    fill(
      `本期名册${toPay.some(({ month }) => month !== null) ? '{period}' : ''}涉及${formatYuan(fen)}元，尚未支付`,
      toPay,
    ),
    '请核实。',
  ].join('，');
}

function amountOf(rows: Claim['rows'], lines: ReadonlyMap<number, RosterLine>): number {
  return [...rows].reduce((sum, [rowId, fen]) => sum + (fen ?? lines.get(rowId)?.total_fen ?? 0), 0);
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
      doubts: null,
    };
  });
}

function holdOf(claim: Claim, lines: ReadonlyMap<number, RosterLine>, sign: SignOfLife | undefined): Hold {
  const rowIds = [...claim.rows.keys()].sort((one, other) => one - other);
  const line = lines.get(rowIds[0] ?? 0);
  if (!line) throw new Error(`a hold without a line of the roster: ${claim.rule_id}`);
  const month = sign && chineseMonth(sign.certified_month);
  return {
    resident_id: line.resident_id_raw,
    name: line.name_raw ?? '',
    rule_id: claim.rule_id,
    title: claim.title,
    strength: claim.strength,
    amount_fen: amountOf(claim.rows, lines),
    reason:
      claim.reason +
      (claim.doubts ?? '') +
      (sign ? `但${month}仍有本人认证记录，两者相抵触，请先核实。` : ''),
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
