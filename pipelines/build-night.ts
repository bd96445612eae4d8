import type { Logger } from 'pino';
import type { IdRepair } from '../casework/id-repairs/id-repairs.ts';
import type { OpenDebt } from '../casework/reads/money/open-debts.ts';
import type { RulesOfNight } from '../casework/rule-life/rules-of-night.ts';
import type { RuleDefinition } from '../casework/rule-pack/definition.ts';
import { EXIT, Refusal } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import type { Language } from '../core/words/language.ts';
import type { DeliveryRuling } from '../reading/deliveries/delivery.ts';
import { unreadLists } from '../reading/deliveries/unread-lists.ts';
import type { ReadFile } from '../reading/kept-readings.ts';
import type { SourceDefinition } from '../reading/sources/source-definition.ts';
import type { HeldWord } from '../reading/vocabularies/interpret.ts';
import type { TaughtWord } from '../reading/vocabularies/taught-word.ts';
import { Warehouse } from '../storage/warehouse/database.ts';
import { runInLanes, whileOther } from '../storage/warehouse/lanes.ts';
import type { LinkReport } from './linking/linker.ts';
import type { LinkModel } from './linking/model.ts';
import type { Parameter } from './rules/parameters.ts';
import type { StepClock } from './step-clock.ts';
import { CarriedTables, type RowsOf } from './steps/carry-over.ts';
import { checkBuild } from './steps/check-build.ts';
import { checkClaims } from './steps/check-claims.ts';
import { type AskedApart, detect } from './steps/detect.ts';
import { fillDebts } from './steps/fill-debts.ts';
import { fillUnread } from './steps/fill-unread.ts';
import { keepWhose } from './steps/keep-links.ts';
import { linkRows, viewStaged } from './steps/link.ts';
import { arrivedOf, readWords, settleFiles } from './steps/load.ts';
import { overlappingLines } from './steps/overlapping-lines.ts';
import { recordKnowledge } from './steps/record-knowledge.ts';
import { type BuildRecord, copyMatching } from './steps/same-night.ts';
import { peopleBySource, recordSources, SameSources } from './steps/same-sources.ts';
import { viewLoaded } from './steps/staged-views.ts';
import { unify } from './steps/unify.ts';
import { layDraft, writeAhead } from './steps/write-build.ts';

/** A night's result before anybody may read it. */
export interface BuiltNight {
  warehouse: Warehouse;
  findings: readonly Finding[];
  record: BuildRecord;
  /**
   * `repeated`: nothing that decides the result has changed since the published build. `matched`: only the day has, and the
   * rules were put anew to the people and payments of that build.
   */
  made: 'anew' | 'matched' | 'repeated';
}

interface NightInput {
  asOf: string;
  /** What the office is called. */
  office: string;
  files: readonly ReadFile[];
  sources: readonly SourceDefinition[];
  rules: readonly RuleDefinition[];
  /** Rules that run apart, and rules of the office that cannot be asked. */
  apart: AskedApart & Pick<RulesOfNight, 'stopped'>;
  parameters: ReadonlyMap<string, Parameter>;
  model: LinkModel | null;
  repairs: readonly IdRepair[];
  taught: readonly TaughtWord[];
  rulings: readonly DeliveryRuling[];
  /** What people owe by served decisions, as the ledger has it. */
  debts: readonly OpenDebt[];
  fingerprint: string;
  matching: string;
  linked: string;
  rows: RowsOf;
  /** The published build, of which what is the same tonight is taken over; null where there is none. */
  published: { path: string; record: BuildRecord } | null;
  /** How the engine is opened: with the memory that the night may take. */
  engine: Record<string, string>;
  /** The file that the build is to be. */
  draft: string;
}

/** A published build whose people and payments are tonight's, too. */
interface Matched {
  record: BuildRecord;
  path: string;
}

/**
 * A build is written when it is whole: a bit after every few tables, each began with the last rows of the one before. What stands
 * in memory alone was written anew, too, and shortened, now and then, when a statement had changed some rows of it.
 */
const AT_THE_END = { checkpoint_threshold: '1TB' };

