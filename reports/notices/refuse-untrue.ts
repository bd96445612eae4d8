import type { PaperSources } from '../../casework/documents/issued-paper.ts';
import { type CommandRefusal, refuse, throwRefusal } from '../../casework/refusals.ts';
import { CONDITION_NAMES, conditionsOf } from './conditions.ts';
import type { NoticeKind } from './kinds.ts';
import { reminderOf, reviewsOf } from './notice-parts.ts';

type Told = Pick<PaperSources, 'state' | 'events' | 'documents' | 'entry'>;

/** Why a paper of this kind would say what is not so, draft or not: its subject has not happened. */
export function untrueOf(kind: NoticeKind, { state, events, documents, entry }: Told): CommandRefusal | null {
  const reviews = reviewsOf(events);
  const holds = conditionsOf({
    state,
    reviews,
    reminder: reminderOf(documents, state),
    replaces: null,
    entry,
  });
  const untrue = CONDITION_NAMES.find((name) => kind.needs[name] !== undefined && !holds[name]);
  if (untrue === undefined) return null;
  const [why, why_en] = kind.needs[untrue] ?? [untrue, untrue];
  return refuse('paper-not-true', { document: kind.title, document_en: kind.english, why, why_en });
}

export function refuseUntrue(kind: NoticeKind, told: Told): void {
  const refusal = untrueOf(kind, told);
  if (refusal !== null) throwRefusal(refusal);
}
