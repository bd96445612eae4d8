import type { RuleStage } from '../../core/words/rules.ts';
import { readStreams } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';

export const RULE_STREAM = 'rule';

/** A rule's text at one time: what it calls itself, and the hash of its files. */
export interface RuleVersion {
  version: string;
  fingerprint: string;
}

/** The months whose money a rule may name, YYYYMM; null for no end. */
export interface CountedMonths {
  from: number | null;
  to: number | null;
}

/** What a rule found on one night on which it counted for nothing. */
export interface ShadowNight extends RuleVersion {
  as_of: string;
  run: number;
  findings: number;
  people: number;
  amount_fen: number;
}

export interface ProposedRelease extends RuleVersion, CountedMonths {
  by: string;
  at: string;
  reason: string;
}

/** Something that came about in the life of a rule, as it is told. */
export interface LifeEvent {
  type: string;
  by: string;
  at: string;
  version: string;
  reason: string;
  from: number | null;
  to: number | null;
}

/** How far a rule has come, as its events say. A live rule may have its next version in shadow. */
export interface RuleLife {
  rule_id: string;
  stage: RuleStage;
  live: (RuleVersion & CountedMonths) | null;
  shadow: RuleVersion | null;
  proposed: ProposedRelease | null;
  /** Of the version in shadow, oldest first. */
  nights: ShadowNight[];
  events: LifeEvent[];
}

/** What the same stream holds of a rule's nights and places. */
const BESIDE_LIFE = new Set<string>(['RuleReleased', 'SampleLooked', 'GateOpened', 'GateClosed']);

type Payload = RuleVersion & Partial<CountedMonths> & { reason?: string };

/** The life of every rule that has one: those of the office, and shipped ones whose versions are tried first. */
export function listRuleLives(ledger: Ledger): Map<string, RuleLife> {
  const lives = new Map<string, RuleLife>();
  for (const { type, subject_id, payload, actor, at } of readStreams(ledger, [RULE_STREAM])) {
    if (BESIDE_LIFE.has(type)) continue;
    const life = lives.get(subject_id) ?? newLife(subject_id);
    lives.set(subject_id, life);
    if (type === 'ShadowFound') {
      addNight(life, payload as ShadowNight);
      continue;
    }
    const { version, fingerprint, from = null, to = null, reason = '' } = payload as Payload;
    life.events.push({ type, by: actor, at, version, reason, from, to });
    if (type === 'RuleDrafted') life.stage = 'draft';
    if (type === 'RuleShadowed') {
      Object.assign(life, { shadow: { version, fingerprint }, proposed: null, nights: [] });
      if (life.live === null) life.stage = 'shadow';
    }
    if (type === 'RuleReleaseProposed')
      life.proposed = { version, fingerprint, from, to, by: actor, at, reason };
    if (type === 'RuleWentLive') {
      Object.assign(life, {
        stage: 'live',
        live: { version, fingerprint, from, to },
        shadow: null,
        proposed: null,
      });
    }
    if (type === 'RuleRetired') {
      Object.assign(life, { stage: 'retired', live: null, shadow: null, proposed: null, nights: [] });
    }
  }
  return lives;
}

function newLife(rule_id: string): RuleLife {
  return { rule_id, stage: 'draft', live: null, shadow: null, proposed: null, nights: [], events: [] };
}

/** A night that was run again is told once, as it was told last. */
function addNight(life: RuleLife, night: ShadowNight): void {
  if (night.fingerprint !== life.shadow?.fingerprint) return;
  life.nights = [...life.nights.filter(({ as_of }) => as_of !== night.as_of), night];
}
