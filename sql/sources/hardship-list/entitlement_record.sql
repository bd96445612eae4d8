-- Grain: one row per person on a minimum-living or destitute list.
select
    row_id as record_id,
    person_id,
    case
        when kind like '%特困%' or kind like '%五保%' or kind like '%供养%' then 'destitute'
        else 'minimum-living'
    end as kind,
    kind as grade,
    valid_from_month,
    valid_to_month,
    match_strength
from staged.hardship_list
