import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { businessDay } from '../../casework/business-day.ts';
import type { CaseState } from '../../casework/case-state.ts';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { openCase } from '../../casework/casebook/open-case.ts';
import { cite } from '../../casework/decision-guard.ts';
import { ledgerOn } from '../../casework/history/ledger-on.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listOpenDebts } from '../../casework/reads/money/open-debts.ts';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { RULES_DIR } from '../../casework/rule-pack/load.ts';
import { valuesRead } from '../../casework/rule-pack/values-read.ts';
import { Refusal } from '../../core/errors.ts';
import type { Direction, Finding, ReadValue } from '../../core/finding.ts';
import { KeptReadings } from '../../reading/kept-readings.ts';
import { readAside } from '../../reading/read-aside.ts';
import { loadReceipts } from '../../reading/receiving/receipt.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { engineSettings } from '../../storage/memory.ts';
import { readPart } from '../../storage/settings.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { type Workspace, workspaceAt } from '../../storage/workspace.ts';
import { rulesAsked } from '../nights/rule-texts.ts';
import { keptNights } from '../nights/two-nights.ts';
import { loadParameters, parametersPart } from '../rules/parameters.ts';
import { knownTo } from '../trial/known.ts';
import { putTogether } from '../trial/put-together.ts';
import { hasSameRules, parametersKnown } from './settings-on.ts';

/** A finding as it stood, or would have stood, on a day, with what it was found by. */
export interface FindingOnDay {
  finding_key: string;
  rule_id: string;
  rule_version: string;
  title: string;
  direction: Direction;
  amount_fen: number | null;
  reason: string;
  name: string;
  evidence_hash: string;
  /** Month by month, with the values that held in it. */
  months: { month: number | null; amount_fen: number | null }[];
  values: (ReadValue & { title: string })[];
  /** Texts that could be cited on that day. */
  basis: string[];
  /** What the published night says of it now; null where it says nothing. */
  now_fen: number | null;
  is_same: boolean;
}

export interface CaseOnDay {
  case_id: string;
  day: string;
  /** How far the case had come by what was entered by then; null where it was not opened yet. */
  status: string | null;
  assessed_fen: number | null;
  files: number;
  findings: FindingOnDay[];
  /** Findings of the case now that were none on that day. */
  later: { finding_key: string; title: string; amount_fen: number | null }[];
  /** What could not be taken back to that day. */
  notes: { zh: string; en: string }[];
}

/**
 * Puts together what the office could know at the end of a day: the files received by then, with the words, columns, rulings, repairs,
 * values and rules as they stood, and tells of one case what was to be found. In memory; nothing is kept of it.
 */
export async function caseOnDay(home: string, caseId: string, day: string): Promise<CaseOnDay> {
  const workspace = workspaceAt(home);
  const office = openOffice(home);
  if (day > businessDay(office.now())) throw notYet(day);
  using ledger = openOfficeLedger(office, 'read');
  const now = openCase(ledger, caseId);
  using then = ledgerOn(ledger, day);
  const receipts = loadReceipts(workspace.received).filter(
    ({ received_at }) => businessDay(received_at) <= day,
  );
  if (receipts.length === 0) throw nothingReceived(day);
  const notes: CaseOnDay['notes'] = [];
  const known = knownTo(workspace, then);
  const rules = await rulesOn(workspace, { then, ledger, day, rules: known.rules }, notes);
  const own = ownValuesOn(workspace, then, rules, notes);
  using scratch = mkdtempDisposableSync(join(tmpdir(), 'hedui-recompute-'));
  const warehouse = await Warehouse.open(
    ':memory:',
    engineSettings(workspace.settings, join(scratch.path, 'spill')),
  );
  try {
    const kept = new KeptReadings(workspace, known.columns, loadSources());
    const files = await readAside(workspace, receipts, kept, scratch.path);
    const answers = { ...known, rules, own, debts: listOpenDebts(then) };
    const put = await putTogether(workspace, warehouse, files, answers, day);
    const found = put.findings.filter((finding) => isOf(now, finding));
    const standing = await publishedOf(workspace, found);
    const parameters = loadParameters(RULES_DIR, rules, own);
    const before = loadCase(then, caseId);
    const foundThen = new Set(found.map(({ finding_key }) => finding_key));
    return {
      case_id: caseId,
      day,
      status: before?.status ?? null,
      assessed_fen: before === null ? null : before.money.assessed_fen,
      files: receipts.length,
      findings: found.map((finding) =>
        tellOnDay(
          finding,
          rules.find(({ rule_id }) => rule_id === finding.rule_id),
          parameters,
          day,
          standing,
        ),
      ),
      later: Object.values(now.findings)
        .filter(({ finding, is_withdrawn }) => !is_withdrawn && !foundThen.has(finding.finding_key))
        .map(({ finding: { finding_key, title, amount_fen } }) => ({ finding_key, title, amount_fen })),
      notes,
    };
  } finally {
    warehouse.close();
  }
}

