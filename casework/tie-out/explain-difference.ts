import type { DifferenceReason } from '../../core/words/tie-out.ts';
import type { StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Office } from '../office.ts';
import { refuse, throwRefusal } from '../refusals.ts';
import type { Decider } from '../standing-decisions.ts';
import { explanations } from './explanations.ts';
import { readDifference } from './read-tie-out.ts';

/** Why the parties differ, in the words of whoever found out. */
interface Said {
  difference_key: string;
  /** The amounts that were seen; those of the published build where nothing else was. */
  stated?: string;
  reason: DifferenceReason;
  words: string;
}

/** Says why the parties differ; the difference is carried on no more while they state the same amounts. */
export async function explainDifference(
  ledger: Ledger,
  office: Office,
  build: string,
  by: Decider,
  said: Said,
): Promise<StoredEvent> {
  explanations.refuseUnentitled(by);
  if (said.words.trim() === '') throwRefusal(refuse('reason-required'));
  const { difference } = await readDifference(ledger, build, said.difference_key);
  return explanations.enter(ledger, office, by, { ...said, stated: said.stated ?? difference.stated });
}

/** Takes an explanation back: the difference is open again, in every month it is carried through. */
export function revokeExplanation(
  ledger: Ledger,
  office: Office,
  by: Decider,
  given: { difference_key: string; words: string },
): StoredEvent {
  explanations.refuseUnentitled(by);
  if (given.words.trim() === '') throwRefusal(refuse('reason-required'));
  return explanations.takeBack(ledger, office, by, given);
}
