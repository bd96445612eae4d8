-- Grain: one row per line that is said to be paid, of a file that the published night has received already.
select township, file, row_no, name, resident_id, total_fen as value, '' as was, total_fen as fen
from batch_line
where
    coalesce(state, 'paid') = 'paid'
    and (select max(hash) from main.file) in (select hash from before.main.file)
