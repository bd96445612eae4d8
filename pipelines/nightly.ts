import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { listRulings } from '../casework/deliveries/rulings.ts';
import { enterForcedNight, type ForcedNight } from '../casework/findings/forced-night.ts';
import { enterPublishedNights } from '../casework/findings/published-nights.ts';
import { type IdRepair, listIdRepairs } from '../casework/id-repairs/id-repairs.ts';
import { openOffice, openOfficeLedger } from '../casework/office.ts';
import type { RuleDefinition } from '../casework/rule-pack/definition.ts';
import { loadRules, RULES_DIR } from '../casework/rule-pack/load.ts';
import { listOfficeWords } from '../casework/words/office-words.ts';
import { EXIT, Refusal } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import type { DeliveryRuling } from '../reading/deliveries/settle-deliveries.ts';
import type { ReadFile } from '../reading/read-received.ts';
import { read } from '../reading/read-received.ts';
import { loadReceipts } from '../reading/receiving/receipt.ts';
import { receive } from '../reading/receiving/receive.ts';
import { loadSources } from '../reading/sources/load-sources.ts';
import type { SourceDefinition } from '../reading/sources/source-definition.ts';
import type { TaughtWord } from '../reading/vocabularies/taught-word.ts';
import { type NightSummary, writeNightSummary } from '../reports/morning/night-summary.ts';
import { explainDiskFull } from '../storage/disk-full.ts';
import { withLock } from '../storage/lock.ts';
import { openLog } from '../storage/log.ts';
import { inboxFolder, readPart } from '../storage/settings.ts';
import {
  currentBuild,
  discardBuild,
  publishBuild,
  startBuild,
  warehousePath,
} from '../storage/warehouse/builds.ts';
import { Warehouse } from '../storage/warehouse/database.ts';
import { prepareWorkspace, type Workspace, workspaceAt } from '../storage/workspace.ts';
import type { LinkModel } from './linking/model.ts';
import { parseModel } from './linking/model.ts';
import type { Progress } from './progress.ts';
import type { Parameter } from './rules/parameters.ts';
import { loadParameters, parametersPart } from './rules/parameters.ts';
import { checkSettings } from './settings.ts';
import { StepClock } from './step-clock.ts';
import { answerBatches } from './steps/answer-batches.ts';
import { answerLeads } from './steps/answer-leads.ts';
import { applyBrake } from './steps/brake.ts';
import { checkBuild } from './steps/check-build.ts';
import { checkClaims } from './steps/check-claims.ts';
import { compareNights, nameCases } from './steps/compare-nights.ts';
import { detect } from './steps/detect.ts';
import { refuseEarlierDay, refuseSilence } from './steps/guard-night.ts';
import { link } from './steps/link.ts';
import { load } from './steps/load.ts';
import { openCases } from './steps/open-cases.ts';
import { recordKnowledge } from './steps/record-knowledge.ts';
import { type ReleaseRequest, releaseHeldRules } from './steps/release-rules.ts';
import {
  type BuildRecord,
  nightFingerprint,
  readBuildRecord,
  repeatBuild,
  writeBuildRecord,
} from './steps/same-night.ts';
import { summarise } from './steps/summarise.ts';
import { unify } from './steps/unify.ts';
import { writeBuild } from './steps/write-build.ts';
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
  /** What a person answers for that the night would not do by itself. */
  forced?: ForcedNight;
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
    return await withLock(join(workspace.home, 'night.lock'), () => runNight(workspace, request));
  } catch (error) {
    throw explainDiskFull(error, workspace.home);
  }
}

