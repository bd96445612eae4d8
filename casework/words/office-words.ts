import { Refusal } from '../../core/errors.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import { checkWord } from '../../reading/vocabularies/check-word.ts';
import { plainWord } from '../../reading/vocabularies/read-word.ts';
import type { TaughtWord } from '../../reading/vocabularies/taught-word.ts';
import { appendEvents, readStreams, type StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import type { Office } from '../office.ts';
import { hasRole, type User } from '../roles.ts';

/** A word of the office's own, with who said so, when and why. */
export interface OfficeWord extends TaughtWord {
  taught_by: string;
  taught_at: string;
  reason: string;
}

interface Decision extends TaughtWord {
  reason: string;
}

/**
 * Enters what a word means here, where its column can mean that. Supervisors and investigators may say so; the next night
 * counts the rows that waited.
 */
export function teachWord(
  ledger: Ledger,
  office: Office,
  by: { user: User; via: string },
  decision: Decision,
): StoredEvent {
  refuseUnentitled(by.user);
  checkWord(loadSources(), decision);
  return append(ledger, office, by, 'WordTaught', decision);
}

/** Takes back what a word was said to mean; the earlier event stays in the journal. */
export function forgetWord(
  ledger: Ledger,
  office: Office,
  by: { user: User; via: string },
  decision: Omit<Decision, 'means'>,
): StoredEvent {
  refuseUnentitled(by.user);
  const standing = listOfficeWords(ledger).find((one) => subjectOf(one) === subjectOf(decision));
  if (!standing) {
    throw new Refusal(
      'word-not-taught',
      '本单位没有教过这个词，不能撤回。',
      'The office has not taught this word, so it cannot be taken back.',
    );
  }
  return append(ledger, office, by, 'WordForgotten', { ...decision, means: standing.means });
}

/** The office's words that stand, the last decision on each. */
export function listOfficeWords(ledger: Ledger): OfficeWord[] {
  const standing = new Map<string, OfficeWord>();
  for (const event of readStreams(ledger, ['word'])) {
    const { source, field, word, means, reason } = event.payload as Decision;
    if (event.type === 'WordTaught')
      standing.set(subjectOf(event.payload as Decision), {
        ...{ source, field, word, means, reason },
        ...{ taught_by: event.actor, taught_at: event.at },
      });
    else standing.delete(subjectOf(event.payload as Decision));
  }
  return [...standing.values()];
}

function append(
  ledger: Ledger,
  office: Office,
  by: { user: User; via: string },
  type: 'WordTaught' | 'WordForgotten',
  payload: Decision,
): StoredEvent {
  const author = { actor: by.user.user_id, on_behalf_of: null, via: by.via, at: office.now() };
  const [event] = inTransaction(ledger, () =>
    appendEvents(ledger, author, [{ stream: 'word', subject_id: subjectOf(payload), type, payload }]),
  );
  if (!event) throw new Error('an appended event came back as none');
  return event;
}

/** One word of one column, however it is written. */
export const subjectOf = ({ source, field, word }: Omit<TaughtWord, 'means'>): string =>
  `${source}/${field}/${plainWord(word)}`;

function refuseUnentitled(user: User): void {
  if (hasRole(user, 'investigator') || hasRole(user, 'supervisor')) return;
  throw new Refusal(
    'word-not-entitled',
    '只有稽核人员和基金监督人员可以说明词的含义。',
    'Only investigators and supervisors may say what a word means.',
  );
}
