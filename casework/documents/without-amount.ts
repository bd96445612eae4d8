import type { CaseState } from '../case-state.ts';
import { refuse, throwRefusal } from '../refusals.ts';

/** Throws a `Refusal` where nobody has said an amount yet, for the fund or for the person: no paper is handed out then. */
export function refuseWithoutAmount({ amounts, back_payments }: CaseState): void {
  if (amounts.length + back_payments.length === 0) throwRefusal(refuse('no-amount'));
}
