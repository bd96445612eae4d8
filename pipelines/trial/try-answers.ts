import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listRulings } from '../../casework/deliveries/rulings.ts';
import { listIdRepairs } from '../../casework/id-repairs/id-repairs.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listOpenDebts, type OpenDebt } from '../../casework/reads/open-debts.ts';
import { loadRules, RULES_DIR } from '../../casework/rule-pack/load.ts';
import { listOfficeWords } from '../../casework/words/office-words.ts';
import { isCounted } from '../../core/claim.ts';
import type { MatchStrength } from '../../core/finding.ts';
import type { DeliveryRuling } from '../../reading/deliveries/settle-deliveries.ts';
import type { ReadFile } from '../../reading/read-received.ts';
import { loadReceipts, receiptFolder } from '../../reading/receiving/receipt.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import { readingFingerprint } from '../../reading/staging/fingerprint.ts';
import type { FileReading } from '../../reading/staging/reading-result.ts';
import type { TaughtWord } from '../../reading/vocabularies/taught-word.ts';
import { engineSettings } from '../../storage/memory.ts';
import { readPart } from '../../storage/settings.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { type Workspace, workspaceAt } from '../../storage/workspace.ts';
import { parseModel } from '../linking/model.ts';
import { loadParameters, parametersPart } from '../rules/parameters.ts';
import { detect } from '../steps/detect.ts';
import { fillDebts } from '../steps/fill-debts.ts';
import { link } from '../steps/link.ts';
import { load, WHOLE_ROW } from '../steps/load.ts';
import { unify } from '../steps/unify.ts';

/** What people of the office have answered. */
export interface Answers {
  words: readonly TaughtWord[];
  rulings: readonly DeliveryRuling[];
}

/** What answers would change, held against the published build. Amounts in fen. */
export interface TrialEffect {
  as_of: string;
  /** Rows that wait for what is being answered, a meaning or a ruling: now and then. */
  waiting: number;
  waiting_then: number;
  /** Findings that would come, go, or change their amount. */
  come: number;
  go: number;
  change: number;
  /** Money that the fund would claim more of, or less (negative), and money owed to people likewise. */
  fund_fen: number;
  person_fen: number;
}

/**
 * Puts together what the office knows once more, in memory, as if `change` were answered: what would come of it is shown
 * before anything is saved. No file is read again, and neither warehouse nor ledger is touched.
 */
export async function tryAnswers(
  home: string,
  asked: keyof Answers,
  change: (answers: Answers) => Answers,
): Promise<TrialEffect> {
  const workspace = workspaceAt(home);
  const scratch = mkdtempSync(join(tmpdir(), 'hedui-trial-'));
  const published = await openPublished(workspace.builds);
  const trial = await Warehouse.open(':memory:', engineSettings(workspace.settings, join(scratch, 'spill')));
  try {
    const sources = loadSources();
    const rules = loadRules();
    const parameters = loadParameters(RULES_DIR, rules, readPart(workspace.settings, parametersPart));
    const model = existsSync(workspace.linkModel)
      ? parseModel(readFileSync(workspace.linkModel, 'utf8'))
      : null;
    const { repairs, debts, ...answered } = answersOf(workspace);
    const { words, rulings } = change(answered);
    const night = await published.warehouse.first<{ as_of: string }>(
      'select cast(as_of as varchar) as as_of from parameter.run',
    );
    const asOf = night?.as_of ?? '';
    const files = keptFiles(workspace);
    await trial.expectRows(files.reduce((sum, { reading }) => sum + reading.counts.used, 0));
    await load(trial, files, sources, { asOf, taught: words, rulings });
    await link(trial, sources, model, repairs);
    await unify(trial, sources);
    await fillDebts(trial, debts);
    const { findings } = await detect(trial, rules, parameters, asOf, () => undefined);
    return {
      as_of: asOf,
      waiting: await waitingRows(published.warehouse, asked),
      waiting_then: await waitingRows(trial, asked),
      ...compare(await standingFindings(published.warehouse), findings),
    };
  } finally {
    published.warehouse.close();
    trial.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function answersOf(
  workspace: Workspace,
): Answers & { repairs: ReturnType<typeof listIdRepairs>; debts: OpenDebt[] } {
  const ledger = openOfficeLedger(openOffice(workspace.home), 'read');
  try {
    return {
      words: listOfficeWords(ledger),
      rulings: listRulings(ledger),
      repairs: listIdRepairs(ledger),
      debts: listOpenDebts(ledger),
    };
  } finally {
    ledger.close();
  }
}

/** The files as the last night read them. */
function keptFiles(workspace: Workspace): ReadFile[] {
  const fingerprint = readingFingerprint(workspace.mapping);
  return loadReceipts(workspace.received).flatMap((receipt) => {
    const folder = join(receiptFolder(workspace.received, receipt.hash), `reading-${fingerprint}`);
    const path = join(folder, 'reading.json');
    if (!existsSync(path)) return [];
    const reading = JSON.parse(readFileSync(path, 'utf8')) as FileReading;
    return [{ receipt, folder, reading, isFresh: false }];
  });
}

/** Rows that wait for a word wait for no ruling on their file, and the other way round. */
async function waitingRows(warehouse: Warehouse, asked: keyof Answers): Promise<number> {
  const row = await warehouse.first<{ n: number }>(
    `select count(distinct row_id) as n from held where field ${asked === 'rulings' ? '=' : '<>'} '${WHOLE_ROW}'`,
  );
  return row?.n ?? 0;
}

interface StandingFinding {
  finding_key: string;
  amount_fen: number | null;
  direction: string;
  match_strength: MatchStrength;
}

function standingFindings(warehouse: Warehouse): Promise<StandingFinding[]> {
  return warehouse.rows<StandingFinding>(
    "select finding_key, amount_fen, direction, match_strength from result.finding where status <> 'withdrawn'",
  );
}

function compare(
  before: readonly StandingFinding[],
  after: readonly StandingFinding[],
): Omit<TrialEffect, 'as_of' | 'waiting' | 'waiting_then'> {
  const known = new Map(before.map((finding) => [finding.finding_key, finding]));
  const then = new Map(after.map((finding) => [finding.finding_key, finding]));
  const sum = (findings: readonly StandingFinding[], direction: string): number =>
    findings
      .filter((finding) => finding.direction === direction && isCounted(finding))
      .reduce((total, { amount_fen }) => total + (amount_fen ?? 0), 0);
  return {
    come: after.filter(({ finding_key }) => !known.has(finding_key)).length,
    go: before.filter(({ finding_key }) => !then.has(finding_key)).length,
    change: after.filter((finding) => {
      const one = known.get(finding.finding_key);
      return one !== undefined && one.amount_fen !== finding.amount_fen;
    }).length,
    fund_fen: sum(after, 'fund') - sum(before, 'fund'),
    person_fen: sum(after, 'person') - sum(before, 'person'),
  };
}