function isOf(state: CaseState, { finding_key, person_id }: Finding): boolean {
  return finding_key in state.findings || person_id === state.person.person_id;
}

function tellOnDay(
  finding: Finding,
  rule: RuleDefinition | undefined,
  parameters: ReturnType<typeof loadParameters>,
  day: string,
  standing: ReadonlyMap<string, { amount_fen: number | null; evidence_hash: string }>,
): FindingOnDay {
  const { finding_key, rule_id, rule_version, title, direction, amount_fen, reason, name, evidence_hash } =
    finding;
  const names = rule === undefined ? [] : [...Object.keys(rule.parameters), ...rule.uses];
  const read = names.flatMap((one) => parameters.get(one) ?? []);
  const now = standing.get(finding_key);
  return {
    ...{ finding_key, rule_id, rule_version, title, direction, amount_fen, reason, name, evidence_hash },
    months: finding.lines.map((line) => ({ month: line.month, amount_fen: line.amount_fen })),
    values: valuesRead(read, finding).map((value) => ({
      ...value,
      title: parameters.get(value.name)?.title ?? value.name,
    })),
    basis: (rule?.legal_basis ?? [])
      .filter(({ from, to = '9999-12-31' }) => (from === 'unknown' || from <= day) && day <= to)
      .map(cite),
    now_fen: now?.amount_fen ?? null,
    is_same: now?.evidence_hash === evidence_hash,
  };
}

async function publishedOf(
  workspace: Workspace,
  findings: readonly Finding[],
): Promise<Map<string, { amount_fen: number | null; evidence_hash: string }>> {
  const { warehouse } = await openPublished(workspace.builds);
  try {
    const rows = await warehouse.rows<{
      finding_key: string;
      amount_fen: number | null;
      evidence_hash: string;
    }>("select finding_key, amount_fen, evidence_hash from result.finding where status <> 'withdrawn'");
    const wanted = new Set(findings.map(({ finding_key }) => finding_key));
    return new Map(rows.filter((row) => wanted.has(row.finding_key)).map((row) => [row.finding_key, row]));
  } finally {
    warehouse.close();
  }
}

/** The rules that counted; where the program has others since, as the last night kept from before has them. */
async function rulesOn(
  workspace: Workspace,
  {
    then,
    ledger,
    day,
    rules,
  }: { then: Ledger; ledger: Ledger; day: string; rules: readonly RuleDefinition[] },
  notes: CaseOnDay['notes'],
): Promise<readonly RuleDefinition[]> {
  if (hasSameRules(then, ledger)) return rules;
  const night = (await keptNights(workspace.builds)).findLast(({ as_of }) => as_of <= day);
  if (night === undefined) {
    notes.push({
      zh: '随程序的规则在那天以后更新过，当时的文本没有保留（rules.nights_kept），按现在的文本重算。',
      en: 'The rules that come with the program were renewed since, and their text of then is not kept (rules.nights_kept): the text of now was used.',
    });
    return rules;
  }
  const warehouse = await Warehouse.openReadOnly(night.path);
  try {
    return [...(await rulesAsked(warehouse, null)).values()].map(({ rule }) => rule);
  } finally {
    warehouse.close();
  }
}

function ownValuesOn(
  workspace: Workspace,
  then: Ledger,
  rules: readonly RuleDefinition[],
  notes: CaseOnDay['notes'],
): unknown {
  const known = parametersKnown(then, rules);
  if (known !== null) return known;
  notes.push({
    zh: '那天以前台账还没有记下参数设置，按现在的设置重算。',
    en: 'The ledger had not noticed any settings by that day: the values of now were used.',
  });
  return readPart(workspace.settings, parametersPart);
}

function notYet(day: string): Refusal {
  return new Refusal(
    'day-not-yet',
    `还没有到 ${day}，请选今天或以前的日子。`,
    `It is not ${day} yet: choose today or an earlier day.`,
  );
}

function nothingReceived(day: string): Refusal {
  return new Refusal(
    'nothing-received-by',
    `到 ${day} 还没有收到过任何文件，不能按那一天重算，请选后来的日子。`,
    `Nothing had been received by ${day}: choose a later day.`,
  );
}
