-- Grain: one row per person whom no earlier month knows, where they are most of the batch and more than a few newcomers.
select township, file, row_no, name, resident_id, monthly_fen as value, '' as was, total_fen as fen
from main_line
where
    person_id not in (select person_id from last_line)
    and (select count(*) from last_line) >= $moved_least
    and (select count(*) from main_line) - (select count(*) from pair) > $heads_least
    and (select count(*) from pair) < $known_share * (select count(*) from main_line)
