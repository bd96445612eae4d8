import { loadSources } from '../../reading/sources/load-sources.ts';
import { checkWord } from '../../reading/vocabularies/check-word.ts';
import { plainWord } from '../../reading/vocabularies/read-word.ts';
import type { TaughtWord } from '../../reading/vocabularies/taught-word.ts';
import type { StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Office } from '../office.ts';
import { type Decider, standingDecisions } from '../standing-decisions.ts';

/** A word of the office's own, with who said so, when and why. */
export interface OfficeWord extends TaughtWord {
  taught_by: string;
  taught_at: string;
  reason: string;
}

interface Decision extends TaughtWord {
  reason: string;
}

/** One word of one column, however it is written. */
export const subjectOf = ({ source, field, word }: Omit<TaughtWord, 'means'>): string =>
  `${source}/${field}/${plainWord(word)}`;

const words = standingDecisions<Omit<TaughtWord, 'means'>, Decision>({
  stream: 'word',
  entered: 'WordTaught',
  revoked: 'WordForgotten',
  subjectOf,
  notEntitled: [
    'word-not-entitled',
    '只有稽核人员和基金监督人员可以说明词的含义。',
    'Only investigators and supervisors may say what a word means.',
  ],
  notStanding: [
    'word-not-taught',
    '本单位没有教过这个词，不能撤回。',
    'The office has not taught this word, so it cannot be taken back.',
  ],
});

/** Enters what a word means here, where its column can mean that; the next night counts the rows that waited. */
export function teachWord(ledger: Ledger, office: Office, by: Decider, decision: Decision): StoredEvent {
  words.refuseUnentitled(by);
  checkWord(loadSources(), decision);
  return words.enter(ledger, office, by, decision);
}

/** Takes back what a word was said to mean; the event says what that was. */
export function forgetWord(
  ledger: Ledger,
  office: Office,
  by: Decider,
  decision: Omit<Decision, 'means'>,
): StoredEvent {
  return words.takeBack(ledger, office, by, decision, ({ means }) => ({ means }));
}

/** The office's words that stand, the last decision on each. */
export function listOfficeWords(ledger: Ledger): OfficeWord[] {
  return words.list(ledger).map(({ decision: { source, field, word, means, reason }, event }) => ({
    ...{ source, field, word, means, reason },
    ...{ taught_by: event.actor, taught_at: event.at },
  }));
}
