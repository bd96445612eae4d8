import { takeNext } from '../../casework/queue/take-next.ts';
import { trustTable } from '../../casework/reads/findings/trust.ts';
import { countViews, listQueue } from '../../casework/reads/queue/list-queue.ts';
import { neighboursOf } from '../../casework/reads/queue/neighbours.ts';
import type { QueueFilter } from '../../casework/reads/queue/queue-filter.ts';
import { QUEUE_ORDERS } from '../../casework/reads/queue/queue-order.ts';
import { fixSelection } from '../../casework/reads/queue/selection.ts';
import { loadUser } from '../../casework/reads/users/users.ts';
import type { SampleOffice } from '../../tests/support/sample-office.ts';
import { report, timed } from './measure-reads.ts';

const TODAY = '2022-10-10';
const TURNS = 15;

const FILTERS: Record<string, QueueFilter> = {
  everything: { view: 'all' },
  unassigned: { view: 'unassigned' },
  'last night': { view: 'new', today: TODAY },
  mine: { view: 'mine' },
  overdue: { view: 'overdue', today: '2022-12-01' },
  'handed down': { view: 'handed-down' },
  'two rules': { rules: ['deceased/paid-after-death', 'imprisonment/paid-while-imprisoned'] },
  township: { townships: ['竹园镇', '虹溪镇'] },
  state: { statuses: ['part_repaid'] },
  strength: { strengths: ['confirmed'] },
  amount: { from_fen: 25_000, to_fen: 30_000 },
  'found on': { found_from: '2022-10-01', found_to: '2022-10-31' },
  'part of a name': { text: '试一' },
  pinyin: { text: 'ceshiyi' },
  initials: { text: 'csy' },
  'last digits': { text: '4321' },
  'last three digits': { text: '321' },
  'case number': { text: 'C00012345' },
  'notice number': { text: '测〔2022〕777号' },
  'nothing found': { text: '欧阳' },
};

/** Lists, counts and searches of the queue; each must be back well within 150 ms. */
export function measureQueue(sample: SampleOffice): void {
  const { ledger, office } = sample;
  const viewer = loadUser(ledger, 'li');
  const clerk = loadUser(ledger, 'zhen');
  if (viewer === null || clerk === null) throw new Error('the sample office has an investigator and a clerk');
  for (const [name, filter] of Object.entries(FILTERS)) {
    report(
      `queue by ${name} (limit 150 ms)`,
      timed(TURNS, () => listQueue(ledger, viewer, filter, { limit: 50 })),
    );
  }
  for (const sort of QUEUE_ORDERS) {
    report(
      `everything ordered by ${sort}`,
      timed(TURNS, () => listQueue(ledger, viewer, {}, { sort, limit: 50 })),
    );
  }
  report(
    'the last page of everything',
    timed(TURNS, () => listQueue(ledger, viewer, {}, { limit: 50, offset: 99_950 })),
  );
  report(
    'everything of one township',
    timed(TURNS, () => listQueue(ledger, clerk, {}, { limit: 50 })),
  );
  report(
    'counts of the views',
    timed(TURNS, () => countViews(ledger, viewer, TODAY)),
  );
  report(
    'neighbours among the unassigned',
    timed(TURNS, () => neighboursOf(ledger, viewer, { view: 'unassigned' }, 'C00010003')),
  );
  report(
    'neighbours among all',
    timed(TURNS, () => neighboursOf(ledger, viewer, {}, 'C00010003')),
  );
  report(
    'fixing a selection',
    timed(TURNS, () => fixSelection(ledger, viewer, { view: 'unassigned', townships: ['竹园镇'] })),
  );
  let taken = 0;
  report(
    'taking the next case, with trust reckoned anew',
    timed(TURNS, () => {
      taken += 1;
      const filter = { view: 'unassigned' as const };
      const outcome = takeNext(ledger, office, { key: `take-${taken}`, user: 'li', via: 'bench', filter });
      if (!outcome.ok) throw new Error(outcome.refusal.en);
      trustTable(ledger);
    }),
  );
  console.log(`groups that speak for themselves: ${trustTable(ledger).spans.length}`);
}
