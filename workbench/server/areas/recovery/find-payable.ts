import { caseIdOf } from '../../../../casework/case-number.ts';
import { type Debt, listDebts } from '../../../../casework/reads/list-debts.ts';
import type { User } from '../../../../casework/roles.ts';
import { STATUS_TITLES } from '../../../../casework/states.ts';
import { maskName } from '../../../../core/mask.ts';
import type { PayableCase } from '../../../contract/recovery.ts';
import type { Desk } from '../../desk.ts';

const MOST = 12;

/** Debts by what a cashier types: a case number, its end, the number of a notice, the beginning of a name. */
export function findPayable({ ledger, office }: Desk, user: User, typed: string): PayableCase[] {
  const text = /^\d{1,8}$/.test(typed) ? caseIdOf(typed) : typed.toUpperCase();
  const page = { limit: MOST, offset: 0 };
  return listDebts(ledger, office.clocks, user, { view: 'all', text }, page).debts.map(asPayable);
}

function asPayable({ case_id, debtor_name, township, status, outstanding_fen }: Debt): PayableCase {
  return {
    ...{ case_id, township, outstanding_fen },
    debtor_name: maskName(debtor_name),
    status_title: STATUS_TITLES[status],
  };
}
