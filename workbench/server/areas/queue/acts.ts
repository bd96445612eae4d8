import { actOnSelection, type Skipped } from '../../../../casework/queue/act-on-selection.ts';
import { takeNext } from '../../../../casework/queue/take-next.ts';
import { undoSelection } from '../../../../casework/queue/undo-selection.ts';
import { totalQueue } from '../../../../casework/reads/queue/list-queue.ts';
import { queue as contract, type Done } from '../../../contract/queue.ts';
import { implement } from '../../implement.ts';
import { throwRefused } from '../../refused.ts';
import { heldSelection } from './held-selections.ts';
import { filterOf, sortOf } from './queue-wish.ts';

/** What is done from the queue: to one case that is taken, to many that are ticked. */
export const acts = [
  implement(contract.takeNext, ({ desk, user, via }, { body }) => {
    const filter = filterOf(desk, body.filter);
    const outcome = takeNext(desk.ledger, desk.office, {
      key: body.key,
      user: user.user_id,
      via,
      filter,
      sort: sortOf(body.filter),
    });
    if (!outcome.ok) throwRefused(outcome.refusal);
    return { case_id: outcome.state.case_id, total: totalQueue(desk.ledger, user, filter).cases };
  }),
  implement(contract.act, ({ desk, user, via, session }, { body }) => {
    const { chosen } = body;
    const outcome = actOnSelection(desk.ledger, desk.office, {
      key: body.key,
      user: user.user_id,
      via,
      cases: 'cases' in chosen ? chosen.cases : heldSelection(session, chosen.selection_id, chosen.without),
      move: body.act,
      input: body.act === 'assign' ? { assignee: body.assignee ?? '' } : {},
    });
    return told(outcome.done, outcome.skipped, outcome.undo?.key ?? null);
  }),
  implement(contract.undo, ({ desk, user, via }, { body }) => {
    const outcome = undoSelection(desk.ledger, desk.office, {
      key: body.key,
      undoes: body.undo_id,
      user: user.user_id,
      via,
    });
    if (!outcome.ok) throwRefused(outcome.refusal);
    return told(outcome.done, outcome.skipped, null);
  }),
];

function told(done: readonly string[], skipped: readonly Skipped[], undoId: string | null): Done {
  return {
    done_count: done.length,
    skipped: skipped.map(({ case_id, zh, en }) => ({ case_id, reason: { zh, en } })),
    undo_id: undoId,
  };
}
