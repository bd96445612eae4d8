import { Refusal } from '../../core/errors.ts';
import { appendEvents } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { authorOf } from '../author.ts';
import type { Office } from '../office.ts';
import { type HeldFigures, listReleases, RULE_RELEASED } from '../reads/findings/rule-releases.ts';
import { refuse, throwRefusal } from '../refusals.ts';
import { refuseLocal } from '../refuse-role.ts';
import { RULE_STREAM } from '../rule-life/lives.ts';
import type { Decider } from '../standing-decisions.ts';

/**
 * Enters releases into the audit chain, all or none. Only a supervisor of the whole county may give them: the brake
 * stands for every township at once. A release given twice for one night is entered once.
 */
export function releaseRules(
  ledger: Ledger,
  office: Office,
  by: Decider,
  held: readonly HeldFigures[],
  reason: string,
): void {
  const local = refuseLocal(by.user, { zh: '放行', en: 'release' });
  if (local !== null) throwRefusal(local);
  if (reason.trim() === '') throwRefusal(refuse('reason-required', {}));
  const author = authorOf(office, by);
  inTransaction(ledger, () => {
    const given = listReleases(ledger);
    const missing = held.filter(
      (one) =>
        !given.some(
          ({ rule_id, run, as_of }) => rule_id === one.rule_id && run === one.run && as_of === one.as_of,
        ),
    );
    const events = missing.map(
      ({ rule_id, run, as_of, findings, fresh }) =>
        ({
          stream: RULE_STREAM,
          subject_id: rule_id,
          type: RULE_RELEASED,
          payload: { rule_id, run, as_of, findings, fresh, reason: reason.trim() },
        }) as const,
    );
    appendEvents(ledger, author, events);
  });
}

/** Picks the figures of the rules that somebody names; a rule that is not held has nothing to be released. */
export function heldFigures(held: readonly HeldFigures[], ruleIds: readonly string[]): HeldFigures[] {
  return [...new Set(ruleIds)].map((ruleId) => {
    const figures = held.find(({ rule_id }) => rule_id === ruleId);
    if (figures !== undefined) return figures;
    const list = held.map(({ rule_id }) => rule_id).join(', ');
    throw new Refusal(
      'rule-not-held',
      `规则“${ruleId}”没有暂停，无须放行。目前暂停的规则：${list || '无'}。`,
      `The rule "${ruleId}" is not held, so there is nothing to release. Held now: ${list || 'none'}.`,
    );
  });
}
