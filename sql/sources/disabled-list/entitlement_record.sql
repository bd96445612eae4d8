-- Grain: one row per person holding a disability certificate. A list that gives no grade says of nobody that it is severe.
select
    row_id as record_id,
    person_id,
    coalesce(grade_means, 'moderate-disability') as kind,
    grade,
    valid_from_month,
    valid_to_month,
    match_strength
from staged.disabled_list
