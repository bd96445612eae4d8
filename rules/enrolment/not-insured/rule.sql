-- Grain: one row per registered person of sixteen and over who is on no list of insured people, and on none that says why not.
with

-- townships whose insured the lists name: where most of a township are missing, its list has not come
township as (
    select
        township,
        count(*) as registered_count,
        sum(case when standing in ('insured', 'drawing', 'other-scheme', 'known') then 1 else 0 end) as known_count,
        max(case when is_on_roster then 1 else 0 end) as has_list
    from canonical.enrolment_standing
    group by township
),

run as (
    select
        run.as_of_month,
        least_share.value as least_percent,
        school_age.value as school_age
    from parameter.run as run
    inner join parameter.enrolment_list_least_percent as least_share
        on run.as_of_month between least_share.valid_from and least_share.valid_to
    inner join parameter.school_age_until as school_age
        on run.as_of_month between school_age.valid_from and school_age.valid_to
)

select
    registered.person_id,
    'not insured' as occurrence_key,
    cast(null as integer) as month,
    cast(null as bigint) as amount_fen,
    registered.record_id as line_id,
    cast(null as bigint) as counter_id,
    registered.match_strength,
    cast(cast(floor(registered.born_month / 100) as integer) as varchar) as fact_born_year
from canonical.enrolment_standing as registered
inner join township on township.township = registered.township
cross join run
where
    registered.standing = 'nowhere'
    and registered.born_month + 1600 < run.as_of_month
    and coalesce(registered.imprisoned_until, 0) < run.as_of_month
    and township.has_list = 1
    and township.known_count * 100 >= township.registered_count * run.least_percent
    -- insured in the employees' scheme is on the list of those who are insured there, not of its pensioners
    and exists (
        select 1
        from canonical.employee_pension_record as employee
        where employee.status in ('insured', 'paused')
    )
    -- of school age nobody is asked about before a list of pupils came
    and (
        registered.born_month + (run.school_age + 1) * 100 <= run.as_of_month
        or exists (
            select 1
            from canonical.enrolment_exclusion as pupil
            where pupil.ground = 'pupil'
        )
    )
    -- nor anybody of the name of an insured person whose number nobody can read: it may be theirs
    and not exists (
        select 1
        from canonical.insured_record as insured
        inner join canonical.person as unread on unread.person_id = insured.person_id
        where
            unread.resident_id is null and unread.name = registered.name
            and coalesce(unread.born_on, registered.born_on) = registered.born_on
            and coalesce(unread.township, registered.township) = registered.township
    )
