-- Grain: one row per line whose total is more than its parts, or a fraction of them.
with untied as (
    select * from batch_line
    where
        parts_fen is not null
        and (
            total_fen > parts_fen + arrears_fen
            or total_fen * $line_factor < parts_fen + arrears_fen - deduction_fen
        )
)
select township, file, row_no, name, resident_id, total_fen as value, parts_fen + arrears_fen as was, total_fen as fen
from untied
where (select count(*) from untied) <= greatest($moved_least, $untied_share * (select count(*) from batch_line))