async function runNight(workspace: Workspace, request: NightRequest): Promise<NightSummary> {
  const { asOf, progress } = request;
  const log = openLog(workspace.log);
  checkSettings(workspace.settings);
  const sources = loadSources();
  const rules = loadRules();
  const parameters = loadParameters(RULES_DIR, rules, readPart(workspace.settings, parametersPart));
  const model = existsSync(workspace.linkModel)
    ? parseModel(readFileSync(workspace.linkModel, 'utf8'))
    : null;
  const office = openOffice(workspace.home);
  using ledger = openOfficeLedger(office);
  const published = currentBuild(workspace.builds);
  const publishedPath = published === null ? null : warehousePath(workspace.builds, published);
  const publishedRecord = publishedPath === null ? null : await readBuildRecord(publishedPath);
  const { forced } = request;
  if (!forced?.isReplay) refuseEarlierDay(asOf, publishedRecord?.as_of ?? null);
  if (forced)
    enterForcedNight(ledger, office, { ...forced, as_of: asOf, published: publishedRecord?.as_of ?? '' });
  if (request.release !== undefined) await releaseHeldRules(workspace, office, ledger, request.release);
  const clock = new StepClock(progress);

  clock.begin('receive', '收件');
  const inboxPath = request.inbox ?? readPart(workspace.settings, inboxFolder) ?? workspace.inbox;
  const inbox = await receive(inboxPath, workspace.received, new Date());
  const receipts = loadReceipts(workspace.received);

  clock.begin('read', '读取', receipts.length);
  const files = await read(workspace, receipts, sources, (receipt) => progress.tick(receipt.name));

  const repairs = listIdRepairs(ledger);
  const taught = listOfficeWords(ledger);
  const rulings = listRulings(ledger);
  const fingerprint = nightFingerprint(workspace, { asOf, files, repairs, taught, rulings });
  const same = publishedRecord?.fingerprint === fingerprint ? publishedRecord : null;
  const { build, folder, path } = startBuild(workspace.builds);
  let night: BuiltNight | null = null;
  try {
    night =
      same !== null && publishedPath !== null
        ? { ...(await repeatBuild(publishedPath, path)), record: same, isRepeated: true }
        : await buildNight(
            {
              asOf,
              files,
              sources,
              rules,
              parameters,
              model,
              repairs,
              taught,
              rulings,
              fingerprint,
              spill: join(folder, 'spill'),
            },
            clock,
            log,
          );
    const { warehouse, findings, record, isRepeated } = night;
    if (forced?.isReplay) {
      // it reads and shows: no case, no build, no paper comes of it
      await compareNights(warehouse, findings, new Map(), null, asOf);
      await answerLeads(warehouse);
      const shown = await summarise(warehouse, {
        ...{ build, asOf, inbox, files, sources, rules, ...record },
        impossible: new Map(record.impossible),
        brake: { held: [], fresh: new Map() },
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
    await refuseSilence(warehouse, findings, publishedPath, forced?.accepted ?? []);
    clock.begin('open-cases', '立案');
    const run = { run: build, as_of: asOf };
    const past = { ...run, asked: request, reports: workspace.reports };
    const brake = applyBrake(ledger, past, rules, findings);
    const heldIds = brake.held.map(({ rule_id }) => rule_id);
    const cases = openCases(ledger, run, findings, heldIds);
    clock.begin('compare', '对照');
    if (isRepeated) {
      await nameCases(warehouse, cases.caseOf);
    } else {
      const last =
        publishedPath === null ? null : { path: publishedPath, as_of: publishedRecord?.as_of ?? '' };
      await compareNights(warehouse, findings, cases.caseOf, last, asOf);
      await answerLeads(warehouse);
    }
    await writeBuildRecord(warehouse, { ...record, held: brake.held });
    const batches = await answerBatches(
      warehouse,
      ledger,
      workspace,
      { home: request.home, inbox: inboxPath },
      heldIds,
    );
    clock.begin('summarise', '汇总');
    const { deliveries, unexplained, impossible, checks, totals } = record;
    const summary = await summarise(warehouse, {
      build,
      asOf,
      inbox,
      files,
      deliveries,
      unexplained,
      impossible: new Map(impossible),
      sources,
      rules,
      checks,
      totals,
      brake,
      cases: cases.counts,
      batches,
      milliseconds: clock.milliseconds,
    });
    summary.reports = await writeReports(warehouse, workspace, summary);
    clock.begin('publish', '发布');
    if (!isRepeated) await writeBuild(warehouse, path);
    warehouse.close();
    publishBuild(workspace.builds, build);
    night = null;
    enterPublishedNights(ledger, [{ as_of: asOf, rules: summary.rules, held: brake.held }], office.now());
    const told: NightSummary = { ...summary, published: true };
    writeNightSummary(workspace.reports, told);
    clock.begin('morning', '晨报');
    const { papers } = await writeMorningPapers(workspace, office, ledger, asOf);
    told.reports = [...papers, ...told.reports];
    writeNightSummary(workspace.reports, told);
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

/** A night's result before anybody may read it. */
interface BuiltNight {
  warehouse: Warehouse;
  findings: readonly Finding[];
  record: BuildRecord;
  /** Nothing that decides the result has changed since the published build. */
  isRepeated: boolean;
}

interface NightInput {
  asOf: string;
  files: readonly ReadFile[];
  sources: readonly SourceDefinition[];
  rules: readonly RuleDefinition[];
  parameters: ReadonlyMap<string, Parameter>;
  model: LinkModel | null;
  repairs: readonly IdRepair[];
  taught: readonly TaughtWord[];
  rulings: readonly DeliveryRuling[];
  fingerprint: string;
  /** Folder for what does not fit into memory. */
  spill: string;
}

/** The full way from typed rows to findings that have passed the checks. */
async function buildNight(input: NightInput, clock: StepClock, log: Logger): Promise<BuiltNight> {
  const { asOf, files, sources, rules, parameters, fingerprint } = input;
  const warehouse = await Warehouse.open(':memory:', { temp_directory: input.spill });
  try {
    clock.begin('load', '入库');
    const { deliveries, held, impossible } = await load(warehouse, files, sources, {
      asOf,
      taught: input.taught,
      rulings: input.rulings,
    });
    clock.begin('link', '认人');
    const linked = await link(warehouse, sources, input.model, input.repairs);
    if (linked) log.info({ linked }, 'people linked');
    clock.begin('unify', '归并');
    await unify(warehouse, sources);
    clock.begin('detect', '比对', rules.length);
    const { findings, totals } = await detect(warehouse, rules, parameters, asOf, (rule) =>
      clock.tick(rule.title),
    );
    await recordKnowledge(warehouse, { rules, parameters, sources, asOf });
    clock.begin('check', '核验');
    const checks = [...(await checkBuild(warehouse)), ...checkClaims(findings, totals)];
    const failed = checks.filter(({ holds }) => !holds);
    if (failed.length > 0) {
      log.error({ checks: failed }, 'build not published');
      throw notPublished(failed);
    }
    const record = {
      fingerprint,
      as_of: asOf,
      deliveries,
      unexplained: held,
      impossible: [...impossible],
      checks,
      totals,
      held: [],
    };
    return { warehouse, findings, record, isRepeated: false };
  } catch (error) {
    warehouse.close();
    throw error;
  }
}

function notPublished(failed: readonly { zh: string; en: string; wanted: number; got: number }[]): Refusal {
  const list = (language: 'zh' | 'en'): string =>
    failed.map((check) => `${check[language]} (${check.wanted} ≠ ${check.got})`).join('; ');
  return new Refusal(
    'check-failed',
    `核对结果未发布，检查没有通过：${list('zh')}。现用上一次发布的结果。`,
    `The build was not published: ${list('en')}. The last published build stays in use.`,
    EXIT.checkFailed,
  );
}
