-- Grain: one row per line of a batch that differs from last month's roster in no person and no fen.
with unlike as (
    select person_id, monthly_fen from main_line
    except
    select person_id, monthly_fen from expected_line
    union all
    (select person_id, monthly_fen from expected_line
    except
    select person_id, monthly_fen from main_line)
)
select township, file, row_no, name, resident_id, monthly_fen as value, was_fen as was, total_fen as fen
from pair
where (select count(*) from main_line) >= $unchanged_least and (select count(*) from unlike) = 0
