import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { unpaidBackPayments, unpaidRefunds } from '../../case-state.ts';
import { loadCase } from '../../casebook/load-case.ts';
import { keptRows } from '../kept-rows.ts';
import { type Viewer, within } from '../scope.ts';

/** Money with its last signature that has not gone out, or came back: in fen, and whom it is for. */
export interface MoneyGoingOut {
  case_id: string;
  kind: 'refund' | 'back-payment';
  name: string;
  amount_fen: number;
  signed_on: string;
  /** Whoever asked for it does not pay it. */
  makers: readonly string[];
}

/** All that is signed and waits to be paid out in cases a viewer may see, the longest waiting first. */
export function listMoneyGoingOut(ledger: Ledger, viewer: Viewer): MoneyGoingOut[] {
  const { where, values } = within(viewer);
  return keptRows<{ case_id: string }>(
    ledger,
    `select case_id from case_state
     where (refund_due_fen > 0 or case_id in (select case_id from finding_state where direction = 'person'))
         and exists (
             select 1 from event
             where stream = 'case' and subject_id = case_state.case_id and type = 'DocumentProposed'
                 and payload ->> '$.document.kind' in ('refund', 'back-payment')
         ) and ${where}`,
    ...values,
  )
    .flatMap(({ case_id }) => ofCase(ledger, case_id))
    .toSorted((one, other) =>
      one.signed_on < other.signed_on ? -1 : Number(one.signed_on > other.signed_on),
    );
}

function ofCase(ledger: Ledger, case_id: string): MoneyGoingOut[] {
  const state = loadCase(ledger, case_id);
  if (state === null) return [];
  return [
    ...unpaidRefunds(state).map(
      ({ amount_fen, signed_on, makers }): MoneyGoingOut => ({
        ...{ case_id, kind: 'refund', name: state.debtor.name, amount_fen, signed_on, makers },
      }),
    ),
    ...unpaidBackPayments(state).map(
      ({ payee, amount_fen, signed_on, makers }): MoneyGoingOut => ({
        ...{ case_id, kind: 'back-payment', name: payee.name, amount_fen, signed_on, makers },
      }),
    ),
  ];
}
