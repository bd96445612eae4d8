import { Refusal } from '../../core/errors.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { readPart } from '../../storage/settings.ts';
import type { Workspace } from '../../storage/workspace.ts';
import type { RuleDefinition } from '../rule-pack/definition.ts';
import { loadRules, RULES_DIR } from '../rule-pack/load.ts';
import { fingerprintOf, loadOfficeRule } from '../rule-pack/office-rules.ts';
import { loadInForce } from './in-force.ts';
import { listRuleLives, type RuleLife } from './lives.ts';
import { rulesPart } from './settings.ts';

/** A rule of the office that is not asked, because something is wrong with it; the others are. */
export interface StoppedRule {
  rule_id: string;
  version: string;
  /** Whether it counted: then its cases stay as they are. */
  was_live: boolean;
  zh: string;
  en: string;
}

export interface RulesOfNight {
  /** Rules that count: the shipped ones, and the office's own that two people let count. */
  live: RuleDefinition[];
  /** Rules that run beside them and open no case. */
  shadow: RuleDefinition[];
  stopped: StoppedRule[];
}

type Folders = Pick<Workspace, 'rules' | 'rulesInForce' | 'settings'>;

/** What is asked tonight. A rule of the office that cannot be read stops itself; the shipped rules are asked as ever. */
export function rulesOfNight(folders: Folders, ledger: Ledger): RulesOfNight {
  const lives = listRuleLives(ledger);
  const shipped = loadRules();
  const isShipped = new Set(shipped.map(({ rule_id }) => rule_id));
  const night: RulesOfNight = { live: [], shadow: [], stopped: [] };
  const triesVersions = readPart(folders.settings, rulesPart).new_versions === 'shadow';
  for (const rule of shipped)
    askShipped(folders, rule, triesVersions ? lives.get(rule.rule_id) : undefined, night);
  for (const life of lives.values()) if (!isShipped.has(life.rule_id)) askOwn(folders, life, night);
  night.live.sort((one, other) => (one.rule_id < other.rule_id ? -1 : 1));
  return night;
}

/** Whether a rule's text is kept in the office's folder, and not with Hedui. */
export function isOwn({ folder }: Pick<RuleDefinition, 'folder'>): boolean {
  return !folder.startsWith(RULES_DIR);
}

/** Where new versions are tried first, the version that was let count goes on until the new one is. */
function askShipped(
  folders: Folders,
  rule: RuleDefinition,
  life: RuleLife | undefined,
  night: RulesOfNight,
): void {
  const live = life?.live ?? null;
  if (live === null || live.version === rule.version) {
    night.live.push(rule);
    return;
  }
  night.shadow.push(rule);
  attempt(night, { rule_id: rule.rule_id, version: live.version, was_live: true }, () => {
    night.live.push(loadInForce(folders, rule.rule_id, live));
  });
}

function askOwn(folders: Folders, { rule_id, live, shadow }: RuleLife, night: RulesOfNight): void {
  if (live !== null) {
    attempt(night, { rule_id, version: live.version, was_live: true }, () => {
      night.live.push(loadInForce(folders, rule_id, live));
    });
  }
  if (shadow !== null) {
    attempt(night, { rule_id, version: shadow.version, was_live: false }, () => {
      const rule = loadOfficeRule(folders.rules, rule_id);
      if (fingerprintOf(rule.folder) !== shadow.fingerprint) throw editedSince(rule_id, shadow.version);
      night.shadow.push(rule);
    });
  }
}

function attempt(night: RulesOfNight, rule: Omit<StoppedRule, 'zh' | 'en'>, load: () => void): void {
  try {
    load();
  } catch (error) {
    night.stopped.push({ ...rule, ...tellWhy(error) });
  }
}

/** Why a rule stopped, in words that may stand in a journal: of a fault its first line. */
export function tellWhy(error: unknown): { zh: string; en: string } {
  if (error instanceof Refusal) return { zh: error.zh, en: error.en };
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return { zh: `运行时出错：${line}`, en: `It failed: ${line}` };
}

function editedSince(ruleId: string, version: string): Refusal {
  return new Refusal(
    'rule-edited',
    `规则 ${ruleId} ${version} 试运行之后文件被改过，没有再运行。改好后再执行 hedui rules shadow ${ruleId}。`,
    `Rule ${ruleId} ${version} was edited after it was put in shadow and is not run; when it is done, run hedui rules shadow ${ruleId} again.`,
  );
}
