-- Grain: one row per person in the household register.
select
    row_id as record_id,
    person_id,
    household_no,
    relation,
    coalesce(
        not (state like '%注销%' or state like '%死亡%' or state like '%迁出%' or state like '%销户%'), true
    ) as is_active,
    former_name,
    former_resident_id,
    match_strength
from staged.household
