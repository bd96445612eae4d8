-- Grain: one row per passed certification of a person after the day of death.
with

certification as (
    -- data compared for many people at once saw nobody, so it contradicts nothing
    select record_id, person_id, certified_on, certified_month, channel, is_in_person, match_strength
    from canonical.certification
    where is_passed and not is_batch and channel <> 'data-comparison'
),

death as (
    select record_id, person_id, died_on, died_month, source_kind, is_upper_bound, match_strength
    from canonical.death
),

certified_after_death as (
    select
        certification.record_id,
        certification.person_id,
        certification.certified_on,
        certification.certified_month,
        certification.channel,
        certification.is_in_person,
        death.record_id as death_record_id,
        death.died_on,
        death.died_month,
        death.source_kind,
        death.is_upper_bound,
        death.match_strength
    from certification
    inner join death on death.person_id = certification.person_id
    where
        certification.certified_on > death.died_on
        -- where one side knows the month only, nothing within the month of death can be told apart
        or ((certification.certified_on is null or death.died_on is null) and certification.certified_month > death.died_month)
),

seen_in_person as (
    select distinct person_id
    from certified_after_death
    where is_in_person
)

select
    certified_after_death.person_id,
    'death' as occurrence_key,
    certified_after_death.certified_month as month,
    cast(null as bigint) as amount_fen,
    certified_after_death.record_id as line_id,
    certified_after_death.death_record_id as counter_id,
    certified_after_death.match_strength,
    certified_after_death.died_on as fact_died_on,
    certified_after_death.died_month as fact_died_month,
    certified_after_death.source_kind as fact_source_kind,
    certified_after_death.is_upper_bound as fact_is_upper_bound,
    certified_after_death.certified_on as fact_certified_on,
    certified_after_death.certified_month as fact_certified_month,
    certified_after_death.channel as fact_channel,
    -- one certification in person is enough to doubt the death record
    seen_in_person.person_id is not null as fact_is_in_person
from certified_after_death
left join seen_in_person on seen_in_person.person_id = certified_after_death.person_id
