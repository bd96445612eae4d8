-- Grain: one row per registered person of sixteen and over who is on no list of insured people, and on none that says why not.
with

registered as (
    select
        registered_person.record_id,
        registered_person.person_id,
        coalesce(registered_person.township, '') as township,
        registered_person.match_strength,
        extract(year from registered_person.born_on) * 100 + extract(month from registered_person.born_on) as born_month,
        row_number() over (partition by registered_person.person_id order by registered_person.record_id) as place
    from canonical.registered_person as registered_person
),

-- whoever has anything to do with a pension scheme, here or elsewhere
known as (
    select person_id from canonical.insured_record where status <> 'ended'
    union
    select person_id from canonical.benefit_payment
    union
    select person_id from canonical.contribution
    union
    select person_id from canonical.paid_on_behalf
    union
    select person_id from canonical.account_balance
    union
    select person_id from canonical.employee_pension_record
    union
    select person_id from canonical.public_pay_record
    union
    select person_id from canonical.relation_transfer
),

-- townships whose insured the lists name: where most of a township are missing, its list has not come
township as (
    select
        registered.township,
        count(*) as registered_count,
        count(known.person_id) as known_count,
        max(case when insured.person_id is null then 0 else 1 end) as has_list
    from registered
    left join known on known.person_id = registered.person_id
    left join (
        select distinct person_id
        from canonical.insured_record
    ) as insured on insured.person_id = registered.person_id
    where registered.place = 1
    group by registered.township
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
    cast(extract(year from person.born_on) as varchar) as fact_born_year
from registered
inner join canonical.person as person on person.person_id = registered.person_id
inner join township on township.township = registered.township
cross join run
where
    registered.place = 1
    and registered.born_month + 1600 <= run.as_of_month
    and township.has_list = 1
    and township.known_count * 100 >= township.registered_count * run.least_percent
    -- insured in the employees' scheme is on the list of those who are insured there, not of its pensioners
    and exists (
        select 1
        from canonical.employee_pension_record as employee
        where employee.status = 'insured'
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
    and not exists (
        select 1
        from known
        where known.person_id = registered.person_id
    )
    and not exists (
        select 1
        from canonical.enrolment_exclusion as exclusion
        where exclusion.person_id = registered.person_id
    )
    and not exists (
        select 1
        from canonical.imprisonment as imprisonment
        where
            imprisonment.person_id = registered.person_id
            and coalesce(imprisonment.released_month, imprisonment.ends_month, 209912) >= run.as_of_month
    )
    and not exists (
        select 1
        from canonical.death_record as death_record
        where death_record.person_id = registered.person_id and not death_record.is_revoked
    )
    and not exists (
        select 1
        from canonical.registration_change as registration_change
        where registration_change.person_id = registered.person_id and registration_change.kind <> 'restored'
    )
    and not exists (
        select 1
        from canonical.account_refund as refund
        where refund.person_id = registered.person_id
    )
    and not exists (
        select 1
        from canonical.held_row as held_row
        where held_row.person_id = registered.person_id
    )
