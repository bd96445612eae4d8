import { join } from 'node:path';
import { businessDay } from '../casework/business-day.ts';
import { listOfficeColumns } from '../casework/columns/office-columns.ts';
import { listRulings } from '../casework/deliveries/rulings.ts';
import { loadBrake } from '../casework/findings/drift.ts';
import { enterForcedNight, type ForcedNight } from '../casework/findings/forced-night.ts';
import { enterPublishedNights } from '../casework/findings/published-nights.ts';
import { mostRows } from '../casework/findings/source-past.ts';
import { listIdRepairs } from '../casework/id-repairs/id-repairs.ts';
import { enterInput } from '../casework/inputs/enter-input.ts';
import { readKeptSeals } from '../casework/inputs/kept-seals.ts';
import { noticeSettings } from '../casework/inputs/notice-settings.ts';
import { openOffice, openOfficeLedger } from '../casework/office.ts';
import { listAcceptances, listPublishedNights } from '../casework/reads/findings/night-counts.ts';
import { listOpenDebts } from '../casework/reads/money/open-debts.ts';
import { proveSample, refuseUnsound } from '../casework/reads/proof/prove-ledger.ts';
import { nameOfUser } from '../casework/reads/users/users.ts';
import { enterTurned } from '../casework/rule-gate/looks.ts';
import { recordShadows, watchShippedVersions } from '../casework/rule-life/record-night.ts';
import { isOwn, rulesOfNight } from '../casework/rule-life/rules-of-night.ts';
import { rulesPart } from '../casework/rule-life/settings.ts';
import { loadReservedRules, RULES_DIR } from '../casework/rule-pack/load.ts';
import { listOfficeWords } from '../casework/words/office-words.ts';
import { NightReading } from '../reading/read-received.ts';
import { receive } from '../reading/receiving/receive.ts';
import { loadSources } from '../reading/sources/load-sources.ts';
import { type NightSummary, writeNightSummary } from '../reports/morning/night-summary.ts';
import { keepFromMemory } from '../storage/at-rest/in-memory.ts';
import { explainDiskFull, nightOnFullDisk } from '../storage/disk-full.ts';
import { keepHead } from '../storage/ledger/chain-heads.ts';
import { withLock } from '../storage/lock.ts';
import { openLog } from '../storage/log.ts';
import { engineSettings } from '../storage/memory.ts';
import { holdOffice } from '../storage/office-lock.ts';
import { inboxFolder, officeName, readPart } from '../storage/settings.ts';
import {
  currentBuild,
  discardBuild,
  publishBuild,
  soundBuild,
  startBuild,
  warehousePath,
} from '../storage/warehouse/builds.ts';
import { prepareWorkspace, type Workspace, workspaceAt } from '../storage/workspace.ts';
import { type BuiltNight, buildNight } from './build-night.ts';
import { headFilesOf } from './head-files.ts';
import { ownModel } from './linking/model.ts';
import type { Progress } from './progress.ts';
import { loadParameters, parametersPart } from './rules/parameters.ts';
import { checkSettings } from './settings.ts';
import { StepClock } from './step-clock.ts';
import { answerBatches } from './steps/answer-batches.ts';
import { answerLeads } from './steps/answer-leads.ts';
import { applyBrake } from './steps/brake.ts';
import { compareNights, nameCases } from './steps/compare-nights.ts';
import { enterSeals } from './steps/enter-seals.ts';
import { applyGates } from './steps/gates.ts';
import { refuseEarlierDay, refuseLaterDay, refuseSilence } from './steps/guard-night.ts';
import { keepLinks, keepLinksAgain } from './steps/keep-links.ts';
import { knowReceived } from './steps/know-received.ts';
import { carryValues, openCases } from './steps/open-cases.ts';
import { type ReleaseRequest, releaseHeldRules } from './steps/release-rules.ts';
import {
  isMatched,
  nightFingerprint,
  readBuildRecord,
  repeatBuild,
  writeBuildRecord,
} from './steps/same-night.ts';
import { summariseNight } from './steps/summarise.ts';
import { closeBuild, writeBuild } from './steps/write-build.ts';
import { writeMorningPapers } from './steps/write-morning.ts';
import { writeReports } from './steps/write-reports.ts';

