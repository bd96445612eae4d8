-- Grain: one row per person on a minimum-living or destitute list.
select
    row_id as record_id,
    person_id,
    kind_means as kind,
    kind as grade,
    valid_from_month,
    valid_to_month,
    match_strength
from staged.hardship_list
