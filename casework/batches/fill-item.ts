import { appendEvent, readSubject } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { authorOf } from '../author.ts';
import type { Office } from '../office.ts';
import { refuseFilling } from './item-steps.ts';
import type { ItemFilled } from './items.ts';
import { type ItemResult, reachItem } from './move-item.ts';
import { projectItems } from './project-items.ts';

/** Enters what a visit found out, for columns that no event of a case answers. */
export function fillItem(
  ledger: Ledger,
  office: Office,
  request: { user: string; via: string; batch_id: string } & ItemFilled,
): ItemResult {
  return inTransaction(ledger, (): ItemResult => {
    const { batch_id, item_number, values } = request;
    const found = reachItem(ledger, request.user, batch_id, item_number);
    if (!found.ok) return found;
    const refusal = refuseFilling(found.user, found.item);
    if (refusal !== null) return { ok: false, refusal };
    const payload: ItemFilled = { item_number, values };
    const event = appendEvent(ledger, authorOf(office, request), {
      stream: 'batch',
      subject_id: batch_id,
      type: 'ItemFilled',
      payload,
    });
    projectItems(ledger, event, () => null);
    return { ok: true, item: found.item };
  });
}

/** What was last filled in for each item of a batch. */
export function filledItems(ledger: Ledger, batchId: string): Map<number, Record<string, string>> {
  const filled = new Map<number, Record<string, string>>();
  for (const { type, payload } of readSubject(ledger, 'batch', batchId)) {
    if (type !== 'ItemFilled') continue;
    const { item_number, values } = payload as ItemFilled;
    filled.set(item_number, { ...filled.get(item_number), ...values });
  }
  return filled;
}
