import type { CaseEventType } from '../../core/words/case-events.ts';
import { businessDay } from '../business-day.ts';
import type { CaseEvent } from '../case-events.ts';

/** An event with the day on which what it tells came about. */
export interface DatedEvent {
  on: string;
  event: CaseEvent;
}

/** Steps that nobody takes before what stands in front of them is done; money and findings may come at any time. */
const IN_ORDER: ReadonlySet<CaseEventType> = new Set([
  'CaseSubstantiated',
  'CaseCleared',
  'CaseLeftUnverifiable',
  'HearingOffered',
  'StatementTaken',
  'NoticeIssued',
  'ServiceFailed',
  'NoticeServed',
  'InstalmentsAgreed',
  'CaseOverdue',
  'ReminderServed',
  'EnforcementApplied',
  'CaseReferred',
  'ReviewOpened',
]);

/**
 * Gives every event of one case its day. Where the event names one (a receipt, a service), that day counts, as it does
 * in the books of the bank. Where it names none (a signature), it is the day it was written down, but never later than
 * a step that presupposes it: an office that enters a finished paper file on one evening had signed before it served.
 */
export function dateEvents(events: readonly CaseEvent[]): DatedEvent[] {
  const dated: DatedEvent[] = [];
  let behind = '9999-12-31';
  for (const event of [...events].reverse()) {
    const own = ownDay(event);
    const written = businessDay(event.at);
    const on = own ?? (written < behind ? written : behind);
    if (on < behind && (own === null || IN_ORDER.has(event.type))) behind = on;
    dated.push({ on, event });
  }
  dated.reverse();
  const opened = dated[0]?.on ?? '';
  return dated.map((one) => (one.on < opened ? { ...one, on: opened } : one));
}

function ownDay({ type, payload }: CaseEvent): string | null {
  switch (type) {
    case 'CaseOpened':
      return payload.opened_on;
    case 'FindingAttached':
    case 'FindingChanged':
    case 'FindingRestored':
    case 'FindingWithdrawn':
    case 'PersonChanged':
      return payload.as_of;
    case 'ReceiptRecorded':
    case 'OffsetMade':
    case 'RefundPaid':
      return payload.entry.on;
    case 'ServiceFailed':
      return payload.attempt.on;
    case 'StepApproved':
      return payload.entry?.on ?? null;
    case 'InstalmentsAgreed':
      return payload.agreed_on;
    default:
      return 'on' in payload ? payload.on : null;
  }
}
