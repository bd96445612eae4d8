-- Grain: one row per person holding a disability certificate.
select
    row_id as record_id,
    person_id,
    case
        when grade like '%一%' or grade like '%二%' or grade like '%1%' or grade like '%2%' or grade like '%重%' then 'severe-disability'
        else 'moderate-disability'
    end as kind,
    grade,
    valid_from_month,
    valid_to_month,
    match_strength
from staged.disabled_list
