-- Grain: one row per insured person who stands in the household register.
select distinct
    insured_record.person_id
from canonical.insured_record as insured_record
inner join canonical.household_member as household_member on household_member.person_id = insured_record.person_id
