import type { CaseAnswer } from '../../../../contract/case.ts';
import type { DebtorDraft, Draft } from './draft.ts';

/** Whom the draft means: until somebody chooses, the one whom the case has named already. */
export function debtorIn(
  { debtor: named }: Pick<CaseAnswer, 'debtor'>,
  { debtor }: Pick<Draft, 'debtor'>,
): DebtorDraft | null {
  return debtor ?? (named.relation === 'self' ? null : { kind: 'kept' });
}
