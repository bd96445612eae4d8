-- Grain: one row per case that `choice.wanted` leaves in: of a dimension it names only the cases with a value named there, of
-- one it does not name all. A value of null names no case. Run anew for every choice; the marts read its rows as
-- `mart.chosen_case`, which are all cases while nothing is named, as for the report.
select case_summary.*
from mart.case_summary as case_summary
where
    (
        not exists (select 1 from choice.wanted where dimension = 'source')
        or source_kind in (select value from choice.wanted where dimension = 'source')
    )
    and (
        not exists (select 1 from choice.wanted where dimension = 'batch')
        or coalesce(batch_id, 'none') in (select value from choice.wanted where dimension = 'batch')
    )
    and (
        not exists (select 1 from choice.wanted where dimension = 'township')
        or township in (select value from choice.wanted where dimension = 'township')
    )
    and (
        not exists (select 1 from choice.wanted where dimension = 'rule')
        or rule_id in (select value from choice.wanted where dimension = 'rule')
    )
    and (
        not exists (select 1 from choice.wanted where dimension = 'age')
        or age in (select value from choice.wanted where dimension = 'age')
    )
    and (
        not exists (select 1 from choice.wanted where dimension = 'strength')
        or strength in (select value from choice.wanted where dimension = 'strength')
    )
