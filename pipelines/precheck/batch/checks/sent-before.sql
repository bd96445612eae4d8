-- Grain: one row per line that an earlier roster carries already, where they are many.
with known as (
    select batch_line.*, max(earlier_line.file) as was_file
    from batch_line
    inner join earlier_line
        on
            earlier_line.person_id = batch_line.person_id
            and earlier_line.month = batch_line.month
            and earlier_line.monthly_fen = batch_line.monthly_fen
    group by all
)
select township, file, row_no, name, resident_id, total_fen as value, was_file as was, total_fen as fen
from known
where
    (select count(*) from known) >= $moved_least
    and (select count(*) from known) >= $same_share * (select count(*) from batch_line)