export interface NightRequest {
  home: string;
  /** Folder of the files that offices sent; by default the workspace's own. */
  inbox: string | null;
  /** The day the night is run for, YYYY-MM-DD. */
  asOf: string;
  /** Rules of the last night that a person lets go on before this one begins. */
  release?: ReleaseRequest;
  /** Who began it, where that has not been entered yet. */
  startedBy?: { user: string; via: string };
  /** What a person answers for that the night would not do by itself. */
  forced?: ForcedNight;
  /** The office's clock, where it is not the machine's. */
  now?: () => string;
  progress: Progress;
}

/**
 * One night: what arrived is received, read, typed, linked to people, put to every rule, and what was found is compared
 * with the night before. Until the new build is complete and has passed its checks, everybody reads the last good one.
 */
export async function nightly(request: NightRequest): Promise<NightSummary> {
  const workspace = workspaceAt(request.home);
  try {
    prepareWorkspace(workspace);
    using _held = holdOffice(workspace.home, 'night');
    return await withLock(join(workspace.home, 'night.lock'), () => runNight(workspace, request));
  } catch (error) {
    throw explainDiskFull(error, () => nightOnFullDisk(workspace.home));
  }
}

async function runNight(workspace: Workspace, request: NightRequest): Promise<NightSummary> {
  const { asOf, progress } = request;
  const log = openLog(workspace.log);
  checkSettings(workspace.settings);
  const sources = loadSources();
  const own = readPart(workspace.settings, parametersPart);
  const model = ownModel(workspace);
  const office = openOffice(workspace.home, request.now);
  refuseLaterDay(asOf, businessDay(office.now()));
  using ledger = openOfficeLedger(office);
  const inboxPath = request.inbox ?? readPart(workspace.settings, inboxFolder) ?? workspace.inbox;
  const columns = listOfficeColumns(ledger);
  await using reading = new NightReading(workspace, {
    sources,
    taught: columns,
    onWrongMapping: ({ zh, en }) => {
      log.warn({ why: en }, 'an entry of mapping.yaml cannot be followed');
      progress.note(`mapping.yaml 中有一条没有采用 / an entry of mapping.yaml is left out: ${zh} ${en}`);
    },
  });
  const heads = headFilesOf(workspace.home);
  refuseUnsound(proveSample(ledger, heads), workspace.ledger);
  const seals = readKeptSeals(ledger);
  const published = soundBuild(workspace.builds, seals.builds);
  const publishedPath = published === null ? null : warehousePath(workspace.builds, published);
  const publishedRecord = publishedPath === null ? null : await readBuildRecord(publishedPath);
  const { forced } = request;
  const current = currentBuild(workspace.builds);
  if (current !== null && current !== published) {
    progress.note(
      `第 ${current} 次核对的结果文件损坏，本次重新做出 / build ${current} is damaged and is made anew`,
    );
  }
  // where the build is gone, the ledger still knows the day
  const lastDay = publishedRecord?.as_of ?? listPublishedNights(ledger).at(-1)?.as_of ?? null;
  if (!forced?.isReplay) refuseEarlierDay(asOf, lastDay);
  if (forced)
    enterForcedNight(ledger, office, { ...forced, as_of: asOf, published: publishedRecord?.as_of ?? '' });
  if (request.startedBy !== undefined) {
    const payload = { inbox: request.inbox };
    enterInput(ledger, office, request.startedBy, { type: 'NightStarted', subject_id: asOf, payload });
  }
  for (const name of noticeSettings(ledger, office, workspace))
    progress.note(
      `${name} 自上次核对后有改动，已记入台账 / ${name} has changed since the last night; entered`,
    );
  if (request.release !== undefined) await releaseHeldRules(workspace, office, ledger, request.release);
  const clock = new StepClock(progress);
  watchShippedVersions(ledger, workspace, office.now());
  const { live: rules, shadow, stopped } = rulesOfNight(workspace, ledger);
  const parameters = loadParameters(RULES_DIR, rules, own);
  clock.begin('receive', '收件');
  const inbox = await receive(inboxPath, workspace.received, new Date(office.now()), (receipt) =>
    reading.begin(receipt),
  );
  const receipts = knowReceived(ledger, office, workspace, asOf, progress);
  clock.begin('read', '读取', receipts.length);
  const files = await reading.finish(
    receipts,
    seals.readings,
    (receipt) => progress.tick(receipt.name),
    ({ name }) =>
      progress.note(`“${name}”的读取结果损坏，已重新读取 / the reading of "${name}" is damaged; read again`),
  );
  const taughtBy = new Map(
    columns.map(({ key, taught_by, taught_at }) => [
      key,
      { by: nameOfUser(ledger, taught_by), on: businessDay(taught_at) },
    ]),
  );
  const repairs = listIdRepairs(ledger);
  const taught = listOfficeWords(ledger);
  const rulings = listRulings(ledger);
  const debts = listOpenDebts(ledger);
  const { fingerprint, matching, linked, rows } = nightFingerprint(workspace, {
    ...{ asOf, files, repairs, taught, rulings, debts },
    lives: [...[...rules, ...shadow].filter(isOwn), ...stopped],
  });
  const same = publishedRecord?.fingerprint === fingerprint ? publishedRecord : null;
  const matched = publishedRecord && isMatched(publishedRecord, { matching, asOf }) ? publishedRecord : null;
  const { build, folder, path } = startBuild(workspace.builds);
  const engine = engineSettings(workspace.settings, join(folder, 'spill'));
  let night: BuiltNight | null = null;
  try {
    night =
      same !== null && publishedPath !== null
        ? { ...(await repeatBuild(publishedPath, path, engine)), record: same, made: 'repeated' }
        : await buildNight(
            {
              asOf,
              office: readPart(workspace.settings, officeName),
              files,
              sources,
              rules,
              apart: { reserved: loadReservedRules(), shadow, settings: own, stopped },
              parameters,
              model,
              repairs,
              taught,
              rulings,
              debts,
              ...{ fingerprint, matching, linked },
              rows,
              published: publishedRecord && { path: publishedPath!, record: publishedRecord },
              engine,
              draft: path,
            },
            matched !== null && publishedPath !== null ? { record: matched, path: publishedPath } : null,
            clock,
            log,
          );
    const { warehouse, findings, record, made } = night;
    const isRepeated = made === 'repeated';
    const keepRows = (): Promise<void> =>
      made === 'matched' ? keepLinksAgain(warehouse, sources) : keepLinks(warehouse);
    if (forced?.isReplay) {
      // it reads and shows: no case, no build, no paper comes of it
      await compareNights(warehouse, findings, new Map(), null, asOf);
      await keepRows();
      await answerLeads(warehouse);
      const shown = await summariseNight(warehouse, {
        ...{ build, home: request.home, asOf, inbox, files, sources, taughtBy, rules, ...record },
        impossible: new Map(record.impossible),
        brake: { held: [], fresh: new Map() },
        apart: record.shadow,
        gates: [],
        cases: { opened: 0, attached: 0, unchanged: 0, changed: 0, withdrawn: 0, held_back: 0 },
        batches: { answered: 0, unchanged: 0, waiting: 0, not_read: 0, unregistered: [] },
        milliseconds: clock.milliseconds,
      });
      warehouse.close();
      night = null;
      discardBuild(workspace.builds, build);
      clock.stop();
      return shown;
    }
    const most = mostRows(listPublishedNights(ledger), listAcceptances(ledger), loadBrake());
    const halted = record.shadow.stopped.flatMap((one) => (one.was_live ? [one.rule_id] : []));
    const accepted = [...(forced?.accepted ?? []), ...halted];
    const sourceRows = await refuseSilence(warehouse, findings, publishedPath, accepted, most);
    clock.begin('open-cases', '立案');
    const run = { run: build, as_of: asOf };
    const past = { ...run, asked: request, reports: workspace.reports };
    const brake = applyBrake(ledger, past, rules, findings);
    const heldIds = brake.held.map(({ rule_id }) => rule_id);
    const { gates, gated } = applyGates(ledger, rules, findings, readPart(workspace.settings, rulesPart));
    const carrying = carryValues(findings, rules, parameters);
    const cases = openCases(ledger, run, carrying, { held: [...heldIds, ...halted], gated }, office.now());
    clock.begin('compare', '对照');
    if (isRepeated) {
      await nameCases(warehouse, cases.caseOf);
    } else {
      const last =
        publishedPath === null ? null : { path: publishedPath, as_of: publishedRecord?.as_of ?? '' };
      await compareNights(warehouse, findings, cases.caseOf, last, asOf);
      await keepRows();
    }
    await answerLeads(warehouse);
    await writeBuildRecord(warehouse, { ...record, held: brake.held });
    const batches = await answerBatches(
      warehouse,
      ledger,
      workspace,
      { home: request.home, inbox: inboxPath },
      heldIds,
    );
    clock.begin('summarise', '汇总');
    const { deliveries, unexplained, impossible, checks, totals, shadow: apart } = record;
    const summary = await summariseNight(warehouse, {
      build,
      home: request.home,
      asOf,
      inbox,
      files,
      deliveries,
      unexplained,
      impossible: new Map(impossible),
      sources,
      taughtBy,
      rules,
      checks,
      totals,
      brake,
      apart,
      gates,
      cases: cases.counts,
      batches,
      milliseconds: clock.milliseconds,
    });
    summary.reports = await writeReports(warehouse, workspace, summary);
    clock.begin('publish', '发布');
    if (made === 'anew') await writeBuild(warehouse);
    if (made === 'matched') await closeBuild(warehouse);
    warehouse.close();
    publishBuild(workspace.builds, build, readPart(workspace.settings, rulesPart).nights_kept);
    keepFromMemory(workspace);
    night = null;
    enterSeals(ledger, office, workspace, { asOf, build, files, seals });
    enterPublishedNights(
      ledger,
      [{ as_of: asOf, rules: summary.rules, held: brake.held, sources: sourceRows }],
      office.now(),
    );
    enterTurned(ledger, asOf, gates, office.now());
    recordShadows(ledger, run, record.shadow, office.now());
    const told: NightSummary = { ...summary, published: true };
    writeNightSummary(workspace.reports, told);
    clock.begin('morning', '晨报');
    const { papers } = await writeMorningPapers(workspace, office, ledger, asOf);
    told.reports = [...papers, ...told.reports];
    writeNightSummary(workspace.reports, told);
    const { unreachable } = keepHead(ledger, heads);
    if (unreachable.length > 0)
      log.warn({ unreachable }, 'the head of the chain could not be written everywhere');
    clock.stop();
    log.info(
      {
        run: build,
        as_of: asOf,
        totals,
        held: brake.held.map(({ rule_id, findings: found }) => ({ rule_id, findings: found })),
        repeated: isRepeated,
        ms: clock.milliseconds,
      },
      'night published',
    );
    return told;
  } catch (error) {
    night?.warehouse.close();
    // the draft goes first: where the disk is full there is no room to log before it is gone
    discardBuild(workspace.builds, build);
    log.error({ err: error }, 'night failed');
    throw error;
  } finally {
    progress.end();
  }
}
