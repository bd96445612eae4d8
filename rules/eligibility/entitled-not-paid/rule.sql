-- Grain: one row per insured person past sixty with enough years, and month for which a roster came and never named them.
with

-- everybody who was paid, once: a year's payments name them a dozen times
paid as (
    select person_id from canonical.beneficiary
    union all
    select person_id from canonical.benefit_payment where is_arrears
),

unpaid as (
    select record_id, person_id, contribution_years, deemed_years, match_strength
    from canonical.insured_record as listed
    where
        status in ('insured', 'paused', 'drawing')
        and not exists (
            select 1
            from paid
            where paid.person_id = listed.person_id
        )
),

entitled as (
    select
        insured.record_id,
        insured.person_id,
        insured.contribution_years,
        insured.match_strength,
        person.township,
        extract(year from person.born_on) * 100 + 6000 + extract(month from person.born_on) as sixty_month
    from unpaid as insured
    inner join canonical.person as person on person.person_id = insured.person_id
    cross join parameter.run as run
    inner join parameter.required_years as required_years
        on run.as_of_month between required_years.valid_from and required_years.valid_to
    inner join parameter.scheme_started as scheme_started
        on run.as_of_month between scheme_started.valid_from and scheme_started.valid_to
    where
        (
            insured.contribution_years + coalesce(insured.deemed_years, 0) >= required_years.value
            or extract(year from person.born_on) * 100 + 6000 + extract(month from person.born_on) < scheme_started.value
        )
        -- the register shows that the person is there
        and exists (
            select 1
            from canonical.household_member as household_member
            where household_member.person_id = insured.person_id
        )
        -- of several lists the latest counts
        and not exists (
            select 1
            from canonical.insured_record as later
            where later.person_id = insured.person_id and later.record_id > insured.record_id
        )
        -- nor is anybody paid, or dead, who may be the same
        and not exists (
            select 1
            from canonical.perhaps_same as perhaps
            inner join paid on paid.person_id = perhaps.other_person_id
            where perhaps.person_id = insured.person_id
        )
        and not exists (
            select 1
            from canonical.perhaps_same as perhaps
            inner join canonical.death_record as death_record on death_record.person_id = perhaps.other_person_id
            where perhaps.person_id = insured.person_id and not death_record.is_revoked
        )
        and not exists (
            select 1
            from canonical.death_record as death_record
            where death_record.person_id = insured.person_id and not death_record.is_revoked
        )
        and not exists (
            select 1
            from canonical.registration_change as registration_change
            where registration_change.person_id = insured.person_id and registration_change.kind <> 'restored'
        )
        and not exists (
            select 1
            from canonical.employee_pension_record as employee
            where employee.person_id = insured.person_id
        )
        and not exists (
            select 1
            from canonical.public_pay_record as public_pay
            where public_pay.person_id = insured.person_id
        )
        and not exists (
            select 1
            from canonical.imprisonment as imprisonment
            where imprisonment.person_id = insured.person_id
        )
        and not exists (
            select 1
            from canonical.relation_transfer as transfer
            where transfer.person_id = insured.person_id and transfer.state <> 'cancelled'
        )
        and not exists (
            select 1
            from canonical.account_refund as refund
            where refund.person_id = insured.person_id
        )
        and not exists (
            select 1
            from canonical.held_row as held_row
            where held_row.person_id = insured.person_id
        )
),

roster_township as (
    select distinct
        payment.month,
        coalesce(person.township, '') as township
    from canonical.benefit_payment as payment
    inner join canonical.person as person on person.person_id = payment.person_id
    where not payment.is_arrears and coalesce(person.township, '') in (select coalesce(entitled.township, '') from entitled)
)

select
    entitled.person_id,
    'entitled' as occurrence_key,
    roster_township.month,
    lowest.value as amount_fen,
    entitled.record_id as line_id,
    cast(null as bigint) as counter_id,
    entitled.match_strength,
    cast(entitled.contribution_years as varchar) as fact_years
from entitled
inner join roster_township
    on roster_township.township = coalesce(entitled.township, '') and roster_township.month > entitled.sixty_month
inner join parameter.lowest_basic_pension as lowest on roster_township.month between lowest.valid_from and lowest.valid_to
