-- Grain: one row per person paid to what was another person's account last month, where that one is paid elsewhere now.
select pair.township, pair.file, pair.row_no, pair.name, pair.resident_id, concat('…', right(pair.account_no, 4)) as value,
    concat('…', right(pair.was_account_no, 4)) as was, pair.total_fen as fen
from pair
where
    pair.account_no <> pair.was_account_no
    and exists (
        select 1
        from pair as other
        where other.person_id <> pair.person_id and other.was_account_no = pair.account_no and other.account_no <> other.was_account_no
    )
    -- a couple of one account stays one
    and not exists (
        select 1
        from last_line as sharer
        where sharer.person_id <> pair.person_id and sharer.account_no = pair.was_account_no
    )
