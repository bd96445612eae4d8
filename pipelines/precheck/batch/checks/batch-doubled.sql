-- Grain: one row per line that stands in the batch a second time.
select township, file, row_no, name, resident_id, total_fen as value, cast(first_row as bigint) as was, total_fen as fen
from (
    select
        *,
        min(row_no) over same as first_row,
        row_number() over (same order by row_id) as place
    from batch_line
    window same as (partition by person_id, month, total_fen, account_no, is_arrears)
)
where place > 1
