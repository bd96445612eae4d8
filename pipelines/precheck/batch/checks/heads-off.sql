-- Grain: one row per person who came or went in a township whose heads changed beyond the bounds.
with off as (
    select * from township_pair
    where
        heads > 0 and abs(heads - was_heads) > greatest($heads_least, $heads_share * was_heads)
        and (select count(*) from expected_line) > 0
)
select township, file, row_no, name, resident_id, monthly_fen as value, '' as was, total_fen as fen
from main_line
where
    coalesce(township, '') in (select township from off where heads > was_heads)
    and person_id not in (select person_id from expected_line as other where coalesce(other.township, '') = coalesce(main_line.township, ''))
union all
select township, file, row_no, name, resident_id, '', amount_fen, amount_fen
from expected_line
where
    coalesce(township, '') in (select township from off where heads < was_heads)
    and person_id not in (select person_id from main_line as other where coalesce(other.township, '') = coalesce(expected_line.township, ''))
