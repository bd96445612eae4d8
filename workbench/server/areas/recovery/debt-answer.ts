import type { Debt } from '../../../../casework/reads/money/list-debts.ts';
import { statusOn } from '../../../../casework/states.ts';
import { daysBetween } from '../../../../core/dates.ts';
import { maskName } from '../../../../core/mask.ts';
import type { DebtRow } from '../../../contract/recovery.ts';

/** A debt as the list shows it: names masked, the next date with how late it is. */
export function debtAnswer(debt: Debt, today: string): DebtRow {
  const { next, name, debtor_name, milestones, ...rest } = debt;
  const isLate = next !== null && debt.outstanding_fen > 0 && next.due_on < today;
  return {
    ...rest,
    debtor_name: maskName(debtor_name),
    is_beneficiary: debtor_name === name,
    status_title: statusOn(debt.status, milestones, today),
    next_on: next?.due_on ?? null,
    next_fen: next?.amount_fen ?? null,
    days_late: isLate ? daysBetween(next.due_on, today) : null,
  };
}
