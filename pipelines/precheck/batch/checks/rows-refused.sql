-- Grain: one row per line of the batch that could not be read or waits for the meaning of a word.
select '' as township, cast(null as varchar) as file, row_no, '' as name, '' as resident_id, zh as value, '' as was, 0 as fen
from main.refused
union all
select '', null, row_id % 100000000, '', '', word, '', 0
from main.held