/** The full way from typed rows to findings that have passed the checks; what is matched already is not matched again. */
export async function buildNight(
  input: NightInput,
  matched: Matched | null,
  clock: StepClock,
  log: Logger,
): Promise<BuiltNight> {
  const { asOf, files, sources, rules, apart, parameters, fingerprint, matching } = input;
  const warehouse =
    matched === null
      ? await Warehouse.open(':memory:', { ...input.engine, ...AT_THE_END })
      : await copyMatching(matched.path, input.draft, input.engine);
  try {
    const count = files.reduce((sum, { reading }) => sum + reading.counts.used, 0);
    const same = SameSources.since(input.published?.record ?? null, input);
    const carried =
      matched === null
        ? await CarriedTables.lay(
            warehouse,
            input.draft,
            input.published && { path: input.published.path, rows: input.published.record.rows },
            input.rows,
            count,
            same?.feeds() ?? [],
          )
        : null;
    if (matched === null && carried === null) await layDraft(warehouse, input.draft, count);
    const { deliveries, unexplained, impossible, matched_until, settled } =
      matched === null
        ? await match(warehouse, input, carried && { tables: carried, sources: same }, clock, log)
        : matched.record;
    if (matched !== null) await viewLoaded(warehouse, files, sources, { deliveries, asOf });
    await fillDebts(warehouse, input.debts);
    await fillUnread(warehouse, unreadLists(files, sources, asOf));
    clock.begin('detect', '比对', rules.length);
    const written = matched === null ? writeAhead(warehouse, keepWhose) : null;
    const tick = (rule: RuleDefinition) => clock.tick(rule.title);
    const { findings, totals, shadow } = await whileOther(
      detect(warehouse, rules, parameters, asOf, tick, apart),
      written,
    );
    await recordKnowledge(warehouse, { rules, parameters, sources, asOf });
    clock.begin('check', '核验');
    const checks = [
      ...(await checkBuild(warehouse, matched?.record.checks)),
      ...checkClaims(findings, totals),
    ];
    const failed = checks.filter(({ holds }) => !holds);
    if (failed.length > 0) {
      log.error({ checks: failed }, 'build not published');
      throw notPublished(failed);
    }
    const record = {
      fingerprint,
      matching,
      linked: input.linked,
      taught: input.taught.map(({ source, field, word, means }) => ({ source, field, word, means })),
      rows: input.rows,
      settled,
      matched_until,
      as_of: asOf,
      deliveries,
      unexplained,
      impossible,
      checks,
      totals,
      held: [],
      shadow: { ...shadow, stopped: [...apart.stopped, ...shadow.stopped] },
    };
    return { warehouse, findings, record, made: matched === null ? 'anew' : 'matched' };
  } catch (error) {
    warehouse.close();
    throw error;
  }
}

/** Puts rows, people and payments together; what is found out on the way is kept in the build's record. */
async function match(
  warehouse: Warehouse,
  { asOf, office, files, sources, model, repairs, taught, rulings }: NightInput,
  carried: { tables: CarriedTables; sources: SameSources | null } | null,
  clock: StepClock,
  log: Logger,
): Promise<Pick<BuildRecord, 'deliveries' | 'unexplained' | 'impossible' | 'matched_until' | 'settled'>> {
  clock.begin('load', '入库');
  const options = { asOf, office, taught, rulings };
  const same = carried?.sources ?? null;
  const settled = await settleFiles(warehouse, files, sources, options, same);
  const { deliveries, impossible, until } = settled;
  clock.begin('link', '认人');
  let linked: LinkReport | null = null;
  let held: HeldWord[] = [];
  await runInLanes(warehouse, [
    {
      ...{ reads: [], leaves: [] },
      run: async (lane) => {
        linked = await linkRows(lane, sources, model, repairs);
      },
    },
    {
      ...{ reads: [], leaves: [] },
      run: async (lane) => {
        held = await readWords(lane, files, settled, options, same);
      },
    },
  ]);
  const arrived = await arrivedOf(warehouse, sources);
  await viewStaged(warehouse, arrived);
  const people = await peopleBySource(warehouse);
  if (linked) log.info({ linked }, 'people linked');
  clock.begin('unify', '归并');
  await carried?.tables.keepOnly(
    arrived.map(({ source }) => source),
    same?.feeds(people) ?? [],
  );
  await unify(warehouse, sources, carried?.tables ?? null);
  const { taken = {}, whole = [] } = carried?.tables ?? {};
  log.info({ taken, whole }, 'rows taken over');
  deliveries.push(...(await overlappingLines(warehouse, files, sources)));
  return {
    ...{ deliveries, unexplained: held, impossible: [...impossible], matched_until: until },
    settled: recordSources(files, settled, people),
  };
}

function notPublished(failed: readonly { zh: string; en: string; wanted: number; got: number }[]): Refusal {
  const list = (language: Language): string =>
    failed.map((check) => `${check[language]} (${check.wanted} ≠ ${check.got})`).join('; ');
  return new Refusal(
    'check-failed',
    `核对结果未发布，检查没有通过：${list('zh')}。现用上一次发布的结果。`,
    `The build was not published: ${list('en')}. The last published build stays in use.`,
    EXIT.checkFailed,
  );
}
