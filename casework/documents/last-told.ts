import { businessDay } from '../business-day.ts';
import type { CaseEvent } from '../case-events.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import type { IssuedDocument } from './issued-document.ts';

/**
 * Why a paper cannot bear a day: it tells the case as it stands when its number is given, and something in it happened
 * later. What counts is the day that was stated of each event; of a signature, which is made when it is entered, that day,
 * and only on a paper that shows who signed when.
 */
export function refuseBackdated(
  events: readonly CaseEvent[],
  papers: readonly Pick<IssuedDocument, 'served'>[],
  paper: { on: string; tells_signatures?: boolean | undefined },
  today: string,
): CommandRefusal | null {
  const { on, tells_signatures = false } = paper;
  const inCase = events.flatMap((event) => [
    ...statedDays(event),
    ...(tells_signatures && SIGNING.has(event.type) ? [businessDay(event.at)] : []),
  ]);
  const served = papers.flatMap((one) => one.served?.on ?? []);
  // a notice may bear a day that is still to come; what is written before that day does not wait for it
  const happened = [...inCase, ...served].filter((day) => day <= today);
  const told = happened.toSorted().at(-1);
  return told === undefined || told <= on ? null : refuse('paper-before-told', { on, told });
}

const SIGNING: ReadonlySet<CaseEvent['type']> = new Set(['DocumentProposed', 'StepApproved']);

/** The days that an event itself names as those on which something happened. */
function statedDays({ type, payload }: CaseEvent): string[] {
  switch (type) {
    case 'StatementTaken':
      return [payload.heard.on];
    case 'InstalmentsAgreed':
      return [payload.agreed_on];
    case 'ReceiptRecorded':
    case 'RefundPaid':
    case 'OffsetMade':
      return [payload.entry.on];
    case 'ServiceFailed':
      return [payload.attempt.on];
    case 'StepApproved':
      return payload.entry === null ? [] : [payload.entry.on];
    // the day on which somebody made up their mind stands on no paper
    case 'CaseSubstantiated':
    case 'CaseCleared':
    case 'CaseLeftUnverifiable':
      return [];
    default:
      return 'on' in payload ? [payload.on] : [];
  }
}
