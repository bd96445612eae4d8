import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { confirmedCases } from '../../casework/reads/cases-of-people.ts';
import { listOpenDebts } from '../../casework/reads/open-debts.ts';
import { answerTrialTime } from '../../casework/rule-life/trial-time.ts';
import type { Finding } from '../../core/finding.ts';
import { maskName } from '../../core/mask.ts';
import { KeptReadings } from '../../reading/kept-readings.ts';
import { readAside } from '../../reading/read-aside.ts';
import { loadReceipts } from '../../reading/receiving/receipt.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import { engineSettings } from '../../storage/memory.ts';
import { readPart } from '../../storage/settings.ts';
import { keptBuilds, noPublishedBuild, warehousePath } from '../../storage/warehouse/builds.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { dayOf } from '../../storage/warehouse/day-of.ts';
import { type Workspace, workspaceAt } from '../../storage/workspace.ts';
import { countFindings, type FoundByRule } from '../rules/count-findings.ts';
import { parametersPart } from '../rules/parameters.ts';
import { byMonth, byTownship } from '../rules/trial-sums.ts';
import type { NightTrial, RuleTrial } from '../rules/try-rule.ts';
import { type Answers, knownTo } from './known.ts';
import { type KnownWithDebts, putTogether } from './put-together.ts';

/** A case that a person has stood by and the last night would not find any more; the name is masked. */
export interface LostCase {
  case_id: string;
  title: string;
  name: string;
  township: string | null;
  amount_fen: number | null;
}

/** What an answer would change on every night that is kept; amounts in fen, what the fund claims. */
export interface AnswerOverNights extends Pick<RuleTrial, 'townships' | 'months' | 'nights'> {
  before: FoundByRule;
  after: FoundByRule;
  gained: number;
  lost: number;
  changed: number;
  /** Of the lost those that a person has stood by, one by one. */
  confirmed: LostCase[];
}

/** The office's money is told; what is owed to people is counted among the findings. */
const OF_THE_FUND = { direction: 'fund' } as const;

interface NightFiles {
  hashes: ReadonlySet<string>;
  as_of: string;
  case_of: ReadonlyMap<string, string | null>;
}

/**
 * Puts every night that is kept together twice, from the files that it had and for its day: once with what people have
 * answered by now, and once as if `change` were answered too, so that nothing but the answer turns what is told. One at a
 * time, in memory; neither builds nor ledger are touched.
 */
export async function tryOverNights(
  home: string,
  change: (answers: Answers) => Answers,
  tell: (zh: string, en: string) => void,
): Promise<AnswerOverNights> {
  const workspace = workspaceAt(home);
  const builds = keptBuilds(workspace.builds);
  const { seconds } = answerTrialTime(workspace.builds);
  tell(`试算 ${builds.length} 夜，预计 ${seconds} 秒`, `${builds.length} nights to try, about ${seconds} s`);
  using ledger = openOfficeLedger(openOffice(home), 'read');
  const known: KnownWithDebts = { ...knownTo(workspace, ledger), debts: listOpenDebts(ledger) };
  const changed: KnownWithDebts = { ...known, ...change(known) };
  const nights: NightTrial[] = [];
  let last: Omit<AnswerOverNights, 'nights'> | null = null;
  for (const [index, run] of builds.entries()) {
    const night = await filesOf(workspace, run);
    const before = await findOn(workspace, night, known);
    const after = await findOn(workspace, night, changed);
    const { lost, ...told } = compareFindings(before, after);
    const confirmed = confirmedCases(
      ledger,
      lost.flatMap(({ finding_key }) => night.case_of.get(finding_key) ?? []),
    );
    last = {
      ...told,
      lost: lost.length,
      townships: byTownship(OF_THE_FUND, before, after),
      months: byMonth(OF_THE_FUND, before, after),
      confirmed: lost.flatMap((finding) => {
        const caseId = night.case_of.get(finding.finding_key) ?? '';
        return confirmed.has(caseId) ? [tellLost(caseId, finding)] : [];
      }),
    };
    nights.push({ run, as_of: night.as_of, ...told, lost: lost.length });
    tell(`${index + 1}/${builds.length} ${night.as_of}`, `${index + 1}/${builds.length} ${night.as_of}`);
  }
  if (last === null) throw noPublishedBuild();
  return { ...last, nights };
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
      case_of: new Map(cases.map((one) => [one.finding_key, one.case_id])),
    };
  } finally {
    build.close();
  }
}

async function findOn(workspace: Workspace, night: NightFiles, answers: KnownWithDebts): Promise<Finding[]> {
  using scratch = mkdtempDisposableSync(join(tmpdir(), 'hedui-trial-'));
  const receipts = loadReceipts(workspace.received).filter(({ hash }) => night.hashes.has(hash));
  const kept = new KeptReadings(workspace, answers.columns, loadSources());
  const files = await readAside(workspace, receipts, kept, scratch.path);
  const spill = join(scratch.path, 'spill');
  const warehouse = await Warehouse.open(':memory:', engineSettings(workspace.settings, spill));
  try {
    const own = readPart(workspace.settings, parametersPart);
    return (await putTogether(workspace, warehouse, files, { ...answers, own }, night.as_of)).findings;
  } finally {
    warehouse.close();
  }
}

function compareFindings(
  before: readonly Finding[],
  after: readonly Finding[],
): Pick<NightTrial, 'before' | 'after' | 'gained' | 'changed'> & { lost: Finding[] } {
  const known = new Map(before.map((finding) => [finding.finding_key, finding]));
  const then = new Set(after.map(({ finding_key }) => finding_key));
  const isChanged = ({ finding_key, amount_fen }: Finding): boolean => {
    const old = known.get(finding_key);
    return old !== undefined && old.amount_fen !== amount_fen;
  };
  return {
    before: countFindings(OF_THE_FUND, before),
    after: countFindings(OF_THE_FUND, after),
    gained: after.filter(({ finding_key }) => !known.has(finding_key)).length,
    changed: after.filter(isChanged).length,
    lost: before.filter(({ finding_key }) => !then.has(finding_key)),
  };
}

const tellLost = (caseId: string, { title, name, township, amount_fen }: Finding): LostCase => ({
  ...{ case_id: caseId, title, name: maskName(name), township, amount_fen },
});
