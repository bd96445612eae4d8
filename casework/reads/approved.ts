/**
 * Whether the amount of a row of `case_state` was signed. Only a case found true may hold one that merely waits for its
 * signatures; everywhere else the amount in force is an approved one.
 */
export const IS_APPROVED = `(case_state.status <> 'substantiated' or exists (
    select 1 from event where stream = 'case' and subject_id = case_state.case_id
        and type = 'StepApproved' and payload ->> '$.is_final' = 1))`;
