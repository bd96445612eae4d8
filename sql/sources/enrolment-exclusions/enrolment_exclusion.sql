-- Grain: one row per person of whom the list says why they need not be insured here.
select
    row_id as record_id,
    person_id,
    ground_means as ground,
    match_strength
from staged.enrolment_exclusions
