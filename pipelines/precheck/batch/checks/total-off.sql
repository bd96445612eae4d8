-- Grain: one row per changed line of a township whose mean changed beyond the bounds.
select township, file, row_no, name, resident_id, regular_fen as value, was_fen as was, total_fen as fen
from pair
where
    regular_fen <> was_fen
    and coalesce(township, '') in (
        select township from township_pair
        where
            was_heads >= $moved_least and heads > 0
            and abs(mean_fen - was_mean_fen) > $mean_share * was_mean_fen
    )
