import { businessDay } from '../../../../casework/business-day.ts';
import { deleteView, saveView } from '../../../../casework/queue/saved-views.ts';
import { countCases } from '../../../../casework/reads/cases/list-cases.ts';
import { countViews, listQueue, totalQueue } from '../../../../casework/reads/queue/list-queue.ts';
import { neighboursOf } from '../../../../casework/reads/queue/neighbours.ts';
import { fixSelection } from '../../../../casework/reads/queue/selection.ts';
import { listTownships } from '../../../../casework/reads/queue/townships.ts';
import { listViews } from '../../../../casework/reads/users/saved-views.ts';
import { listUsers } from '../../../../casework/reads/users/users.ts';
import { listBatches } from '../../../../casework/reads/waiting/batches.ts';
import { hasRole } from '../../../../casework/roles.ts';
import { QUEUE_VIEWS } from '../../../../core/words/views.ts';
import {
  queue as contract,
  PAGE_ROWS,
  queueAddress,
  readQueueAddress,
  writeQueueAddress,
} from '../../../contract/queue.ts';
import type { Asking } from '../../desk.ts';
import { implement } from '../../implement.ts';
import { throwRefused } from '../../refused.ts';
import { acts } from './acts.ts';
import { exportCases } from './export-cases.ts';
import { holdSelection } from './held-selections.ts';
import { withText } from './meant-cases.ts';
import { queueRowAnswers } from './queue-row-answer.ts';
import { filterOf, sortOf } from './queue-wish.ts';
import { ruleTitles } from './rule-titles.ts';

export const implementations = [
  implement(contract.list, async (asking, { body }) => {
    const { desk, user } = asking;
    const filter = await withText(asking, filterOf(desk, body.filter), body.text);
    const place = { sort: sortOf(body.filter), limit: PAGE_ROWS, offset: (body.page - 1) * PAGE_ROWS };
    const { rows, totals } = listQueue(desk.ledger, user, filter, place);
    if (body.text !== undefined && body.text !== '') noteSearch(asking, totals.cases, rows);
    const pages = Math.max(1, Math.ceil(totals.cases / PAGE_ROWS));
    return { rows: await queueRowAnswers(asking, rows), page: body.page, pages, totals };
  }),
  implement(contract.views, ({ desk, user }) => {
    const counts = countViews(desk.ledger, user, businessDay(desk.office.now()));
    return { views: QUEUE_VIEWS.map((view) => ({ view, count: counts[view] })) };
  }),
  implement(contract.filters, async ({ desk, user }) => {
    const titles = await ruleTitles(desk);
    return {
      rules: [...titles].map(([rule_id, { title, english }]) => ({
        rule_id,
        title: { zh: title, en: english },
      })),
      townships: listTownships(desk.ledger, user),
      batches: listBatches(desk.ledger).map(({ batch_id, title }) => ({ batch_id, title })),
    };
  }),
  implement(contract.neighbours, ({ desk, user }, { query }) => {
    const { case: caseId, ...wish } = query;
    const filter = filterOf(desk, wish);
    const found = neighboursOf(desk.ledger, user, filter, caseId, sortOf(wish));
    if (found.index !== null) return found;
    // a case that was taken has left the waiting ones: what comes next is the first that still waits
    const [first] = listQueue(desk.ledger, user, filter, { sort: sortOf(wish), limit: 1 }).rows;
    return { ...found, next: first?.case_id ?? null };
  }),
  implement(contract.savedViews, ({ desk, user }) => ({
    views: listViews(desk.ledger, user.user_id).map(({ view_id, title, query }) => {
      const filter = filterOf(desk, queueAddress.parse(readQueueAddress(query)));
      return { view_id, title, query, count: totalQueue(desk.ledger, user, filter).cases };
    }),
  })),
  implement(contract.saveView, ({ desk, user }, { body }) => {
    // only what an address may say is kept: no name, no number
    const query = writeQueueAddress(readQueueAddress(body.query));
    return saveView(desk.ledger, user.user_id, { title: body.title, query }, desk.office.now());
  }),
  implement(contract.deleteView, ({ desk, user }, { params }) => {
    const refusal = deleteView(desk.ledger, user.user_id, params.view_id);
    if (refusal !== null) throwRefused(refusal);
    return undefined;
  }),
  implement(contract.fixSelection, async (asking, { body }) => {
    const { desk, user, session } = asking;
    const filter = await withText(asking, filterOf(desk, body.filter), body.text);
    const fixed = fixSelection(desk.ledger, user, filter);
    if (!fixed.ok) throwRefused(fixed.refusal);
    const cases = fixed.case_ids.map((case_id, place) => ({ case_id, seq: fixed.seqs[place] ?? 0 }));
    return { ...fixed.totals, selection_id: holdSelection(session, cases) };
  }),
  implement(contract.assignees, ({ desk, user }) => ({
    people: listUsers(desk.ledger)
      .filter((one) => hasRole(one, 'investigator'))
      .map(({ user_id, display_name }) => ({
        user_id,
        display_name,
        held: countCases(desk.ledger, user, { assignee: user_id, status: ['investigating'] }),
      })),
  })),
  implement(contract.export, async (asking, { body }) => {
    const filter = await withText(asking, filterOf(asking.desk, body.filter), body.text);
    return exportCases(asking, filter, { ...body, sort: sortOf(body.filter) });
  }),
  ...acts,
];

/** A search is a look for somebody: whom it found is written down, never what was typed. */
const NAMED_IN_LOG = 5;

function noteSearch(asking: Asking, count: number, rows: readonly { case_id: string }[]): void {
  const cases = rows.slice(0, NAMED_IN_LOG).map((row) => row.case_id);
  asking.letOut({
    kind: 'ListRead',
    subject: 'queue-search',
    detail: { found: count, cases: count <= NAMED_IN_LOG ? cases.join(' ') : null },
  });
}
