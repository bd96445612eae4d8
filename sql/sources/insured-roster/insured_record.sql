-- Grain: one row per person on a roster of the insured.
select
    row_id as record_id,
    person_id,
    coalesce(status_means, 'insured') as status,
    insured_on_month as insured_month,
    contribution_years,
    deemed_years,
    match_strength
from staged.insured_roster
