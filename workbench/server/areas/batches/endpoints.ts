import { assignItems, moveItem, openCaseForItem } from '../../../../casework/batches/move-item.ts';
import { ATTRIBUTION_RULE } from '../../../../casework/history/sources.ts';
import { listUsers } from '../../../../casework/reads/users/users.ts';
import { openBatch } from '../../../../casework/reads/waiting/batches.ts';
import { hasOneOf, INVESTIGATORS } from '../../../../casework/roles.ts';
import { ITEM_TITLES } from '../../../../core/words/items.ts';
import { fillInForm } from '../../../../reports/feedback/batch-form.ts';
import { batches as contract } from '../../../contract/batches.ts';
import { implement } from '../../implement.ts';
import { throwRefused } from '../../refused.ts';
import { listBatchRows } from './list-batch-rows.ts';
import { listItemRows } from './list-item-rows.ts';
import { listUnregistered, registerBatch } from './register-batch.ts';
import { showSheet } from './show-sheet.ts';
import { takeFeedback } from './take-feedback.ts';

export const implementations = [
  implement(contract.list, async ({ desk }) => ({
    batches: await listBatchRows(desk),
    attribution: ATTRIBUTION_RULE,
    unregistered: await listUnregistered(desk),
    investigators: listUsers(desk.ledger)
      .filter((user) => hasOneOf(user, INVESTIGATORS))
      .map(({ user_id, display_name }) => ({ user_id, display_name })),
  })),
  implement(contract.register, (asking, { body }) => registerBatch(asking, body)),
  implement(contract.read, async (asking, { params }) => {
    const { desk, user } = asking;
    const found = openBatch(desk.ledger, params.batch_id);
    asking.letOut({
      kind: 'ListRead',
      subject: params.batch_id,
      detail: { list: 'batch' },
    });
    const items = await listItemRows(desk, user, params.batch_id);
    const count = (answer: string | null) => items.filter((item) => item.answer === answer).length;
    const batch = (await listBatchRows(desk)).find(({ batch_id }) => batch_id === params.batch_id);
    if (batch === undefined) throw new Error(`batch ${params.batch_id} has no totals`);
    return {
      batch,
      file: found.file,
      items,
      is_complete: batch.answered === batch.items,
      totals: {
        supported: count('supported'),
        not_supported: count('not-supported'),
        cannot_match: count('cannot-match'),
        waiting: count(null),
      },
    };
  }),
  implement(contract.move, ({ desk, user, via }, { params, body }) => {
    const { move, assignee, outcome, reason } = body;
    const result = moveItem(desk.ledger, desk.office, {
      user: user.user_id,
      via,
      ...params,
      move,
      ...(assignee === undefined ? {} : { assignee }),
      ...(outcome === undefined ? {} : { outcome }),
      ...(reason === undefined ? {} : { reason }),
    });
    if (!result.ok) throwRefused(result.refusal);
    return { status_title: ITEM_TITLES[result.item.status] };
  }),
  implement(contract.assign, ({ desk, user, via }, { params, body }) => {
    const done = assignItems(desk.ledger, desk.office, { user: user.user_id, via, ...params, ...body });
    const [first] = done.left_out;
    if (done.assigned === 0 && first !== undefined) throwRefused(first.refusal);
    return {
      assigned: done.assigned,
      left_out: done.left_out.map(({ item_number, refusal: { zh, en } }) => ({ item_number, zh, en })),
    };
  }),
  implement(contract.sheet, (asking, { params }) => showSheet(asking, params.batch_id)),
  implement(contract.fill, ({ desk, user, via }, { params, body }) => {
    const request = { user: user.user_id, via, ...params };
    const done = fillInForm(desk.ledger, desk.office, request, { [body.field]: body.value });
    if (!done.ok) throwRefused(done.refusal);
    return { item_number: params.item_number };
  }),
  implement(contract.openCase, ({ desk, user, via }, { params }) => {
    const result = openCaseForItem(desk.ledger, desk.office, { user: user.user_id, via, ...params });
    if (!result.ok) throwRefused(result.refusal);
    return { case_id: result.item.case_id ?? '' };
  }),
  implement(contract.feedback, (asking, { params }) => takeFeedback(asking, params.batch_id)),
];
