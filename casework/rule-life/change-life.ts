import { appendEvents, type EventType, type StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import type { Office } from '../office.ts';
import { refuse, throwRefusal } from '../refusals.ts';
import { refuseRole } from '../refuse-role.ts';
import { grantsFor } from '../roles.ts';
import type { Decider } from '../standing-decisions.ts';
import { type CountedMonths, listRuleLives, RULE_STREAM, type RuleLife, type RuleVersion } from './lives.ts';

/** What is changed: a rule in one version, by whom and why. */
export interface LifeChange extends RuleVersion {
  rule_id: string;
  reason: string;
}

/** Enters that somebody began a rule; it counts for nothing and runs on no night. */
export function draftRule(ledger: Ledger, office: Office, by: Decider, change: LifeChange): StoredEvent {
  return enter(ledger, office, by, 'RuleDrafted', change);
}

/** From the next night on the rule runs and is shown, and opens no case. Its folder has been checked before. */
export function shadowRule(ledger: Ledger, office: Office, by: Decider, change: LifeChange): StoredEvent {
  return enter(ledger, office, by, 'RuleShadowed', change, (life) => {
    if (life?.live?.fingerprint === change.fingerprint) {
      throwRefusal(refuse('rule-counts-already', { rule: change.rule_id, version: change.version }));
    }
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
  const proposed = listRuleLives(ledger).get(change.rule_id)?.proposed ?? null;
  const isSecond = proposed !== null && proposed.fingerprint === change.fingerprint;
  const payload = isSecond
    ? { ...change, from: proposed.from, to: proposed.to, proposed_by: proposed.by }
    : change;
  return enter(ledger, office, by, isSecond ? 'RuleWentLive' : 'RuleReleaseProposed', payload, (life) => {
    const { rule_id: rule, version } = change;
    if (life?.shadow?.fingerprint !== change.fingerprint) {
      throwRefusal(refuse('rule-not-in-shadow', { rule, version }));
    }
    if (life.nights.length < shadowNights) {
      throwRefusal(refuse('shadow-too-short', { rule, nights: life.nights.length, wanted: shadowNights }));
    }
    if (isSecond && proposed.by === by.user.user_id) throwRefusal(refuse('own-work', { user: proposed.by }));
  });
}

/** From the next night on the rule is asked no more; what nobody has decided of it is withdrawn then, and stays readable. */
export function retireRule(
  ledger: Ledger,
  office: Office,
  by: Decider,
  change: Pick<LifeChange, 'rule_id' | 'reason'>,
): StoredEvent {
  const life = listRuleLives(ledger).get(change.rule_id);
  const was = life?.live ?? life?.shadow ?? { version: '', fingerprint: '' };
  const { version, fingerprint } = was;
  return enter(ledger, office, by, 'RuleRetired', { ...change, version, fingerprint }, () => {
    if (life === undefined || life.stage === 'retired') {
      throwRefusal(refuse('rule-has-no-life', { rule: change.rule_id }));
    }
  });
}

/** A rule stands for every township at once: only a supervisor of the whole county may change what becomes of it. */
function enter(
  ledger: Ledger,
  office: Office,
  by: Decider,
  type: EventType,
  payload: LifeChange,
  guard: (life: RuleLife | undefined) => void = () => undefined,
): StoredEvent {
  if (grantsFor(by.user, ['supervisor'], null).every(({ township }) => township !== null)) {
    throwRefusal(refuseRole({ zh: '办理规则', en: 'change rules' }, ['supervisor']));
  }
  if (payload.reason.trim() === '') throwRefusal(refuse('reason-required', {}));
  const author = { actor: by.user.user_id, on_behalf_of: null, via: by.via, at: office.now() };
  const [event] = inTransaction(ledger, () => {
    guard(listRuleLives(ledger).get(payload.rule_id));
    const said = { ...payload, reason: payload.reason.trim() };
    return appendEvents(ledger, author, [
      { stream: RULE_STREAM, subject_id: payload.rule_id, type, payload: said },
    ]);
  });
  if (!event) throw new Error('an appended event came back as none');
  return event;
}
