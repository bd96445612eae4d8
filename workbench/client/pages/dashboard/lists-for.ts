import { PAST_TERM } from '../../../../casework/states.ts';
import type { Choice, Shown } from './dashboard-address.ts';

/** States in which the queue shows what became of a case. */
const STATUSES_OF: Readonly<Record<string, string>> = {
  unfounded: 'unfounded',
  unverifiable: 'unverifiable',
  undecided: 'new,investigating',
  overdue: PAST_TERM.join(','),
};

/**
 * The pages on which the same rows can be worked with. Only where their filters mean exactly these cases: over all time,
 * with nothing chosen that those pages do not know.
 */
export function listsFor(choice: Choice, shown: Shown): { page: 'queue' | 'ledger'; to: string }[] {
  const all = { ...choice, ...shown };
  const isBeyond = [all.source, all.age, all.strength, all.month].some((value) => value !== undefined);
  if (choice.period !== 'all' || isBeyond) return [];
  const { figure, township, rule, batch } = all;
  const lists: { page: 'queue' | 'ledger'; to: string }[] = [];
  const status = STATUSES_OF[figure ?? ''];
  if (status !== undefined || figure === 'found') {
    const query = new URLSearchParams({ view: 'all' });
    if (status !== undefined) query.set('status', status);
    if (township !== undefined) query.set('township', township);
    if (rule !== undefined) query.set('rule', rule);
    if (batch !== undefined && batch !== 'none') query.set('batch', batch);
    if (batch !== 'none') lists.push({ page: 'queue', to: `/queue?${query}` });
  }
  const isOwed = figure === 'owed' || figure === 'outstanding';
  if ((figure === 'assessed' || isOwed) && rule === undefined && batch === undefined) {
    const query = new URLSearchParams(isOwed ? { view: 'open' } : {});
    if (township !== undefined) query.set('township', township);
    lists.push({ page: 'ledger', to: `/ledger?${query}` });
  }
  return lists;
}
