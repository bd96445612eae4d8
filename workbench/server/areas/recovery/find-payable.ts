import { businessDay } from '../../../../casework/business-day.ts';
import { caseIdOf } from '../../../../casework/case-number.ts';
import { type Debt, listDebts } from '../../../../casework/reads/money/list-debts.ts';
import type { User } from '../../../../casework/roles.ts';
import { statusOn } from '../../../../casework/states.ts';
import { maskName } from '../../../../core/mask.ts';
import type { PayableCase } from '../../../contract/recovery.ts';
import type { Desk } from '../../desk.ts';

const MOST = 12;

/** Debts by what a cashier types: a case number, its end, the number of a notice, the beginning of a name. */
export function findPayable({ ledger, office }: Desk, user: User, typed: string): PayableCase[] {
  const text = /^\d{1,8}$/.test(typed) ? caseIdOf(typed) : typed.toUpperCase();
  const today = businessDay(office.now());
  const page = { limit: MOST, offset: 0 };
  return listDebts(ledger, office.clocks, user, { view: 'all', text }, page).debts.map((debt) =>
    asPayable(debt, today),
  );
}

function asPayable(
  { case_id, debtor_name, township, status, milestones, outstanding_fen }: Debt,
  today: string,
): PayableCase {
  return {
    ...{ case_id, township, outstanding_fen },
    debtor_name: maskName(debtor_name),
    status_title: statusOn(status, milestones, today),
  };
}
