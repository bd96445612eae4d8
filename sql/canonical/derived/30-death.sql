-- Grain: one row per person reported dead: the best-ranked report (DOMAIN: medical certificate, police, court, village,
-- then the dates that only bound the death from above), among the reports with the strongest link.
with

standing as (
    select
        record_id,
        person_id,
        died_on,
        died_month,
        source_kind,
        is_upper_bound,
        match_strength,
        case match_strength when 'confirmed' then 1 when 'probable' then 2 else 3 end as strength_rank,
        case source_kind
            when 'medical' then 1
            when 'police' then 2
            when 'court' then 3
            when 'village' then 4
            when 'cremation' then 5
            else 6
        end as source_rank
    from canonical.death_record
    where not is_revoked
),

ranked as (
    select
        *,
        row_number() over (
            partition by person_id
            order by
                strength_rank,
                source_rank,
                case when is_upper_bound then 1 else 0 end,
                case when died_on is null then 1 else 0 end,
                died_month,
                record_id
        ) as place,
        count(*) over (partition by person_id) as record_count,
        min(died_month) over (partition by person_id) as earliest_month,
        max(died_month) over (partition by person_id) as latest_month
    from standing
)

select
    person_id,
    record_id,
    died_on,
    died_month,
    source_kind,
    is_upper_bound,
    record_count,
    earliest_month,
    latest_month,
    match_strength
from ranked
where place = 1
