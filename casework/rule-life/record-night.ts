import { stableJson } from '../../core/hash.ts';
import { appendEvents, type NewEvent, readStreams } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { readPart } from '../../storage/settings.ts';
import type { Workspace } from '../../storage/workspace.ts';
import { byNight } from '../author.ts';
import type { RuleDefinition } from '../rule-pack/definition.ts';
import { loadRules } from '../rule-pack/load.ts';
import { asWritten, keepInForce } from './in-force.ts';
import { listRuleLives, RULE_STREAM, type ShadowNight } from './lives.ts';
import type { StoppedRule } from './rules-of-night.ts';
import { rulesPart } from './settings.ts';

/** What one rule in shadow found on a night. */
export type ShadowCount = Omit<ShadowNight, 'as_of' | 'run'> & { rule_id: string };

/**
 * Where the office has new versions tried first, begins the life of each shipped rule with the text that counts now, and
 * puts a version that came with a new Hedui into shadow. A text that changed under its old version counts on.
 */
export function watchShippedVersions(
  ledger: Ledger,
  folders: Pick<Workspace, 'settings' | 'rulesInForce'>,
  at: string,
): void {
  if (readPart(folders.settings, rulesPart).new_versions !== 'shadow') return;
  const lives = listRuleLives(ledger);
  const events = loadRules().flatMap((rule): NewEvent[] => {
    const life = lives.get(rule.rule_id);
    const { version, fingerprint } = asWritten(rule);
    if (!life?.live || life.live.version === version) {
      if (life?.live?.fingerprint === fingerprint) return [];
      const reason = life?.live ? '同一版本的文字改动' : '本单位从这一版起，新版本先试运行';
      return [lived(rule, 'RuleWentLive', { ...keepInForce(folders, rule), from: null, to: null, reason })];
    }
    if (life.shadow?.fingerprint === fingerprint) return [];
    return [lived(rule, 'RuleShadowed', { version, fingerprint, reason: '随新版软件到来的新版本' })];
  });
  inTransaction(ledger, () => appendEvents(ledger, byNight(at), events));
}

/** Enters what rules in shadow found on a published night, and which rules stopped themselves; a night run again says nothing twice. */
export function recordShadows(
  ledger: Ledger,
  night: { run: number; as_of: string },
  { found: shadows, stopped }: { found: readonly ShadowCount[]; stopped: readonly StoppedRule[] },
  at: string,
): void {
  const known = new Set<string>();
  for (const { type, subject_id, payload } of readStreams(ledger, [RULE_STREAM])) {
    if (type === 'ShadowFound' || type === 'RuleStopped')
      known.add(keyOf(type, subject_id, payload as object));
  }
  const found = shadows.map(
    ({ rule_id, ...shadow }): NewEvent => ({
      stream: RULE_STREAM,
      subject_id: rule_id,
      type: 'ShadowFound',
      payload: { ...night, ...shadow },
    }),
  );
  const halted = stopped.map(
    ({ rule_id, version, zh, en }): NewEvent => ({
      stream: RULE_STREAM,
      subject_id: rule_id,
      type: 'RuleStopped',
      payload: { ...night, version, reason: `${zh} ${en}` },
    }),
  );
  const fresh = [...found, ...halted].filter(
    ({ type, subject_id, payload }) => !known.has(keyOf(type, subject_id, payload as object)),
  );
  inTransaction(ledger, () => appendEvents(ledger, byNight(at), fresh));
}

/** The number of the build tells nothing of what was found. */
function keyOf(type: string, ruleId: string, { run: _run, ...said }: { run?: number }): string {
  return `${type} ${ruleId} ${stableJson(said)}`;
}

function lived(rule: RuleDefinition, type: 'RuleWentLive' | 'RuleShadowed', said: object): NewEvent {
  return { stream: RULE_STREAM, subject_id: rule.rule_id, type, payload: { rule_id: rule.rule_id, ...said } };
}
