-- Grain: one row per line of last month of a township that the batch leaves out.
select township, file, row_no, name, resident_id, '' as value, amount_fen as was, amount_fen as fen
from expected_line
where coalesce(township, '') in (select township from township_pair where heads = 0 and was_heads >= $moved_least)
