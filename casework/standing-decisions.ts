import { Refusal } from '../core/errors.ts';
import {
  appendEvent,
  type EventType,
  readStreams,
  type StoredEvent,
  type Stream,
} from '../storage/ledger/journal.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import { inTransaction } from '../storage/ledger/transaction.ts';
import { authorOf } from './author.ts';
import type { Office } from './office.ts';
import { hasOneOf, type User } from './roles.ts';

type RefusalWords = readonly [code: string, zh: string, en: string];

/** What people of the office say once, and what holds for every night until somebody takes it back. */
interface Kind<Key extends object> {
  stream: Stream;
  /** Types of the events that enter such a decision and take it back. */
  entered: EventType;
  revoked: EventType;
  /** What a decision is about; the last one about it stands. */
  subjectOf: (key: Key) => string;
  notEntitled: RefusalWords;
  notStanding: RefusalWords;
}

/** In whose name, and through which door. */
export interface Decider {
  user: User;
  via: string;
}

/** A decision that stands, with the event that entered it. */
interface Standing<Decision> {
  decision: Decision;
  event: StoredEvent;
}

/**
 * Decisions of one kind, kept in the journal and nowhere else. Investigators and supervisors decide, whatever the decision
 * is about; every entry answers with its event, so that the caller can show who decided what and when.
 */
export function standingDecisions<Key extends object, Decision extends Key>(kind: Kind<Key>) {
  const { stream, subjectOf } = kind;

  /** Those that stand, the last one of each subject. */
  function list(ledger: Ledger): Standing<Decision>[] {
    const standing = new Map<string, Standing<Decision>>();
    for (const event of readStreams(ledger, [stream])) {
      const decision = event.payload as Decision;
      if (event.type === kind.entered) standing.set(subjectOf(decision), { decision, event });
      else if (event.type === kind.revoked) standing.delete(subjectOf(decision));
    }
    return [...standing.values()];
  }

  function append(ledger: Ledger, office: Office, by: Decider, type: EventType, payload: Key): StoredEvent {
    const author = authorOf(office, by);
    return inTransaction(ledger, () =>
      appendEvent(ledger, author, { stream, subject_id: subjectOf(payload), type, payload }),
    );
  }

  /** Refused for whoever may not decide, before it is looked at what they would decide. */
  function refuseUnentitled({ user }: Decider): void {
    if (!hasOneOf(user, ['investigator', 'supervisor'])) throw new Refusal(...kind.notEntitled);
  }

  return {
    list,
    refuseUnentitled,
    enter(ledger: Ledger, office: Office, by: Decider, decision: Decision): StoredEvent {
      refuseUnentitled(by);
      return append(ledger, office, by, kind.entered, decision);
    },
    /** Takes a decision back; the earlier one stays in the journal. `tell` may add what is no longer so. */
    takeBack<Given extends Key>(
      ledger: Ledger,
      office: Office,
      by: Decider,
      given: Given,
      tell: (standing: Decision) => Partial<Decision> = () => ({}),
    ): StoredEvent {
      refuseUnentitled(by);
      const found = list(ledger).find(({ decision }) => subjectOf(decision) === subjectOf(given));
      if (!found) throw new Refusal(...kind.notStanding);
      return append(ledger, office, by, kind.revoked, { ...given, ...tell(found.decision) });
    },
  };
}
