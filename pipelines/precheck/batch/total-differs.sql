-- Grain: one row per line that may be behind the difference between a stated total and the lines: of exactly that sum, or
-- changed by it, or gone since last month; where there is none, the lines that changed the most.
with candidate as (
    select township, file, row_no, name, resident_id, total_fen as value, cast(null as bigint) as was, total_fen as fen,
        total_fen = abs($difference_fen) as is_exact, abs(total_fen) as size
    from batch_line
    where person_id not in (select person_id from last_line) or total_fen = abs($difference_fen)
    union all
    select township, file, row_no, name, resident_id, monthly_fen, was_fen, total_fen,
        abs(monthly_fen - was_fen) = abs($difference_fen), abs(monthly_fen - was_fen)
    from pair
    where monthly_fen <> was_fen
    union all
    select township, file, row_no, name, resident_id, null, amount_fen, amount_fen,
        amount_fen = abs($difference_fen), amount_fen
    from expected_line
    where person_id not in (select person_id from main_line)
)
select township, file, row_no, name, resident_id, value, was, fen
from candidate
where is_exact or not exists (select 1 from candidate where is_exact)
order by size desc, file nulls first, row_no
limit 20
