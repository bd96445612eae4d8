import type { MoneyColumn } from '../../money-columns.ts';

/**
 * Whether the amount of a row of `case_state` was signed. Only a case found true may hold one that merely waits for its
 * signatures; everywhere else the amount in force is an approved one. The last decision or revocation that was signed to the
 * end tells: what was signed before a revocation counts no more, and a payment to the person is another matter.
 */
export const IS_APPROVED = `(case_state.status <> 'substantiated' or coalesce((
    select proposed.payload ->> '$.document.kind'
    from event as signed
    inner join event as proposed on proposed.stream = 'case' and proposed.subject_id = signed.subject_id
        and proposed.type = 'DocumentProposed'
        and proposed.payload ->> '$.document.document_id' = signed.payload ->> '$.document_id'
    where signed.stream = 'case' and signed.subject_id = case_state.case_id
        and signed.type = 'StepApproved' and signed.payload ->> '$.is_final' = 1
        and proposed.payload ->> '$.document.kind' in ('decision', 'revocation')
    order by signed.seq desc
    limit 1), 'none') = 'decision')`;

/** A column of money of a case, of what was signed: an amount that waits for its signatures is assessed and owed nowhere. */
export function signedMoney(column: MoneyColumn): string {
  if (column !== 'assessed_fen' && column !== 'outstanding_fen') return column;
  return `${column} - case when ${IS_APPROVED} then 0 else assessed_fen end`;
}
