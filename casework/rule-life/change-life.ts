import { formatMonth } from '../../core/month.ts';
import { appendEvent, type EventType, type StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { authorOf } from '../author.ts';
import type { Office } from '../office.ts';
import { refuse, throwRefusal } from '../refusals.ts';
import { refuseLocal } from '../refuse-role.ts';
import type { Decider } from '../standing-decisions.ts';
import { type CountedMonths, listRuleLives, RULE_STREAM, type RuleLife, type RuleVersion } from './lives.ts';

/** What is changed: a rule in one version, by whom and why. */
export interface LifeChange extends RuleVersion {
  rule_id: string;
  reason: string;
}

/** Enters that somebody began a rule; it counts for nothing and runs on no night. */
export function draftRule(ledger: Ledger, office: Office, by: Decider, change: LifeChange): StoredEvent {
  return enter(ledger, office, by, change, () => ({ type: 'RuleDrafted', payload: change }));
}

/** From the next night on the rule runs and is shown, and opens no case. Its folder has been checked before. */
export function shadowRule(ledger: Ledger, office: Office, by: Decider, change: LifeChange): StoredEvent {
  return enter(ledger, office, by, change, (life) => {
    if (life?.live?.fingerprint === change.fingerprint) {
      throwRefusal(refuse('rule-counts-already', { rule: change.rule_id, version: change.version }));
    }
    return { type: 'RuleShadowed', payload: change };
  });
}

/**
 * Lets a version that has run in shadow count, by two people: the first proposes it, with the months it is to name; the
 * second reads the same text and agrees to the same months. Answers the event, `RuleReleaseProposed` or `RuleWentLive`.
 */
export function releaseRule(
  ledger: Ledger,
  office: Office,
  by: Decider,
  change: LifeChange & CountedMonths,
  shadowNights: number,
): StoredEvent {
  return enter(ledger, office, by, change, (life) => {
    const { rule_id: rule, version, fingerprint } = change;
    if (life?.shadow?.fingerprint !== fingerprint) {
      throwRefusal(refuse('rule-not-in-shadow', { rule, version }));
    }
    if (change.from !== null && change.to !== null && change.from > change.to) {
      const [first, last] = [change.from, change.to].map(formatMonth);
      throwRefusal(refuse('rule-months-turned', { from: first ?? '', to: last ?? '' }));
    }
    refuseOtherMonths(change, life.proposed?.fingerprint === fingerprint ? life.proposed : null);
    if (life.nights.length < shadowNights) {
      throwRefusal(refuse('shadow-too-short', { rule, nights: life.nights.length, wanted: shadowNights }));
    }
    const { proposed } = life;
    if (proposed?.fingerprint !== fingerprint) return { type: 'RuleReleaseProposed', payload: change };
    const { from, to, by: proposed_by } = proposed;
    if (proposed_by === by.user.user_id) throwRefusal(refuse('own-work', { user: proposed_by }));
    return { type: 'RuleWentLive', payload: { ...change, from, to, proposed_by } };
  });
}

/** Whoever agrees gives no months, or those that were proposed: two people let the same count. */
function refuseOtherMonths(
  { rule_id: rule, from, to }: LifeChange & CountedMonths,
  proposed: CountedMonths | null,
): void {
  if (proposed === null || (from === null && to === null)) return;
  if (from === proposed.from && to === proposed.to) return;
  const [first, last] = [proposed.from, proposed.to].map((month) =>
    month === null ? '…' : formatMonth(month),
  );
  const isAll = proposed.from === null && proposed.to === null;
  const [months, months_en] = isAll
    ? ['全部所属期', 'all months']
    : [`${first}至${last}`, `${first} to ${last}`];
  throwRefusal(refuse('rule-other-months', { rule, months, months_en }));
}

/** From the next night on the rule is asked no more; what nobody has decided of it is withdrawn then, and stays readable. */
export function retireRule(
  ledger: Ledger,
  office: Office,
  by: Decider,
  change: Pick<LifeChange, 'rule_id' | 'reason'>,
): StoredEvent {
  return enter(ledger, office, by, change, (life) => {
    if (life === undefined || life.stage === 'retired') {
      throwRefusal(refuse('rule-has-no-life', { rule: change.rule_id }));
    }
    const { version, fingerprint } = life.live ?? life.shadow ?? { version: '', fingerprint: '' };
    return { type: 'RuleRetired', payload: { ...change, version, fingerprint } };
  });
}

/** A rule stands for every township at once: only a supervisor of the whole county may change what becomes of it. */
function enter(
  ledger: Ledger,
  office: Office,
  by: Decider,
  { rule_id, reason }: Pick<LifeChange, 'rule_id' | 'reason'>,
  step: (life: RuleLife | undefined) => { type: EventType; payload: LifeChange },
): StoredEvent {
  const local = refuseLocal(by.user, { zh: '办理规则', en: 'change rules' });
  if (local !== null) throwRefusal(local);
  if (reason.trim() === '') throwRefusal(refuse('reason-required', {}));
  const author = authorOf(office, by);
  return inTransaction(ledger, () => {
    const { type, payload } = step(listRuleLives(ledger).get(rule_id));
    return appendEvent(ledger, author, {
      stream: RULE_STREAM,
      subject_id: rule_id,
      type,
      payload: { ...payload, reason: reason.trim() },
    });
  });
}
