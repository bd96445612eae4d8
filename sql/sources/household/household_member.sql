-- Grain: one row per person in the household register.
select
    row_id as record_id,
    person_id,
    household_no,
    relation,
    former_name,
    former_resident_id,
    match_strength
from staged.household
