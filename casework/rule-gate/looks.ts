import { Refusal } from '../../core/errors.ts';
import {
  appendEvent,
  appendEvents,
  type NewEvent,
  readStreams,
  type StoredEvent,
} from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { authorOf, byNight } from '../author.ts';
import type { Office } from '../office.ts';
import { refuse, throwRefusal } from '../refusals.ts';
import { refuseRole } from '../refuse-role.ts';
import { grantsFor } from '../roles.ts';
import { RULE_STREAM } from '../rule-life/lives.ts';
import type { Decider } from '../standing-decisions.ts';

export const VERDICTS = ['holds', 'fails', 'unclear'] as const;

export type Verdict = (typeof VERDICTS)[number];

/** What somebody found when they looked at a finding that was drawn. */
export interface Look {
  rule_id: string;
  township: string | null;
  finding_key: string;
  /** Of the evidence that they looked at. */
  evidence_hash: string;
  verdict: Verdict;
  reason: string;
}

/** A rule in a township. */
export const gateKey = (ruleId: string, township: string | null): string => `${ruleId} ${township ?? ''}`;

/** The last look at each finding, and the gates that were opened and have not been closed since. */
export function readGates(ledger: Ledger): { looks: Map<string, Look>; opened: Set<string> } {
  const looks = new Map<string, Look>();
  const opened = new Set<string>();
  for (const { type, payload } of readStreams(ledger, [RULE_STREAM])) {
    if (type === 'SampleLooked') looks.set((payload as Look).finding_key, payload as Look);
    if (type === 'GateOpened') {
      const { rule_id, township } = payload as Gate;
      opened.add(gateKey(rule_id, township));
    }
    if (type === 'GateClosed') {
      const { rule_id, township } = payload as Gate;
      opened.delete(gateKey(rule_id, township));
    }
  }
  return { looks, opened };
}

/** The last look at each finding, with its place in the journal, oldest first. */
export function lastLooks(ledger: Ledger): (Look & { seq: number })[] {
  const looks = new Map<string, Look & { seq: number }>();
  for (const { type, seq, payload } of readStreams(ledger, [RULE_STREAM])) {
    if (type !== 'SampleLooked') continue;
    const look = payload as Look;
    looks.delete(look.finding_key);
    looks.set(look.finding_key, { ...look, seq });
  }
  return [...looks.values()];
}

/** Enters what somebody found; investigators and supervisors of that place look. */
export function lookAtSample(ledger: Ledger, office: Office, by: Decider, look: Look): StoredEvent {
  if (grantsFor(by.user, ['investigator', 'supervisor'], look.township).length === 0) {
    throwRefusal(refuseRole({ zh: '查看抽样', en: 'look at a sample' }, ['investigator', 'supervisor']));
  }
  if (look.reason.trim() === '') throwRefusal(refuse('reason-required', {}));
  const author = authorOf(office, by);
  return inTransaction(ledger, () =>
    appendEvent(ledger, author, {
      stream: RULE_STREAM,
      subject_id: look.rule_id,
      type: 'SampleLooked',
      payload: look,
    }),
  );
}

/** Enters, once, which gates a night opened or closed again, with the figures that did. */
export function enterTurned(ledger: Ledger, asOf: string, gates: readonly Gate[], at: string): void {
  const { opened } = readGates(ledger);
  const events = gates
    .filter(({ is_open, rule_id, township }) => is_open !== opened.has(gateKey(rule_id, township)))
    .map(
      ({ sample: _sample, ...gate }): NewEvent => ({
        stream: RULE_STREAM,
        subject_id: gate.rule_id,
        type: gate.is_open ? 'GateOpened' : 'GateClosed',
        payload: { ...gate, as_of: asOf },
      }),
    );
  inTransaction(ledger, () => appendEvents(ledger, byNight(at), events));
}

/** That a finding is not among those that were drawn, or is none. */
export function notDrawn(finding: string): Refusal {
  return new Refusal(
    'not-drawn',
    `疑点 ${finding} 不在这条规则现在的抽样里。请重新打开抽样，从现在抽出的里面选。`,
    `Finding ${finding} is not among those drawn of this rule now. Open the sample again and choose from it.`,
  );
}

/** A rule that argues from absence, in one township, on one night. */
export interface Gate {
  rule_id: string;
  /** Null for people whose township nobody knows. */
  township: string | null;
  findings: number;
  /** What was drawn, by the keys of the findings; looked at are those of which somebody has said whether they hold. */
  sample: string[];
  looked: number;
  holds: number;
  /** Lower end of the interval by Wilson, 95 %; the share itself where everything there was has been looked at; null before. */
  lower: number | null;
  is_open: boolean;
}
