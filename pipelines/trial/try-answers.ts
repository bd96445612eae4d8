import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { businessDay } from '../../casework/business-day.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listOpenDebts } from '../../casework/reads/money/open-debts.ts';
import { sumOverPeople } from '../../core/claim.ts';
import { KeptReadings, type ReadFile } from '../../reading/kept-readings.ts';
import { readAside, receiptOnTrial } from '../../reading/read-aside.ts';
import { loadReceipts } from '../../reading/receiving/receipt.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import type { RowCounts } from '../../reading/staging/reading-result.ts';
import type { HeldWord } from '../../reading/vocabularies/interpret.ts';
import { answerTrialTime } from '../../reports/morning/trial-time.ts';
import { hashOfFile } from '../../storage/folder-seal.ts';
import { engineSettings } from '../../storage/memory.ts';
import { currentBuild, openPublished } from '../../storage/warehouse/builds.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { dayOf } from '../../storage/warehouse/day-of.ts';
import { type Workspace, workspaceAt } from '../../storage/workspace.ts';
import { keptNight } from '../nights/two-nights.ts';
import { WHOLE_ROW } from '../steps/load.ts';
import { type Answers, knownTo } from './known.ts';
import { type AnswerOverNights, type BothWays, isOnFilesOf, tryOverNights } from './over-nights.ts';
import { type PutAgain, putAgain } from './put-again.ts';
import type { KnownWithDebts } from './put-together.ts';
import type { StandingFinding } from './standing-findings.ts';
import type { TrialProgress } from './trial-progress.ts';

/** A file that would be read otherwise than it was. */
export interface TriedFile {
  file: string;
  /** Rows now and then; null where it was not read yet, or could not be used at all. */
  now: RowCounts | null;
  after: RowCounts | null;
  /** What it would be taken for; none where it would be refused, with the reason. */
  sources: string[];
  reason: { zh: string; en: string } | null;
  /** Why rows would be refused, the most frequent reasons. */
  refused: { zh: string; en: string; rows: number }[];
  /** Words in it that nobody has explained yet. */
  unexplained: { column: string; word: string; rows: number }[];
}

/** What an answer would change, held against what the office knows without it. Amounts in fen. */
export interface TrialEffect {
  as_of: string;
  /** Rows that wait for what is being answered, a meaning or a ruling: now and then. */
  waiting: number;
  waiting_then: number;
  /** Files that would be read anew. */
  files: TriedFile[];
  /** Findings that would come, go, or change their amount. */
  come: number;
  go: number;
  change: number;
  /** By which rules those that would go were found, most first. */
  gone: { rule_id: string; title: string; findings: number }[];
  /** Money that the fund would claim more of, or less (negative), and money owed to people likewise. */
  fund_fen: number;
  person_fen: number;
}

/** Also what would change on every night that is kept; null where only the last one was asked. */
export interface AnswerEffect extends TrialEffect {
  over_nights: AnswerOverNights | null;
}

interface TrialWishes {
  /** A file that is seen as if it had been received. */
  onTrial?: { path: string; name: string };
  /** Every night that is kept is asked, too; hears beforehand how long that takes, and how far it has come. */
  overNights?: TrialProgress;
}

/**
 * Puts together what the office knows once more, in memory, as if `change` were answered: what would come of it is shown
 * before anything is saved. Only files that the answer is about are read again, aside; neither warehouse nor ledger is
 * touched. A file on trial is seen as if it had been received. It is held against what would be found by now without the
 * answer: whatever else people have answered since the published night, each answer is told its own effect. Before the first
 * night all that would be found would come.
 */
