import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { confirmedCases } from '../../casework/reads/cases/cases-of-people.ts';
import { maskName } from '../../core/mask.ts';
import { KeptReadings } from '../../reading/kept-readings.ts';
import { readAside } from '../../reading/read-aside.ts';
import { loadReceipts } from '../../reading/receiving/receipt.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import { engineSettings } from '../../storage/memory.ts';
import { keptBuilds, noPublishedBuild, warehousePath } from '../../storage/warehouse/builds.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { dayOf } from '../../storage/warehouse/day-of.ts';
import type { Workspace } from '../../storage/workspace.ts';
import { type KeptNight, keptNight } from '../nights/two-nights.ts';
import { countFindings, type FoundByRule } from '../rules/count-findings.ts';
import { byMonth, byTownship } from '../rules/trial-sums.ts';
import type { NightTrial, RuleTrial } from '../rules/try-rule.ts';
import { putAgain } from './put-again.ts';
import type { KnownWithDebts } from './put-together.ts';
import type { StandingFinding } from './standing-findings.ts';
import type { TrialProgress } from './trial-progress.ts';

/** A finding of the last night that an answer would bring, take away or change; the name is masked. */
export interface TurnedFinding {
  case_id: string | null;
  title: string;
  name: string;
  township: string | null;
  amount_fen: number | null;
  amount_before_fen: number | null;
  /** A person has stood by its case. */
  is_confirmed: boolean;
}

/** What an answer would change on every night that is kept, the last one in full; amounts in fen, what the fund claims. */
export interface AnswerOverNights extends Pick<RuleTrial, 'townships' | 'months' | 'nights'> {
  before: FoundByRule;
  after: FoundByRule;
  gained: TurnedFinding[];
  /** Those that a person has stood by before all others. */
  lost: TurnedFinding[];
  changed: TurnedFinding[];
}

/** What is found on one night without an answer, and with it. */
export interface BothWays {
  before: readonly StandingFinding[];
  after: readonly StandingFinding[];
}

/** The office's money is told; what is owed to people is counted among the findings. */
const OF_THE_FUND = { direction: 'fund' } as const;

interface NightFiles {
  hashes: ReadonlySet<string>;
  as_of: string;
  kept: KeptNight | null;
  case_of: ReadonlyMap<string, string | null>;
}

/**
 * Asks every night that is kept twice, from the files that it had and for its day: once with what people have answered by now,
 * and once as if it were `changed`, so that nothing but the answer turns what is told. One at a time, in memory; neither builds
 * nor ledger are touched. `last`: what was found on the last of them, where that has been asked already.
 */
export async function tryOverNights(
  workspace: Workspace,
  known: KnownWithDebts,
  changed: KnownWithDebts,
  last: BothWays | null,
  progress: TrialProgress,
): Promise<AnswerOverNights> {
  const builds = keptBuilds(workspace.builds);
  const nights: NightTrial[] = [];
  let told: Omit<AnswerOverNights, 'nights'> | null = null;
  for (const [index, run] of builds.entries()) {
    const night = await filesOf(workspace, run);
    const both =
      last !== null && index === builds.length - 1
        ? last
        : { before: await findOn(workspace, night, known), after: await findOn(workspace, night, changed) };
    told = tellNight(workspace, both, night.case_of);
    nights.push({
      ...{ run, as_of: night.as_of, before: told.before, after: told.after },
      ...{ gained: told.gained.length, lost: told.lost.length, changed: told.changed.length },
    });
    progress.night(index + 1, builds.length, night.as_of);
  }
  if (told === null) throw noPublishedBuild();
  return { ...told, nights };
}

/** Whether these are all the files that the published night had, so that it need not be asked again. */
export async function isOnFilesOf(
  workspace: Workspace,
  run: number,
  files: readonly { receipt: { hash: string } }[],
): Promise<boolean> {
  const { hashes } = await filesOf(workspace, run);
  return hashes.size === files.length && files.every(({ receipt }) => hashes.has(receipt.hash));
}

async function filesOf(workspace: Workspace, run: number): Promise<NightFiles> {
  const build = await Warehouse.openReadOnly(warehousePath(workspace.builds, run));
  try {
    const files = await build.rows<{ hash: string }>('select hash from file');
    const cases = await build.rows<{ finding_key: string; case_id: string | null }>(
      'select finding_key, case_id from result.finding',
    );
    return {
      hashes: new Set(files.map(({ hash }) => hash)),
      as_of: (await dayOf(build)) ?? '',
      kept: await keptNight(workspace.builds, run),
      case_of: new Map(cases.map((one) => [one.finding_key, one.case_id])),
    };
  } finally {
    build.close();
  }
}

async function findOn(
  workspace: Workspace,
  night: NightFiles,
  answers: KnownWithDebts,
): Promise<readonly StandingFinding[]> {
  using scratch = mkdtempDisposableSync(join(tmpdir(), 'hedui-trial-'));
  const receipts = loadReceipts(workspace.received).filter(({ hash }) => night.hashes.has(hash));
  const kept = new KeptReadings(workspace, answers.columns, loadSources());
  const files = await readAside(workspace, receipts, kept, scratch.path);
  const spill = join(scratch.path, 'spill');
  const warehouse = await Warehouse.open(':memory:', engineSettings(workspace.settings, spill));
  try {
    return (await putAgain(workspace, warehouse, files, answers, night.as_of, night.kept)).findings;
  } finally {
    warehouse.close();
  }
}

function tellNight(
  workspace: Workspace,
  { before, after }: BothWays,
  caseOf: NightFiles['case_of'],
): Omit<AnswerOverNights, 'nights'> {
  const was = new Map(before.map((finding) => [finding.finding_key, finding]));
  const then = new Set(after.map(({ finding_key }) => finding_key));
  const gone = before.filter(({ finding_key }) => !then.has(finding_key));
  using ledger = openOfficeLedger(openOffice(workspace.home), 'read');
  const confirmed = confirmedCases(
    ledger,
    before.flatMap(({ finding_key }) => caseOf.get(finding_key) ?? []),
  );
  const tellOne = (
    { finding_key, title, name, township }: StandingFinding,
    amount_before_fen: number | null,
    amount_fen: number | null,
  ): TurnedFinding => {
    const case_id = caseOf.get(finding_key) ?? null;
    const is_confirmed = case_id !== null && confirmed.has(case_id);
    return {
      ...{ case_id, title, name: maskName(name), township },
      ...{ amount_fen, amount_before_fen, is_confirmed },
    };
  };
  return {
    before: countFindings(OF_THE_FUND, before),
    after: countFindings(OF_THE_FUND, after),
    gained: after.flatMap((one) => (was.has(one.finding_key) ? [] : [tellOne(one, null, one.amount_fen)])),
    lost: gone
      .map((one) => tellOne(one, one.amount_fen, null))
      .sort((one, other) => Number(other.is_confirmed) - Number(one.is_confirmed)),
    changed: after.flatMap((one) => {
      const old = was.get(one.finding_key);
      if (old === undefined || old.amount_fen === one.amount_fen) return [];
      return [tellOne(one, old.amount_fen, one.amount_fen)];
    }),
    townships: byTownship(OF_THE_FUND, before, after),
    months: byMonth(OF_THE_FUND, before, after),
  };
}
