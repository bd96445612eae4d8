-- Grain: one row per item of a batch handed down. The family names the rules that could bear the suspicion out.
select
    row_id as record_id,
    person_id,
    coalesce(batch, file_name) as batch,
    item_no,
    kind as kind_text,
    coalesce(kind_means, '') as family,
    alleged_on,
    coalesce(alleged_on_month, from_month) as alleged_month,
    amount_fen,
    due_on as answer_due_on,
    match_strength
from staged.suspect_list