export async function tryAnswers(
  home: string,
  asked: keyof Answers,
  change: (answers: Answers) => Answers,
  { onTrial, overNights }: TrialWishes = {},
): Promise<AnswerEffect> {
  const workspace = workspaceAt(home);
  overNights?.begin(answerTrialTime(workspace));
  const scratch = mkdtempSync(join(tmpdir(), 'hedui-trial-'));
  const run = currentBuild(workspace.builds);
  const published = run === null ? null : (await openPublished(workspace.builds)).warehouse;
  const last = run === null ? null : await keptNight(workspace.builds, run);
  const opened: Warehouse[] = published === null ? [] : [published];
  try {
    const known = answersNow(workspace);
    const asOf = (published && (await dayOf(published))) ?? businessDay(new Date().toISOString());
    const put = async (answers: KnownWithDebts, also?: { path: string; name: string }): Promise<PutAgain> => {
      const folder = mkdtempSync(join(scratch, 'put-'));
      const warehouse = await Warehouse.open(
        ':memory:',
        engineSettings(workspace.settings, join(folder, 'spill')),
      );
      opened.push(warehouse);
      const kept = new KeptReadings(workspace, answers.columns, loadSources());
      const files = await readTried(workspace, kept, folder, also);
      return putAgain(workspace, warehouse, files, answers, asOf, last);
    };
    const now = published && (await put(known));
    const changed = { ...known, ...change(known) };
    const then = await put(changed, onTrial);
    const lastNight = async (): Promise<BothWays | null> => {
      const isWhole = now !== null && run !== null && (await isOnFilesOf(workspace, run, then.files));
      return isWhole ? { before: now.findings, after: then.findings } : null;
    };
    const sources = loadSources();
    const before = new KeptReadings(workspace, known.columns, sources);
    return {
      as_of: asOf,
      waiting: now === null ? 0 : await waitingRows(now.warehouse, asked),
      waiting_then: await waitingRows(then.warehouse, asked),
      files: await tellFiles(then.warehouse, then.files, before, { held: then.held, sources }),
      ...compare(now?.findings ?? [], then.findings),
      over_nights: overNights
        ? await tryOverNights(workspace, known, changed, await lastNight(), overNights)
        : null,
    };
  } finally {
    for (const warehouse of opened) warehouse.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function answersNow(workspace: Workspace): KnownWithDebts {
  using ledger = openOfficeLedger(openOffice(workspace.home), 'read');
  return {
    ...knownTo(workspace, ledger),
    debts: listOpenDebts(ledger),
  };
}

/** What has been received, and the file on trial unless it is among that. */
function readTried(
  workspace: Workspace,
  kept: KeptReadings,
  scratch: string,
  onTrial: { path: string; name: string } | undefined,
): Promise<ReadFile[]> {
  const receipts = loadReceipts(workspace.received);
  const hash = onTrial === undefined ? null : hashOfFile(onTrial.path);
  const isNew = hash !== null && !receipts.some((receipt) => receipt.hash === hash);
  const also =
    isNew && onTrial !== undefined
      ? [{ receipt: receiptOnTrial({ ...onTrial, hash }, receipts), path: onTrial.path }]
      : [];
  return readAside(workspace, receipts, kept, scratch, also);
}

const MOST_REASONS = 5;
const MOST_WORDS = 20;

async function tellFiles(
  trial: Warehouse,
  files: readonly ReadFile[],
  before: KeptReadings,
  { held, sources }: { held: readonly HeldWord[]; sources: readonly SourceDefinition[] },
): Promise<TriedFile[]> {
  const told: TriedFile[] = [];
  for (const { receipt, reading } of files.filter(({ isFresh }) => isFresh)) {
    const counts = await trial.first<RowCounts>(
      `select received::integer as received, used::integer as used, refused::integer as refused, ignored::integer as ignored
       from file where file_no = $file`,
      { file: receipt.sequence },
    );
    const was = before.find(receipt)?.reading;
    told.push({
      file: receipt.name,
      now: was === undefined || was.status === 'refused' ? null : was.counts,
      after: reading.status === 'refused' ? null : (counts ?? reading.counts),
      sources: reading.sources,
      reason: reading.status === 'refused' ? { zh: reading.zh, en: reading.en } : null,
      refused: await trial.rows(
        `select min(zh) as zh, min(en) as en, count(*)::integer as rows from refused where file_no = $file
         group by code order by rows desc, code limit ${MOST_REASONS}`,
        { file: receipt.sequence },
      ),
      unexplained: held
        .filter(({ file_no }) => file_no === receipt.sequence)
        .toSorted((one, other) => other.row_count - one.row_count)
        .slice(0, MOST_WORDS)
        .map(({ source, field, word, row_count }) => {
          const known = sources.find((one) => one.source === source);
          const column = known?.vocabulary[field]?.title ?? known?.fields[field]?.headers[0] ?? field;
          return { column, word, rows: row_count };
        }),
    });
  }
  return told;
}

/** Rows that wait for a word wait for no ruling on their file, and the other way round. */
async function waitingRows(warehouse: Warehouse, asked: keyof Answers): Promise<number> {
  const row = await warehouse.first<{ n: number }>(
    `select count(distinct row_id) as n from held where field ${asked === 'rulings' ? '=' : '<>'} '${WHOLE_ROW}'`,
  );
  return row?.n ?? 0;
}

function compare(
  before: readonly StandingFinding[],
  after: readonly StandingFinding[],
): Pick<TrialEffect, 'come' | 'go' | 'change' | 'gone' | 'fund_fen' | 'person_fen'> {
  const known = new Map(before.map((finding) => [finding.finding_key, finding]));
  const then = new Map(after.map((finding) => [finding.finding_key, finding]));
  const [was, is] = [sumOverPeople(before), sumOverPeople(after)];
  const gone = before.filter(({ finding_key }) => !then.has(finding_key));
  return {
    come: after.filter(({ finding_key }) => !known.has(finding_key)).length,
    go: gone.length,
    gone: [...Map.groupBy(gone, ({ rule_id }) => rule_id)]
      .map(([rule_id, of]) => ({ rule_id, title: of[0]?.title ?? rule_id, findings: of.length }))
      .sort((one, other) => other.findings - one.findings),
    change: after.filter((finding) => {
      const one = known.get(finding.finding_key);
      return one !== undefined && one.amount_fen !== finding.amount_fen;
    }).length,
    fund_fen: is.claimed_fen - was.claimed_fen,
    person_fen: is.owed_fen - was.owed_fen,
  };
}
