import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { RULES_DIR } from '../../casework/rule-pack/load.ts';
import type { FindingLine, MatchStrength } from '../../core/finding.ts';
import { trialTime } from '../../reports/morning/trial-time.ts';
import { keptBuilds, noPublishedBuild, warehousePath } from '../../storage/warehouse/builds.ts';
import { quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import { dayOf } from '../../storage/warehouse/day-of.ts';
import type { Workspace } from '../../storage/workspace.ts';
import type { Cause } from '../nights/cause.ts';
import { blameValue, COUNTED_LATER } from '../nights/other-causes.ts';
import type { TrialProgress } from '../trial/trial-progress.ts';
import { askBuild } from './ask-build.ts';
import { countFindings, type FoundByRule } from './count-findings.ts';
import type { GatheredFinding } from './gather.ts';
import { packWith } from './pack-with.ts';
import { createParameterTables, loadParameters } from './parameters.ts';
import { byMonth, byTownship, type SumsOfTrial } from './trial-sums.ts';
import { type TriedValue, withValue } from './tried-value.ts';

export interface TriedFinding {
  finding_key: string;
  finding_id: string | null;
  case_id: string | null;
  person_id: string;
  resident_id: string | null;
  name: string;
  township: string | null;
  village: string | null;
  amount_fen: number | null;
  months: number;
  match_strength: MatchStrength;
  reason: string;
}

/** One night that is kept: what the rule found on it, and what it would have found. */
export interface NightTrial {
  run: number;
  as_of: string;
  before: FoundByRule;
  after: FoundByRule;
  gained: number;
  lost: number;
  changed: number;
}

/** What a rule would find with other values or another text, beside what it found; nothing of it is kept. */
export interface RuleTrial extends SumsOfTrial {
  rule_id: string;
  version: string;
  run: number;
  as_of: string;
  parameters: { name: string; title: string; from: (string | number)[]; to: (string | number)[] }[];
  /** Whatever is other than on the last night: values, and the text where that night asked another. */
  causes: Cause[];
  before: FoundByRule;
  after: FoundByRule;
  gained: TriedFinding[];
  lost: TriedFinding[];
  /** The same finding with another amount. */
  changed: (TriedFinding & { amount_before_fen: number | null })[];
  /** Every night that is kept, oldest first; the last is the one above. */
  nights: NightTrial[];
}

export interface TrialWish {
  rule: RuleDefinition;
  changes: readonly string[];
  settings: unknown;
  progress: TrialProgress;
}

/**
 * Runs one rule, as this text says it, over every published night that is kept, with some of its parameters changed: in
 * memory, beside the builds, so that nothing anybody reads is touched.
 */
export async function tryRule(workspace: Workspace, wish: TrialWish): Promise<RuleTrial> {
  const builds = keptBuilds(workspace.builds);
  if (builds.length === 0) throw noPublishedBuild();
  wish.progress.begin(trialTime(workspace));
  const nights: NightTrial[] = [];
  let last: Omit<RuleTrial, 'nights'> | null = null;
  for (const [index, build] of builds.entries()) {
    last = await tryNight(workspace, build, wish);
    const { run, as_of, before, after, gained, lost, changed } = last;
    nights.push({
      ...{ run, as_of, before, after },
      ...{ gained: gained.length, lost: lost.length, changed: changed.length },
    });
    wish.progress.night(index + 1, builds.length, as_of);
  }
  if (last === null) throw noPublishedBuild();
  return { ...last, nights };
}

async function tryNight(
  workspace: Workspace,
  run: number,
  { rule, changes, settings }: TrialWish,
): Promise<Omit<RuleTrial, 'nights'>> {
  const parameters = loadParameters(RULES_DIR, packWith(rule), settings);
  const warehouse = await Warehouse.open(':memory:');
  try {
    await warehouse.run(`attach ${quoteText(warehousePath(workspace.builds, run))} as published (read_only)`);
    const asOf = (await dayOf(warehouse, 'published')) ?? '';
    const now = new Map(parameters);
    const tried = changes.map((change) => {
      const one = withValue(rule, now, change, asOf);
      now.set(one.after.name, one.after);
      return one;
    });
    await createParameterTables(warehouse.connection, now, { asOf });
    const found = await askBuild(warehouse, 'published', rule);
    const kept = await standing(warehouse, rule.rule_id);
    const before = new Map(kept.map((finding) => [finding.finding_key, finding]));
    const after = new Set(found.map(({ finding_key }) => finding_key));
    return {
      rule_id: rule.rule_id,
      version: rule.version,
      run,
      as_of: asOf,
      parameters: tried.map(({ after: { name, title }, span: { was, is } }) => ({
        ...{ name, title },
        ...{ from: was, to: is },
      })),
      causes: [...tried.map((one) => sayTried(rule, one)), ...(await sayOtherText(warehouse, rule))],
      before: countFindings(rule, kept),
      after: countFindings(rule, found),
      gained: found.filter(({ finding_key }) => !before.has(finding_key)).map((one) => told(one)),
      lost: kept.filter(({ finding_key }) => !after.has(finding_key)).map((one) => told(one, one)),
      changed: found.flatMap((finding) => {
        const old = before.get(finding.finding_key);
        if (!old || old.amount_fen === finding.amount_fen) return [];
        return [{ ...told(finding, old), amount_before_fen: old.amount_fen }];
      }),
      townships: byTownship(rule, kept, found),
      months: byMonth(rule, kept, found),
    };
  } finally {
    warehouse.close();
  }
}

/** A finding as far as it is told and counted here, whether a night kept it or it was found just now. */
type Tried = Pick<
  GatheredFinding,
  | 'finding_key'
  | 'person_id'
  | 'resident_id'
  | 'name'
  | 'township'
  | 'village'
  | 'amount_fen'
  | 'months'
  | 'match_strength'
  | 'reason'
  | 'direction'
> & { lines: Pick<FindingLine, 'month' | 'amount_fen'>[] };

type Kept = Tried & Pick<TriedFinding, 'finding_id' | 'case_id'>;

/** A finding that no night kept has neither a name for people to type nor a case. */
function told(
  { finding_key, person_id, resident_id, name, township, village, ...said }: Tried,
  { finding_id, case_id }: Pick<TriedFinding, 'finding_id' | 'case_id'> = { finding_id: null, case_id: null },
): TriedFinding {
  const { months, match_strength, reason, amount_fen } = said;
  return {
    ...{ finding_key, finding_id, case_id, person_id, resident_id, name, township, village },
    ...{ months, match_strength, reason, amount_fen },
  };
}

function sayTried(rule: RuleDefinition, { after: { name, title, type }, span }: TriedValue): Cause {
  const { english = name, words } = rule.parameters[name] ?? {};
  return blameValue({ title, english, type, words, spans: [span] });
}

/** Where the night that is tried asked another text, or did not ask the rule at all, that is a reason, too. */
async function sayOtherText(warehouse: Warehouse, rule: RuleDefinition): Promise<Cause[]> {
  const asked = await warehouse.first<{ version: string; sql: string }>(
    'select version, sql from published.result.rule where rule_id = $rule',
    { rule: rule.rule_id },
  );
  if (asked === undefined) return [COUNTED_LATER];
  if (asked.version === rule.version && asked.sql === rule.sql) return [];
  const versions = [asked.version, rule.version].join(' → ');
  return [{ kind: 'rule', zh: `规则文本不同（${versions}）`, en: `the text of the rule (${versions})` }];
}

async function standing(warehouse: Warehouse, ruleId: string): Promise<Kept[]> {
  const rows = await warehouse.rows<Omit<Kept, 'lines'> & { lines: string }>(
    `select finding_key, finding_id, case_id, person_id, resident_id, name, township, village, amount_fen, months,
       match_strength, reason, lines, direction
     from published.result.finding
     where rule_id = $rule and status <> 'withdrawn'
     order by finding_key`,
    { rule: ruleId },
  );
  return rows.map((row) => ({ ...row, lines: JSON.parse(row.lines) as Kept['lines'] }));
}
