-- Grain: one row per line far from what the same person drew last.
select township, file, row_no, name, resident_id, monthly_fen as value, was_fen as was, total_fen as fen
from pair
where
    abs(monthly_fen - was_fen) >= $line_least_fen
    and (monthly_fen > $line_factor * was_fen or monthly_fen * $line_factor < was_fen)
