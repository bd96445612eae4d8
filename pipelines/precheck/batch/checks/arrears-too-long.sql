-- Grain: one row per line with arrears of more months than anybody is owed, or than the line itself says.
select township, file, row_no, name, resident_id, arrears_fen as value, monthly_fen as was, total_fen as fen
from batch_line
where
    arrears_fen > 0 and monthly_fen > 0
    and (
        arrears_fen > $arrears_months * monthly_fen
        or arrears_fen > $line_factor * arrears_month_count * monthly_fen
    )
