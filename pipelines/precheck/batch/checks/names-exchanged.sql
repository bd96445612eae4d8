-- Grain: one row per person under what was another person's name last month, where that one has another name now.
select pair.township, pair.file, pair.row_no, pair.name, pair.resident_id, concat(left(pair.name, 1), '**') as value,
    concat(left(pair.was_name, 1), '**') as was, pair.total_fen as fen
from pair
where
    pair.name <> pair.was_name
    and exists (
        select 1
        from pair as other
        where other.person_id <> pair.person_id and other.was_name = pair.name and other.name = pair.was_name
    )
