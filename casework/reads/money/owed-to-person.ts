/** What the findings of a case say is owed to its person, in fen, beside a row of `case_state`; part of no claim. */
export const OWED_TO_PERSON =
  'coalesce((select queue.owed_to_person_fen from case_queue as queue where queue.case_id = case_state.case_id), 0)';
