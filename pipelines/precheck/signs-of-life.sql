-- Grain: one row per person of whom something is reported that a certification of their own speaks against.
-- Only what somebody did themselves counts as a sign of life: data compared for many people saw nobody.
create or replace temp table sign_of_life as
with

certification as (
    select person_id, certified_on, certified_month, is_in_person
    from canonical.certification
    where is_passed and not is_batch and channel <> 'data-comparison'
),

-- several kinds of sources that agree are no longer one weak source
death as (
    select
        death.person_id,
        death.died_on,
        death.died_month,
        death.match_strength,
        death.source_kind,
        (
            select count(distinct death_record.source_kind)
            from canonical.death_record
            where death_record.person_id = death.person_id and not death_record.is_revoked
        ) as source_count
    from canonical.death
)

select
    death.person_id,
    'death' as about,
    death.match_strength,
    death.source_kind,
    death.source_count,
    max(certification.certified_month) as certified_month
from death
inner join certification on certification.person_id = death.person_id
where
    certification.certified_on > death.died_on
    or ((certification.certified_on is null or death.died_on is null) and certification.certified_month > death.died_month)
group by all

union all

select
    imprisonment.person_id,
    'imprisonment' as about,
    imprisonment.match_strength,
    'sentence' as source_kind,
    1 as source_count,
    max(certification.certified_month) as certified_month
from canonical.imprisonment
inner join certification on certification.person_id = imprisonment.person_id
where certification.is_in_person and certification.certified_month > imprisonment.starts_month
group by all
