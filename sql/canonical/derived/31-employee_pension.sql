-- Grain: one row per person who draws, or drew, an employee-scheme pension of their own: from when to when.
-- A person who is only insured there, a survivor's benefit and a lump sum are not in it; a pension that was suspended
-- or ended is, as long as it is known until when it was paid.
with

own_pension as (
    select * from canonical.employee_pension_record
    where
        (amount_fen is null or amount_fen > 0)
        and (status = 'drawing' or (status in ('suspended', 'ended') and end_month is not null))
),

spell as (
    select
        person_id,
        min(record_id) as record_id,
        min(scheme) as scheme,
        min(coalesce(start_month, month)) as start_month,
        -- a list without an end means "still drawing"; monthly payments end with the last one received
        case
            when sum(case when month is null and end_month is null and status = 'drawing' then 1 else 0 end) > 0 then null
            else max(coalesce(end_month, month))
        end as end_month,
        max(case match_strength when 'confirmed' then 1 when 'probable' then 2 else 3 end) as strength_rank
    from own_pension
    group by person_id
)

select
    person_id,
    record_id,
    scheme,
    start_month,
    end_month,
    case strength_rank when 1 then 'confirmed' when 2 then 'probable' else 'possible' end as match_strength
from spell
where start_month is not null
