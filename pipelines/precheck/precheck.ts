import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { loadRules, RULES_DIR } from '../../casework/rule-pack/load.ts';
import { formatMonth } from '../../core/month.ts';
import { fileNoSql } from '../../core/row-number.ts';
import { KeptReadings } from '../../reading/kept-readings.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import type { RowCounts } from '../../reading/staging/reading-result.ts';
import { engineSettings } from '../../storage/memory.ts';
import { officeName, readPart } from '../../storage/settings.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { dayOf } from '../../storage/warehouse/day-of.ts';
import { type Workspace, workspaceAt } from '../../storage/workspace.ts';
import { ownModel } from '../linking/model.ts';
import { loadParameters, parametersPart } from '../rules/parameters.ts';
import { detect, nothingApart } from '../steps/detect.ts';
import { link } from '../steps/link.ts';
import { load } from '../steps/load.ts';
import { tableOf } from '../steps/staged-views.ts';
import { unify } from '../steps/unify.ts';
import { type Known, knownTo } from '../trial/known.ts';
import type { Stop } from './batch/judge-batch.ts';
import { tryBatch } from './batch/try-batch.ts';
import { type HoldList, listHolds } from './hold-list.ts';
import { ROSTER_SOURCE, readTrialFiles } from './trial-files.ts';

export interface PrecheckRequest {
  home: string;
  /** The roster that is to go to the bank. */
  roster: string;
  /** The day to judge by; by default the published night's, or the first of the roster's month when that is later. */
  asOf: string | null;
  /** What the payment voucher says; null where none is given. */
  voucherFen?: number | null;
}

export interface PrecheckReport extends RowCounts, HoldList {
  /** The published build that the roster was held against. */
  run: number;
  as_of: string;
  file: string;
  /** Entitlement months of the roster's lines. */
  months: number[];
  /** Money of all lines that are to be paid. */
  roster_fen: number;
  /** Why the file as a whole must not go to the bank. */
  stops: Stop[];
}

/**
 * Tries a roster before it goes to the bank: what the office knows is put together once more in memory with this roster
 * as if it were paid, and every rule is asked. Neither the warehouse nor the ledger is touched.
 */
export async function precheck(request: PrecheckRequest): Promise<PrecheckReport> {
  const workspace = workspaceAt(request.home);
  const sources = loadSources();
  const decided = decidedBefore(workspace);
  const { rules } = decided;
  const own = readPart(workspace.settings, parametersPart);
  const parameters = loadParameters(RULES_DIR, rules, own);
  const model = ownModel(workspace);
  const scratch = mkdtempSync(join(tmpdir(), 'hedui-precheck-'));
  const published = await openPublished(workspace.builds);
  const trial = await Warehouse.open(':memory:', engineSettings(workspace.settings, join(scratch, 'spill')));
  try {
    const kept = new KeptReadings(workspace, decided.columns, sources);
    const { files, roster } = await readTrialFiles(
      workspace,
      published.warehouse,
      request.roster,
      scratch,
      kept,
    );
    const trialFile = roster.receipt.sequence;
    const loadedAsOf = request.asOf ?? (await dayOf(published.warehouse)) ?? '';
    const stops = await tryBatch(roster, {
      workspace,
      sources,
      taught: decided.words,
      asOf: loadedAsOf,
      scratch,
      build: published.build,
      voucherFen: request.voucherFen ?? null,
    });
    await load(trial, files, sources, {
      asOf: loadedAsOf,
      office: readPart(workspace.settings, officeName),
      taught: decided.words,
      rulings: decided.rulings,
    });
    await expectPaid(trial, trialFile);
    await link(trial, sources, model, decided.repairs);
    await unify(trial, sources);
    const lines = await trial.rows<{ month: number; fen: number }>(
      `select month, sum(total_fen)::bigint as fen from canonical.roster_line
       where ${fileNoSql('row_id')} = $file and (state is null or state = 'paid') group by month order by month`,
      { file: trialFile },
    );
    const months = lines.map(({ month }) => month);
    const asOf = request.asOf ?? (await dayToJudgeBy(published.warehouse, months));
    const { findings } = await detect(trial, rules, parameters, asOf, () => undefined, nothingApart(own));
    const holds = await listHolds(trial, trialFile, findings, rules);
    return {
      run: published.build,
      as_of: asOf,
      file: roster.receipt.name,
      months,
      ...roster.reading.counts,
      roster_fen: lines.reduce((sum, { fen }) => sum + fen, 0),
      stops,
      ...holds,
    };
  } finally {
    published.warehouse.close();
    trial.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** What people decided. Read only: a trial must not even begin a ledger where there is none. */
function decidedBefore(workspace: Workspace): Known {
  if (!existsSync(workspace.ledger)) {
    return { repairs: [], words: [], columns: [], rulings: [], rules: loadRules() };
  }
  using ledger = openOfficeLedger(openOffice(workspace.home), 'read');
  return knownTo(workspace, ledger);
}

/** A line that waits for its payment counts as paid, or no rule would see it; one that the office stopped stays stopped. */
async function expectPaid(warehouse: Warehouse, trialFile: number): Promise<void> {
  const table = `staged_row.${tableOf(ROSTER_SOURCE)}`;
  await warehouse.run(`
    alter view ${table} rename to roster_as_received;
    create view ${table} as
    select * replace (case when file_no = ${trialFile} and state in (
        select raw from word where source = '${ROSTER_SOURCE}' and field = 'state' and means = 'pending'
    ) then '已支付' else state end as state)
    from staged_row.roster_as_received;
    insert into word by name
    select '${ROSTER_SOURCE}' as source, 'state' as field, '已支付' as raw, 'paid' as means, 'listed' as came_from
    where not exists (select 1 from word where source = '${ROSTER_SOURCE}' and field = 'state' and raw = '已支付')`);
}

async function dayToJudgeBy(published: Warehouse, months: readonly number[]): Promise<string> {
  const latest = months.at(-1);
  const firstDay = latest === undefined ? '' : `${formatMonth(latest)}-01`;
  const published_on = (await dayOf(published)) ?? '';
  return firstDay > published_on ? firstDay : published_on;
}
